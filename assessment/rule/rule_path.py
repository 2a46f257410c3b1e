"""The way of the answers through the rule: every clause in its order, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assessment.model.answers import Answers
from assessment.model.clause import Clause
from assessment.model.questionnaire import Questionnaire
from assessment.rule.clause_matching import first_match, position_combinations
from assessment.rule.not_sure import agreed_clause, positions_that_may_be

Fate = Literal["passed", "decides", "may_decide", "not_reached"]
"""What becomes of a clause. `passed`: it is never the first that matches. `may_decide`: it is for
some of the levels that something not sure may have, and another clause is for the others."""


@dataclass(frozen=True)
class PathStep:
    """One clause of the rule, its number from 1 on, and what became of it."""

    number: int
    clause: Clause
    fate: Fate


def rule_path(questionnaire: Questionnaire, answers: Answers) -> tuple[PathStep, ...]:
    """Return every clause in the order in which the rule tries them.

    answers: as for `suggest`. Where something is not sure, every level of it is tried. The clause
    that a `Suggestion` names decides; where it names none, no clause does.
    """
    counted = {question.id: str(answers[question.id]) for question in questionnaire.counting}
    combinations = position_combinations(positions_that_may_be(questionnaire, counted))
    matching = {first_match(questionnaire.rule, positions).id for positions in combinations}
    decides = agreed_clause(questionnaire, counted)
    last = max(at for at, clause in enumerate(questionnaire.rule) if clause.id in matching)

    def fate(at: int, clause: Clause) -> Fate:
        if clause is decides:
            return "decides"
        if clause.id in matching:
            return "may_decide"
        return "passed" if at < last else "not_reached"

    return tuple(
        PathStep(at + 1, clause, fate(at, clause)) for at, clause in enumerate(questionnaire.rule)
    )
