"""The way through the questionnaire, one step a page. Pure: a visit in, the next visit out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from assessment.answers import Answers
from assessment.questionnaire import Question, Questionnaire
from assessment.reference import new_reference
from assessment.sheet import ASKED_FOR

WELCOME: Final = "welcome"
MIRROR: Final = "mirror"
CHECK: Final = "check"
RESULT: Final = "result"
SHEET: Final = "sheet"

Want = Literal["save", "print", "record"]


@dataclass(frozen=True)
class Wish:
    """What a person wants done with the sheet. id: its own, so that each wish is met once."""

    want: Want
    id: str


@dataclass(frozen=True)
class Visit:
    """One person's time with the app in one browser tab.

    step: where the person is. adult: whether they said that they are 18 or older; None before that.
    changing: whether they came from *Check your answers* to change one. missing: whether they went
    on without an answer. turn: how many times the page was turned, so that the browser can tell a
    new page from the same one. asked: the step that the browser's own Back or Forward asked for,
    where that turned the page. wiping: whether they asked to start again. prints: how often they
    asked to print. renewed: whether this page comes after the questionnaire was changed.
    refused: whether the tab told of a visit that cannot be used.

    reference: the code that the sheet can be found by. left_out: the parts that the person keeps
    off it. wish: what the person wants done with it.

    tablet: the name of the clinic's tablet, empty at home. begun: whether this person has begun on
    it. helped: whether someone helped them. handed_back: whether they are done with it.
    leaving: whether the browser is to leave this page for the tablet's start page.
    """

    step: str = WELCOME
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    adult: bool | None = None
    changing: bool = False
    missing: bool = False
    turn: int = 0
    asked: str | None = None
    wiping: bool = False
    prints: int = 0
    renewed: bool = False
    refused: bool = False
    reference: str = field(default_factory=new_reference, compare=False)
    left_out: frozenset[str] = ASKED_FOR
    wish: Wish | None = None
    tablet: str = ""
    begun: bool = False
    helped: bool = False
    handed_back: bool = False
    leaving: bool = False


def steps(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return every step in order."""
    questions = (question.id for question in questionnaire.questions)
    return (WELCOME, MIRROR, *questions, CHECK, RESULT, SHEET)


def reachable(questionnaire: Questionnaire, visit: Visit) -> tuple[str, ...]:
    """Return the steps that the person may be at: up to the first question without an answer."""
    if not visit.adult:
        return (WELCOME,)
    everything = steps(questionnaire)
    for question in questionnaire.questions:
        if question.id not in visit.answers:
            return everything[: everything.index(question.id) + 1]
    return everything


def turned_to(visit: Visit, step: str) -> Visit:
    """Return the visit at another step, as a new page."""
    return replace(
        visit,
        step=step,
        changing=False,
        missing=False,
        turn=visit.turn + 1,
        asked=None,
        wiping=False,
        renewed=False,
        wish=None,
    )


def begun(visit: Visit) -> Visit:
    """Return the visit once the next person has begun on a clinic's tablet."""
    return turned_to(replace(visit, begun=True), WELCOME)


def wiped(visit: Visit) -> Visit:
    """Return a visit with nothing left of this one but the tablet that it is on."""
    return Visit(tablet=visit.tablet, turn=visit.turn + 1)


def follow(questionnaire: Questionnaire, visit: Visit, step: str) -> Visit:
    """Return the visit at the step that the browser's own Back, Forward or address asks for.

    Where that step may not be reached, the person stays at the last one that may.
    """
    allowed = reachable(questionnaire, visit)
    return replace(turned_to(visit, step if step in allowed else allowed[-1]), asked=step)


def told_age(visit: Visit, *, adult: bool) -> Visit:
    """Return the visit after the person said whether they are 18 or older.

    Someone under 18 leaves no answer behind, whatever was said before.
    """
    if adult:
        return turned_to(replace(visit, adult=True), MIRROR)
    return replace(wiped(visit), adult=False, begun=visit.begun)


def answered(visit: Visit, question: Question, answer: str | tuple[str, ...]) -> Visit:
    """Return the visit with one answer kept. The page stays the same."""
    answers = {**visit.answers, question.id: answer}
    return replace(visit, answers=MappingProxyType(answers), missing=False)


def gone_on(questionnaire: Questionnaire, visit: Visit) -> Visit:
    """Return the visit after Continue: the next step, or the same where an answer is missing.

    A note may be left blank: then the blank is kept as the answer.
    """
    question = asked_at(questionnaire, visit.step)
    if question and question.id not in visit.answers:
        if question.counts:
            return replace(visit, missing=True, turn=visit.turn + 1, asked=None)
        visit = answered(visit, question, ())
    everything = steps(questionnaire)
    following = CHECK if visit.changing else everything[everything.index(visit.step) + 1]
    return turned_to(visit, following)


def gone_back(questionnaire: Questionnaire, visit: Visit) -> Visit:
    """Return the visit after Back: one step before, or *Check your answers* while changing one."""
    everything = steps(questionnaire)
    before = CHECK if visit.changing else everything[everything.index(visit.step) - 1]
    return turned_to(visit, before)


def put_on_sheet(visit: Visit, part: str, *, ticked: bool) -> Visit:
    """Return the visit with one part of the sheet put on or left out.

    Where that changes the sheet, an earlier wish is over.
    """
    left_out = visit.left_out - {part} if ticked else visit.left_out | {part}
    if left_out == visit.left_out:
        return visit
    return replace(visit, left_out=left_out, wish=None)


def changing(visit: Visit, question: Question) -> Visit:
    """Return the visit at one question, from where Continue leads back to the check."""
    return replace(turned_to(visit, question.id), changing=True)


def asked_at(questionnaire: Questionnaire, step: str) -> Question | None:
    """Return the question that is asked at a step, None where none is."""
    return next((each for each in questionnaire.questions if each.id == step), None)
