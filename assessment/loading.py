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
from assessment.model.faults import DefinitionError
from assessment.model.steps import PAGES
from assessment.reading.folder import read_definition
from assessment.reading.names import CodeNames
from assessment.records.fhir import OWN_ITEMS
from assessment.rule.checks import faults_of_rule
from assessment.sheet.parts import OWN_PARTS

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


def read(folder: Path = ROOT) -> Definition:
    """Return what the files in a folder define, whether or not its rule does what is asked of it.

    folder: as for `read_definition`. Raises DefinitionError with every fault of every file.
    """
    definition = read_definition(folder, NAMES)
    return replace(definition, pictures=picture_cache(definition))
