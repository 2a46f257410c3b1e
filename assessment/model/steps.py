"""The steps of a visit: the questions, one a page, and the pages around them."""

from __future__ import annotations

from typing import Final

from assessment.model.questionnaire import Question, Questionnaire

WELCOME: Final = "welcome"
MIRROR: Final = "mirror"
CHECK: Final = "check"
RESULT: Final = "result"
SHEET: Final = "sheet"

WHAT_YOU_TOLD_US: Final = "what-you-told-us"
COMPARE: Final = "compare"
HOW_A_LIFT_IS_DONE: Final = "how-a-lift-is-done"
WHERE_THIS_COMES_FROM: Final = "where-this-comes-from"

VISIT_CODE: Final = "visit-code"
"""The code that holds the answers: to be shown at the desk, or to go on elsewhere with."""

TABLET_START: Final = "tablet_start"
GO_ON: Final = "go_on"
UNDER_AGE: Final = "under_age"
HANDED_BACK: Final = "handed_back"
NEXT_PERSON: Final = "next_person"

BEFORE: Final = (WELCOME, MIRROR)
AFTER: Final = (CHECK, RESULT, SHEET)
"""The pages on the way, before and after the questions."""

FROM_RESULT: Final = (WHAT_YOU_TOLD_US, COMPARE, HOW_A_LIFT_IS_DONE, WHERE_THIS_COMES_FROM)
"""Pages for whoever wants to know more: the result leads to each, and each leads back to it."""

ASIDE: Final = (TABLET_START, GO_ON, UNDER_AGE, HANDED_BACK, NEXT_PERSON)
"""Pages that are not on the way: no address leads to one, and only its own button leads on.

One takes a code of whoever began elsewhere. One is the end for someone under 18. Three are on a
clinic's tablet: it waits for someone, is handed back, is made ready for the next person.
"""

PAGES: Final = (*BEFORE, *AFTER, *FROM_RESULT, VISIT_CODE, *ASIDE)
"""Every page that is not a question. No question may have the id of one."""


def steps(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the steps on the way, in order: pages and ids of questions."""
    return (*BEFORE, *(question.id for question in questionnaire.questions), *AFTER)


def asked_at(questionnaire: Questionnaire, step: str) -> Question | None:
    """Return the question that is asked at a step, None where none is."""
    return next((each for each in questionnaire.questions if each.id == step), None)
