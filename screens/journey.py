"""The way through the questionnaire, one step a page. Pure: a visit in, the next visit out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from assessment.model.answers import Answers
from assessment.model.questionnaire import Question, Questionnaire
from assessment.model.steps import (
    BEFORE,
    CHECK,
    FROM_RESULT,
    HANDED_BACK,
    NEXT_PERSON,
    RESULT,
    TABLET_START,
    UNDER_AGE,
    VISIT_CODE,
    WELCOME,
    asked_at,
    steps,
)
from assessment.records.reference import new_reference
from assessment.records.visit_code import CodedVisit, Reason

ExportKind = Literal["print_page", "save_sheet", "print_sheet", "save_record"]


@dataclass(frozen=True)
class Export:
    """Something that a person asked to save or print. id: its own, so that it is done once."""

    kind: ExportKind
    id: str


@dataclass(frozen=True)
class Visit:
    """One person's time with the app in one browser tab.

    step: where the person is, as `model.steps` names it. adult: whether they said that they are 18
    or older. changing: whether they came from *Check your answers* to change one. missing: whether
    they went on without an answer. wiping: whether they asked to start again.

    turn: how many times the page was turned, so that the browser can tell a new page from the same
    one. requested: which time it was that the browser's own Back or Forward asked, where that
    turned the page. renewed: whether this page comes after the questionnaire was changed. refused:
    whether the tab told of a visit that cannot be used. code_refused: why the code that they typed
    opens nothing, where it does.

    reference: the code that the sheet can be found by. ticks: part of the sheet → whether the
    person ticked or unticked it, where they did either. export: what they asked to save or print on
    this page.

    tablet: the name of the clinic's tablet, empty at home. helped: whether someone helped them.
    """

    step: str = WELCOME
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    adult: bool = False
    changing: bool = False
    missing: bool = False
    wiping: bool = False
    turn: int = 0
    requested: str | None = None
    renewed: bool = False
    refused: bool = False
    code_refused: Reason | None = None
    reference: str = field(default_factory=new_reference, compare=False)
    ticks: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    export: Export | None = None
    tablet: str = ""
    helped: bool = False

    @property
    def waits_for_someone(self) -> bool:
        """Whether this is a clinic's tablet between two people, with nobody's answers on it."""
        return self.step in (TABLET_START, HANDED_BACK, NEXT_PERSON)


def new_visit(tablet: str) -> Visit:
    """Return a visit that begins. tablet: the name of the clinic's tablet, empty at home."""
    return Visit(step=TABLET_START if tablet else WELCOME, tablet=tablet)


def at_step(visit: Visit, step: str) -> Visit:
    """Return the visit at another step, as a new page."""
    return replace(
        visit,
        step=step,
        changing=False,
        missing=False,
        wiping=False,
        turn=visit.turn + 1,
        requested=None,
        renewed=False,
        code_refused=None,
        export=None,
    )


def wiped(visit: Visit, step: str | None = None) -> Visit:
    """Return a visit with nothing left of this one but the tablet that it is on.

    step: where it then stands; where a new visit begins, unless told.
    """
    new = replace(new_visit(visit.tablet), turn=visit.turn + 1)
    return replace(new, step=step) if step else new


def after_age(visit: Visit, *, adult: bool) -> Visit:
    """Return the visit after the person said whether they are 18 or older.

    Someone under 18 leaves no answer behind, whatever was said before.
    """
    if not adult:
        return wiped(visit, UNDER_AGE)
    return at_step(replace(visit, adult=True), BEFORE[BEFORE.index(WELCOME) + 1])


def after_continue(questionnaire: Questionnaire, visit: Visit) -> Visit:
    """Return the visit after Continue: the next step, or the same where an answer is missing.

    A note may be left blank: then the blank is kept as the answer.
    """
    question = asked_at(questionnaire, visit.step)
    if question and question.id not in visit.answers:
        if question.counts:
            return replace(visit, missing=True, turn=visit.turn + 1, requested=None)
        visit = with_answer(visit, question, ())
    everything = steps(questionnaire)
    following = CHECK if visit.changing else everything[everything.index(visit.step) + 1]
    return at_step(visit, following)


def after_back(questionnaire: Questionnaire, visit: Visit) -> Visit:
    """Return the visit after Back: one step before, or *Check your answers* while changing one.

    From a page of its own it leads to the result, which led there; from the code of a visit that
    is not finished, to the question that is next.
    """
    if visit.step in FROM_RESULT:
        return at_step(visit, RESULT)
    if visit.step == VISIT_CODE:
        return at_step(visit, next_question(questionnaire, visit) or RESULT)
    everything = steps(questionnaire)
    before = CHECK if visit.changing else everything[everything.index(visit.step) - 1]
    return at_step(visit, before)


def next_question(questionnaire: Questionnaire, visit: Visit) -> str | None:
    """Return the id of the first question that has no answer yet, None where all have one."""
    return next((each.id for each in questionnaire.questions if each.id not in visit.answers), None)


def after_code(questionnaire: Questionnaire, visit: Visit, told: CodedVisit | Reason) -> Visit:
    """Return the visit after a code was typed: it goes on where the person stopped elsewhere.

    told: what the code holds, or why it opens nothing; then the page stays. Nothing is left of a
    visit before. A screen shows such a code to nobody who has not said that they are 18 or older.
    """
    if not isinstance(told, CodedVisit):
        return replace(visit, code_refused=told, turn=visit.turn + 1, requested=None)
    begun = replace(
        wiped(visit), turn=visit.turn, answers=told.answers, adult=True, helped=told.helped
    )
    return at_step(begun, next_question(questionnaire, begun) or CHECK)


def changing_answer(visit: Visit, question: Question) -> Visit:
    """Return the visit at one question, from where Continue leads back to the check."""
    return replace(at_step(visit, question.id), changing=True)


def asking_to_wipe(visit: Visit) -> Visit:
    """Return the visit where the person is asked whether to wipe it, or is asked no longer."""
    return replace(at_step(visit, visit.step), wiping=not visit.wiping)


def with_answer(visit: Visit, question: Question, answer: str | tuple[str, ...]) -> Visit:
    """Return the visit with one answer kept. The page stays the same."""
    answers = {**visit.answers, question.id: answer}
    return replace(visit, answers=MappingProxyType(answers), missing=False)


def with_tick(visit: Visit, part: str, *, ticked: bool) -> Visit:
    """Return the visit with one part of the sheet ticked or unticked.

    What was asked for before is over: it would be another sheet.
    """
    return replace(visit, ticks=MappingProxyType({**visit.ticks, part: ticked}), export=None)


def with_helped(visit: Visit, *, helped: bool) -> Visit:
    """Return the visit with whether someone helped the person."""
    return replace(visit, helped=helped)


def with_export(visit: Visit, kind: ExportKind) -> Visit:
    """Return the visit in which the person asks to save or print something now."""
    return replace(visit, export=Export(kind, secrets.token_hex(4)))
