"""Close calls: one answer, one step different, would change the suggestion."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.model.questionnaire import NOT_SURE, UNCLEAR, Questionnaire
from assessment.rule.clause_matching import representative_positions
from assessment.rule.not_sure import agreed_clause
from assessment.rule.suggestion import CloseCall


def close_calls(
    questionnaire: Questionnaire, counted: Mapping[str, str], suggestion: str
) -> tuple[CloseCall, ...]:
    """Return every step to a neighbouring level that leads to another suggestion.

    counted: question id → level id or `not_sure`, for every question that counts. suggestion: what
    they point toward. From `not_sure` there is no step: it means every level already.
    """
    representative = representative_positions(questionnaire)
    calls = []
    for question in questionnaire.counting:
        answer = counted[question.id]
        if answer == NOT_SURE or len(representative[question.id]) == 1:
            continue
        at = question.position(answer)
        for step in question.level_ids[max(at - 1, 0) : at] + question.level_ids[at + 1 : at + 2]:
            clause = agreed_clause(questionnaire, {**counted, question.id: step})
            would_suggest = clause.suggest if clause else UNCLEAR
            if would_suggest != suggestion:
                calls.append(CloseCall(question.id, answer, step, would_suggest))
    return tuple(calls)
