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


def some_answers() -> Given:
    """Return a full set of answers to the clinic's questions, as much ticked as may be.

    Those of an example who is suggested an option, if there is one: most is then shown.
    """
    asked = CLINIC.questionnaire
    told = [example.suggest for example in asked.examples]
    for suggestion in [*(each for each in asked.options if each in told), *told]:
        return answers_toward(suggestion)
    return _with_notes({question.id: question.level_ids[-1] for question in asked.counting})


def answers_toward(suggestion: str) -> Given:
    """Return what one of the clinic's own examples answers, whom the rule suggests this to.

    LookupError where there is no such example.
    """
    for example in CLINIC.questionnaire.examples:
        if example.suggest == suggestion:
            return _with_notes(example.answers)
    raise LookupError(f"No example of questionnaire.yaml is suggested {suggestion}")


def _with_notes(answers: Given) -> Given:
    """Return the answers with all ticked in each note that does not stand alone."""
    notes = {
        note.id: tuple(each for each in note.level_ids if each not in note.alone)[: note.at_most]
        for note in CLINIC.questionnaire.notes
    }
    return {**answers, **notes}
