"""Who is behind the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clinic:
    """The clinic that runs the app.

    embed_in: origins whose pages may show the app in a frame. hosts: names that the app answers to;
    none means every name.
    """

    name: str
    behind: str
    paid_by: str
    embed_in: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
