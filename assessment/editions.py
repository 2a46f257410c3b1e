"""The editions of the questionnaire at hand: today's, and those kept to open the codes of then."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from assessment.loading import read
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError, Fault
from assessment.records.visit_code import edition_mark

KEPT: Final = "kept"
"""The folder beside the clinic's files that holds what was kept: a folder an edition."""

_FILES: Final = ("questionnaire.yaml", "evidence.yaml")
_OPTIONS: Final = "procedures"


def editions(today: Definition, folder: Path) -> Mapping[str, Definition]:
    """Return the editions by their marks, today's first.

    folder: today's files. Of an edition that was kept, the questions, the rule, the options and
    the sources are its own; the words of the screens, the clinic and the approvals are today's. One
    that cannot be read is left out: `faults_of_kept` tells of it.
    """
    found = {edition_mark(today): today}
    for kept in _folders(folder):
        with suppress(DefinitionError):
            edition = read(folder, kept=kept)
            found.setdefault(edition_mark(edition), edition)
    return MappingProxyType(found)


def faults_of_kept(folder: Path) -> list[Fault]:
    """Return every fault of the editions that were kept. folder: today's files, which are sound."""
    faults: list[Fault] = []
    for kept in _folders(folder):
        try:
            read(folder, kept=kept)
        except DefinitionError as error:
            inside = kept.relative_to(folder)
            faults += [replace(each, file=f"{inside}/{each.file}") for each in error.faults]
    return faults


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / KEPT).glob("[!.]*") if path.is_dir())


def keep_edition(today: Definition, folder: Path) -> Path:
    """Keep today's files, and return the folder that holds them now.

    folder: where they are. What was kept of the same edition before is replaced. OSError where
    that cannot be.
    """
    place = folder / KEPT / edition_mark(today)
    new = place.with_name(f".{place.name}")  # what is kept stays until all of this is there
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name in _FILES:
        shutil.copy(folder / name, new)
    shutil.copytree(folder / _OPTIONS, new / _OPTIONS)
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)
    return place
