"""Names that stand in code. Reading is handed them: it knows no drawing, no page and no sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeNames:
    """What a clinic's files may refer to that is not in them, and the ids that they may not use.

    signs: of the face, each drawn in so many `levels`. drawings: of what a lift does; `steps` of
    them show its steps. reserved: ids of pages, parts and items, which no question may have.
    """

    signs: tuple[str, ...]
    levels: int
    drawings: tuple[str, ...]
    steps: int
    reserved: frozenset[str]
