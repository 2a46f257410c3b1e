"""From the clinic's files to what the app runs with: read and checked, or refused.

The one place that knows every room: it hands reading the names that stand in the others.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from assessment.drawing.face import LEVELS, SIGNS
from assessment.drawing.operation import DRAWINGS, STEPS
from assessment.drawing.picture_cache import picture_cache
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError, Fault
from assessment.model.steps import PAGES
from assessment.reading.folder import read_definition
from assessment.reading.names import CodeNames
from assessment.reading.places import places_of
from assessment.records.fhir import OWN_ITEMS
from assessment.rule.checks import faults_of_rule
from assessment.sheet.check_typesetting import check_typesetting, lacking
from assessment.sheet.parts import OWN_PARTS
from assessment.sheet.typesetting import SheetError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder that holds the files of the app itself."""

NAMES: Final = CodeNames(
    signs=tuple(SIGNS),
    levels=LEVELS,
    drawings=DRAWINGS,
    steps=len(STEPS),
    reserved=frozenset([*PAGES, *OWN_PARTS, *OWN_ITEMS]),
)


def load(folder: Path = ROOT) -> Definition:
    """Return what the files in a folder define, sound and with its rule checked.

    folder: as for `read_definition`. Raises DefinitionError with every fault of every file, or with
    all that the rule fails.
    """
    definition = read(folder)
    if faults := faults_of_rule(definition.questionnaire):
        raise DefinitionError(faults)
    return definition


def load_to_serve(folder: Path = ROOT) -> Definition:
    """Return what the files in a folder define, as `load` does, once a sheet can be made of it.

    Raises DefinitionError where none can: every patient's sheet would fail.
    """
    definition = load(folder)
    try:
        check_typesetting(definition)
    except SheetError as error:
        raise DefinitionError(_faults_of_sheet(error, folder)) from error
    return definition


def _faults_of_sheet(error: SheetError, folder: Path) -> list[Fault]:
    """Return why no sheet can be made: where a character stands that its font lacks, or else."""
    character = lacking(error)
    if places := list(places_of(character, folder)) if character else []:
        wrong = f"The font of the sheet for the specialist lacks the character `{character}`"
        return [Fault(*place, "not-on-the-sheet", wrong, "Write it otherwise") for place in places]
    wrong = f"The sheet for the specialist cannot be made: {' '.join(str(error.__cause__).split())}"
    mend = "Install what the file lists, or call whoever looks after your computers"
    return [Fault("requirements.txt", 1, "no-sheet", wrong.rstrip("."), mend)]


def read(folder: Path = ROOT, kept: Path | None = None) -> Definition:
    """Return what the files in a folder define, whether or not its rule does what is asked of it.

    folder, kept: as for `read_definition`. Raises DefinitionError with every fault of every file.
    """
    definition = read_definition(folder, NAMES, kept)
    return replace(definition, pictures=picture_cache(definition))
