"""A patient of the clinic: at the clinic's own files, as they stand now."""

from __future__ import annotations

from typing import Final

from assessment.loading import load
from tests.answer_sets import Given
from tests.browser.person import Person

CLINIC: Final = load()


class ClinicsPatient(Person):
    """One patient, one tab."""

    definition = CLINIC


def answers_toward(suggestion: str) -> Given:
    """Return what one of the clinic's own examples answers, whom the rule suggests this to.

    Of notes, all that do not stand alone are ticked. LookupError where there is no such example.
    """
    for example in CLINIC.questionnaire.examples:
        if example.suggest == suggestion:
            notes = {
                note.id: tuple(level for level in note.level_ids if level not in note.alone)
                for note in CLINIC.questionnaire.notes
            }
            return {**example.answers, **notes}
    raise LookupError(f"No example of questionnaire.yaml is suggested {suggestion}")
