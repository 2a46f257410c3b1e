"""From answers to a suggestion, with its reasons. Pure: same answers in, same suggestion out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from assessment.answers import Answers
from assessment.conditions import supporting
from assessment.questionnaire import (
    NOT_SURE,
    Clause,
    Criterion,
    Questionnaire,
    Remark,
    every_reading,
    first_match,
)

LEAST: Final = 0
NO_POSITION: Final = math.nan
"""Stands neither at, nor above, nor below any level: no comparison with it holds."""


@dataclass(frozen=True)
class Reason:
    """One of the person's own answers that led to the suggestion."""

    question: str
    answer: str


@dataclass(frozen=True)
class CloseCall:
    """One answer, one step different, that would change the suggestion."""

    question: str
    answer: str
    one_step: str
    would_suggest: str


@dataclass(frozen=True)
class CriterionState:
    """Whether the answers meet a criterion; `not_sure` where the person could not say."""

    criterion: str
    state: Literal["met", "not_met", "not_sure"]


@dataclass(frozen=True)
class Suggestion:
    """What the answers point toward, and everything that is said with it.

    clause is None where the answers are unclear because of what the person was not sure of; then
    `unsure_of` names those questions. `tried` names the questions that were not sure and made no
    difference, whatever their level.
    """

    suggestion: str
    clause: str | None
    because: str
    reasons: tuple[Reason, ...]
    unsure_of: tuple[str, ...]
    tried: tuple[str, ...]
    close_calls: tuple[CloseCall, ...]
    remarks: tuple[Remark, ...]
    criteria: tuple[CriterionState, ...]
    evidence: tuple[str, ...]
    advice: str

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON. A remark is given by its id and its words."""
        plain = asdict(self)
        plain["remarks"] = [{"remark": remark.id, "say": remark.say} for remark in self.remarks]
        return plain


def suggest(questionnaire: Questionnaire, answers: Answers) -> Suggestion:
    """Return what checked answers point toward.

    questionnaire: a loaded questionnaire. answers: as `assessment.answers.checked` returns them, or
    as they were chosen on the screens. The first clause that matches decides. What the
    person was not sure of is tried at every level: one suggestion throughout stands, otherwise the
    answers are unclear.
    """
    counted = {question.id: str(answers[question.id]) for question in questionnaire.counting}
    unsure = tuple(question for question, answer in counted.items() if answer == NOT_SURE)
    clause = agreed_clause(questionnaire, counted)
    suggestion = clause.suggest if clause else "unclear"
    return Suggestion(
        suggestion=suggestion,
        clause=clause.id if clause else None,
        because=clause.because if clause else questionnaire.not_sure_because,
        reasons=_reasons(questionnaire, clause, counted),
        unsure_of=() if clause else unsure,
        tried=unsure if clause else (),
        close_calls=_close_calls(questionnaire, counted, suggestion),
        remarks=_remarks(questionnaire, answers, suggestion),
        criteria=tuple(
            CriterionState(criterion.id, _criterion_state(questionnaire, criterion, counted))
            for criterion in questionnaire.criteria
        ),
        evidence=clause.evidence if clause else (),
        advice=questionnaire.advice,
    )


def agreed_clause(questionnaire: Questionnaire, counted: Mapping[str, str]) -> Clause | None:
    """Return the clause that decides, or None where what is not sure would change the suggestion.

    counted: question id → level id or `not_sure`, for every question that counts. Where several
    clauses give the same suggestion, the clause is that of the least levels: it claims the least.
    """
    choices = {
        question.id: questionnaire.telling_positions[question.id]
        if counted[question.id] == NOT_SURE
        else (question.level_ids.index(counted[question.id]),)
        for question in questionnaire.counting
    }
    readings = every_reading(choices)
    clause = first_match(questionnaire.rule, next(readings))
    for reading in readings:
        if first_match(questionnaire.rule, reading).suggest != clause.suggest:
            return None
    return clause


def _reasons(
    questionnaire: Questionnaire, clause: Clause | None, counted: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Return the answers that the clause rests on; an answer of `not_sure` is no reason."""
    if clause is None:
        return ()
    rests_on = set(clause.reasons)
    if clause.when is not None and not rests_on:
        rests_on |= supporting(clause.when, _positions(questionnaire, counted, not_sure=LEAST))
    return tuple(
        Reason(question.id, counted[question.id])
        for question in questionnaire.counting
        if question.id in rests_on and counted[question.id] != NOT_SURE
    )


def _close_calls(
    questionnaire: Questionnaire, counted: Mapping[str, str], suggestion: str
) -> tuple[CloseCall, ...]:
    calls = []
    for question in questionnaire.counting:
        answer = counted[question.id]
        if answer == NOT_SURE or len(questionnaire.telling_positions[question.id]) == 1:
            continue
        at = question.level_ids.index(answer)
        for step in question.level_ids[max(at - 1, 0) : at + 2]:
            clause = agreed_clause(questionnaire, {**counted, question.id: step})
            would_suggest = clause.suggest if clause else "unclear"
            if would_suggest != suggestion:
                calls.append(CloseCall(question.id, answer, step, would_suggest))
    return tuple(calls)


def _remarks(questionnaire: Questionnaire, answers: Answers, suggestion: str) -> tuple[Remark, ...]:
    positions = _positions(questionnaire, answers, not_sure=NO_POSITION)
    return tuple(
        remark
        for remark in questionnaire.remarks
        if suggestion in remark.beside and remark.when.holds(positions)
    )


def _criterion_state(
    questionnaire: Questionnaire, criterion: Criterion, counted: Mapping[str, str]
) -> Literal["met", "not_met", "not_sure"]:
    answer = counted[criterion.question]
    if answer == NOT_SURE:
        return "not_sure"
    position = questionnaire[criterion.question].level_ids.index(answer)
    return "met" if position >= criterion.met_from else "not_met"


def _positions(
    questionnaire: Questionnaire,
    answers: Mapping[str, str | tuple[str, ...]],
    *,
    not_sure: float,
) -> dict[str, float | frozenset[int]]:
    """Return the positions answered. not_sure: the position of what the person was not sure of."""
    positions: dict[str, float | frozenset[int]] = {}
    for question in questionnaire.questions:
        answer = answers.get(question.id, ())
        if isinstance(answer, tuple):
            positions[question.id] = frozenset(map(question.level_ids.index, answer))
        else:
            sure = answer != NOT_SURE
            positions[question.id] = question.level_ids.index(answer) if sure else not_sure
    return positions
