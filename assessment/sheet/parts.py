"""The parts of the sheet: which there are, which are ticked at first, and which one wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessment.model.answers import Answers
from assessment.model.questionnaire import Questionnaire

ANSWERS: Final = "answers"
QUESTIONS: Final = "questions"
SOURCES: Final = "sources"

OWN_PARTS: Final[Mapping[str, str]] = {
    ANSWERS: "sheet.part_answers",
    QUESTIONS: "sheet.part_questions",
    SOURCES: "sheet.part_sources",
}
"""Part of the sheet → the key of its words. The other parts are the notes, by their ids."""


def parts(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the parts that a person may choose: the answers, each note given, and so on."""
    return (ANSWERS, *notes_given(questionnaire, answers), QUESTIONS, SOURCES)


def notes_given(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the ids of the notes in which something is ticked. answers: all, or those so far."""
    return tuple(note.id for note in questionnaire.notes if answers.get(note.id))


def notes_given_on(questionnaire: Questionnaire, ticks: Mapping[str, bool]) -> frozenset[str]:
    """Return the ids of the notes that a person gives on, though nothing may be ticked in one.

    ticks: as for `is_chosen`.
    """
    notes = (note.id for note in questionnaire.notes)
    return frozenset(note for note in notes if is_chosen(questionnaire, note, ticks))


def is_chosen(questionnaire: Questionnaire, part: str, ticks: Mapping[str, bool]) -> bool:
    """Return whether a part goes on the sheet.

    ticks: part → whether the person ticked or unticked it. What they did not touch goes on it, save
    a note that is to be ticked first.
    """
    to_be_ticked = any(note.id == part and not note.ticked_at_first for note in questionnaire.notes)
    return ticks.get(part, not to_be_ticked)
