"""The editions that a code may need: today's at once, the kept ones once a code asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assessment.editions import KEPT, editions
from assessment.model.definition import Definition
from assessment.records.visit_code import (
    CodedVisit,
    VisitCodeError,
    edition_mark,
    read_visit_code,
)
from serving.served_definition import served_definition, served_folder


def opened(code: str) -> CodedVisit:
    """Return the visit that a code holds. Raises VisitCodeError for what opens nothing."""
    today = served_definition()
    try:
        return read_visit_code(code, {edition_mark(today): today})
    except VisitCodeError as error:
        if error.reason != "other_edition":
            raise
    return read_visit_code(code, at_hand())


def at_hand() -> Mapping[str, Definition]:
    """Return every edition by its mark, today's first. Each is read once, as long as it stays."""
    folder = served_folder()
    there = (folder / KEPT).glob("*")
    return _read(folder, tuple(sorted((each.name, each.stat().st_mtime_ns) for each in there)))


@lru_cache(maxsize=1)
def _read(folder: Path, _: tuple[tuple[str, int], ...]) -> Mapping[str, Definition]:
    return editions(served_definition(), folder)
