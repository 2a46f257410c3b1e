"""From answers to a suggestion, with its reasons. Pure: same answers in, same suggestion out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal

from assessment.model.answers import Answers
from assessment.model.clause import Clause, Remark
from assessment.model.conditions import supporting
from assessment.model.questionnaire import NOT_SURE, UNCLEAR, Criterion, Questionnaire
from assessment.rule.close_calls import close_calls
from assessment.rule.not_sure import agreed_clause
from assessment.rule.suggestion import CriterionState, Reason, Suggestion

LEAST: Final = 0
NO_POSITION: Final = math.nan
"""Stands neither at, nor above, nor below any level: no comparison with it holds."""


def suggest(questionnaire: Questionnaire, answers: Answers) -> Suggestion:
    """Return what checked answers point toward.

    questionnaire: a loaded questionnaire. answers: as `model.answers.checked` returns them, or as
    they were chosen on the screens. The first clause that matches decides. What the person was not
    sure of is tried at every level: one suggestion throughout stands, otherwise the answers are
    unclear.
    """
    counted = {question.id: str(answers[question.id]) for question in questionnaire.counting}
    unsure = tuple(question for question, answer in counted.items() if answer == NOT_SURE)
    clause = agreed_clause(questionnaire, counted)
    suggestion = clause.suggest if clause else UNCLEAR
    return Suggestion(
        suggestion=suggestion,
        clause=clause.id if clause else None,
        because=clause.because if clause else questionnaire.not_sure_because,
        reasons=_reasons(questionnaire, clause, counted),
        unsure_of=() if clause else unsure,
        tried=unsure if clause else (),
        close_calls=close_calls(questionnaire, counted, suggestion),
        remarks=_remarks(questionnaire, answers, suggestion),
        criteria=tuple(
            CriterionState(criterion.id, _criterion_state(questionnaire, criterion, counted))
            for criterion in questionnaire.criteria
        ),
        evidence=clause.evidence if clause else (),
        advice=questionnaire.advice,
    )


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


def _remarks(questionnaire: Questionnaire, answers: Answers, suggestion: str) -> tuple[Remark, ...]:
    positions = _positions(questionnaire, answers, not_sure=NO_POSITION)
    return tuple(
        remark
        for remark in questionnaire.remarks
        if remark.may_stand_beside(suggestion) and remark.when.holds(positions)
    )


def _criterion_state(
    questionnaire: Questionnaire, criterion: Criterion, counted: Mapping[str, str]
) -> Literal["met", "not_met", "not_sure"]:
    answer = counted[criterion.question]
    if answer == NOT_SURE:
        return "not_sure"
    position = questionnaire[criterion.question].position(answer)
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
            positions[question.id] = frozenset(map(question.position, answer))
        else:
            sure = answer != NOT_SURE
            positions[question.id] = question.position(answer) if sure else not_sure
    return positions
