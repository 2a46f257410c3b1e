"""Answers: question id → level id, or for a note the tuple of level ids chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType

from assessment.model.faults import did_you_mean
from assessment.model.questionnaire import Question, Questionnaire

Answers = Mapping[str, str | tuple[str, ...]]


class AnswersError(ValueError):
    """The answers cannot be used.

    The message is one line that says why. It never repeats an answer, since it may reach a log.
    """


def checked(questionnaire: Questionnaire, given: object) -> Answers:
    """Return the answers, immutable and in the order of the questionnaire.

    given: what came from outside, such as parsed JSON. Notes may be left out; a note takes a list.
    Raises AnswersError on anything that is not a full set of answers to this questionnaire.
    """
    if not isinstance(given, Mapping):
        raise AnswersError("Answers are one object: question id → level id")
    known = [question.id for question in questionnaire.questions]
    for question_id in given:
        if question_id not in known:
            mend = did_you_mean(str(question_id), known)
            raise AnswersError(f"There is no question `{question_id}`. {mend}")
    answers: dict[str, str | tuple[str, ...]] = {}
    for question in questionnaire.questions:
        if question.id in given:
            answers[question.id] = _checked_answer(question, given[question.id])
        elif question.counts:
            raise AnswersError(f"`{question.id}` is not answered. {_one_of(question.choices)}")
    return MappingProxyType(answers)


def without_withheld_notes(
    questionnaire: Questionnaire, answers: Answers, given_on: Collection[str]
) -> Answers:
    """Return the answers with every note blank that the person keeps to themselves.

    answers: a full set. given_on: ids of the notes that may be given on; others in it say nothing.
    """
    return MappingProxyType(
        {
            each.id: answers[each.id] if each.counts or each.id in given_on else ()
            for each in questionnaire.questions
        }
    )


def fitting(questionnaire: Questionnaire, given: object) -> Answers:
    """Return those of the answers that fit the questionnaire, immutable and in its order.

    given: what came from outside, whole or damaged, of this questionnaire or of an earlier one.
    """
    answers: dict[str, str | tuple[str, ...]] = {}
    for question in questionnaire.questions:
        if isinstance(given, Mapping) and question.id in given:
            with suppress(AnswersError):
                answers[question.id] = _checked_answer(question, given[question.id])
    return MappingProxyType(answers)


def _checked_answer(question: Question, answer: object) -> str | tuple[str, ...]:
    if question.counts:
        if answer not in question.choices:
            raise AnswersError(f"`{question.id}` has no such level. {_one_of(question.choices)}")
        return str(answer)
    if not isinstance(answer, list | tuple):
        raise AnswersError(f"`{question.id}` takes a list of levels")
    for level in answer:
        if level not in question.level_ids:
            raise AnswersError(f"`{question.id}` has no such level. {_one_of(question.level_ids)}")
    chosen = tuple(level for level in question.level_ids if level in answer)
    if len(chosen) > 1 and any(level in question.alone for level in chosen):
        raise AnswersError(
            f"`{question.id}`: {_one_of(question.alone)} only on its own, not with another level"
        )
    if question.at_most is not None and len(chosen) > question.at_most:
        raise AnswersError(f"`{question.id}` takes {question.at_most} levels at most")
    return chosen


def _one_of(choices: Iterable[str]) -> str:
    return "Use " + " or ".join(f"`{choice}`" for choice in choices)
