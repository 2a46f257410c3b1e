"""Whether a sheet can be made of a definition, whatever someone answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from assessment.model.definition import Definition
from assessment.sheet import typesetting
from assessment.sheet.contents import SheetRequest, sheet_contents
from assessment.sheet.parts import parts
from assessment.sheet.typesetting import SheetError, typeset

_LACKING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
"""How Typst says that a font lacks a character."""


def check_typesetting(definition: Definition) -> None:
    """Make a sheet with every text that can stand on one, for nobody. Raises SheetError.

    The error's cause says why, and `lacking` which character. Neither tells a patient's answer.
    """
    if not typesetting.has_font():
        missing = ModuleNotFoundError(
            f"The package {typesetting.FONT_PACKAGE} with its font is missing."
        )
        raise SheetError("The sheet would be set in another font.") from missing
    questionnaire = definition.questionnaire
    fullest = {
        each.id: each.level_ids[-1] if each.counts else each.level_ids
        for each in questionnaire.questions
    }
    every_part = frozenset(parts(questionnaire, fullest))
    request = SheetRequest("AAAA-AAAA", every_part, questionnaire.reviewed, helped=True)
    every_text = [{"say": each, "sources": []} for each in sorted(set(_texts_for(definition)))]
    contents = {**sheet_contents(definition, fullest, request), "unknown": every_text}
    typeset(contents, "pdf", typesetting.FITS[:1])  # no size takes so much on two pages


def lacking(error: SheetError) -> str:
    """Return the character that the sheet's font lacks, empty where that is not what is wrong."""
    found = _LACKING.search(str(error.__cause__))
    return found[1] if found else ""


def _texts_for(definition: Definition) -> Iterator[str]:
    """Yield every text that can stand on a sheet. An id or two more does no harm."""
    evidence, options = definition.evidence, definition.procedures
    yield definition.clinic.name
    for thing in (
        definition.questionnaire,
        definition.texts,
        definition.approvals,
        evidence.unknown,
        evidence.figures,
        [source.cite for source in evidence.sources],
        [option.name for option in options],
        [option.in_short for option in options],
    ):
        yield from _texts_in(thing)


def _texts_in(thing: object) -> Iterator[str]:
    """Yield every text in a value of the model, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        yield from _texts_in(list(thing.values()))
    elif isinstance(thing, Iterable):
        for each in thing:
            yield from _texts_in(each)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts_in(getattr(thing, field.name))
