"""Not sure means any level: each is tried, and a suggestion stands where all of them agree."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.model.clause import Clause
from assessment.model.questionnaire import NOT_SURE, Questionnaire
from assessment.rule.clause_matching import (
    first_match,
    position_combinations,
    representative_positions,
)


def agreed_clause(questionnaire: Questionnaire, counted: Mapping[str, str]) -> Clause | None:
    """Return the clause that decides, or None where what is not sure would change the suggestion.

    counted: question id → level id or `not_sure`, for every question that counts. Where several
    clauses give the same suggestion, the clause is that of the least levels: it claims the least.
    """
    combinations = position_combinations(positions_that_may_be(questionnaire, counted))
    clause = first_match(questionnaire.rule, next(combinations))
    for positions in combinations:
        if first_match(questionnaire.rule, positions).suggest != clause.suggest:
            return None
    return clause


def positions_that_may_be(
    questionnaire: Questionnaire, counted: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """Return question id → the positions to try: those of `not_sure`, or the one answered.

    counted: as for `agreed_clause`.
    """
    representative = representative_positions(questionnaire)
    return {
        question.id: representative[question.id]
        if counted[question.id] == NOT_SURE
        else (question.position(counted[question.id]),)
        for question in questionnaire.counting
    }
