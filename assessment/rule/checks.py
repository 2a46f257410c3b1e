"""What must hold of a rule over every possible set of answers, and whether it does.

Four things must hold of any rule. The rest a clinic writes under `checks:` and `examples:` of
`questionnaire.yaml`. Where one fails, the app does not serve the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from assessment.model.clause import Check, Example, StateCheck, StepCheck
from assessment.model.faults import Fault
from assessment.model.questionnaire import UNCLEAR, Questionnaire
from assessment.rule.every_set import NO_CLAUSE, EverySet, Truth, every_set
from assessment.rule.not_sure import agreed_clause

FILE: Final = "questionnaire.yaml"


@dataclass(frozen=True)
class CheckResult:
    """Something that must hold of the rule, and where it fails: nowhere, one hopes.

    id: of the check or the example, or our own name for what any rule must meet. says: in plain
    words.
    """

    id: str
    says: str
    faults: tuple[Fault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it does."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        faults = [str(fault) for fault in self.faults]
        return {"id": self.id, "says": self.says, "holds": self.holds, "faults": faults}


def faults_of_rule(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """Return everything in which the rule fails what must hold of it."""
    return tuple(fault for result in check_results(questionnaire) for fault in result.faults)


def check_results(questionnaire: Questionnaire) -> tuple[CheckResult, ...]:
    """Return whether each thing holds that must."""
    of_any_rule = (_notes_never_count(questionnaire), _the_advice_is_given(questionnaire))
    if not all(result.holds for result in of_any_rule):
        return of_any_rule  # a rule that asks about notes cannot be asked about every set
    sets = every_set(questionnaire)
    return (
        *of_any_rule,
        _every_set_is_decided(sets),
        _every_clause_is_reached(sets),
        *(_check(sets, check) for check in questionnaire.checks),
        *(_example(questionnaire, example) for example in questionnaire.examples),
    )


def _every_clause_is_reached(sets: EverySet) -> CheckResult:
    reached = set(np.unique(sets.clauses).tolist())
    faults = tuple(
        Fault(
            FILE,
            clause.line,
            "unreachable-clause",
            f"No answers ever reach the clause `{clause.id}`: those above it take them all",
            "Move it up, change its `when`, or take it out",
        )
        for place, clause in enumerate(sets.questionnaire.rule)
        if place not in reached
    )
    says = "Every clause decides some set of answers."
    return CheckResult("every_clause_is_reached", says, faults)


def _every_set_is_decided(sets: EverySet) -> CheckResult:
    says = "Every set of answers has one suggestion: that of the first clause that matches."
    if not (sets.clauses == NO_CLAUSE).any():
        return CheckResult("every_set_is_decided", says)
    last = sets.questionnaire.rule[-1]
    wrong = "The last clause is not for everyone: some answers would get no suggestion"
    fault = Fault(FILE, last.line, "otherwise-missing", wrong, "Add a clause for `otherwise`")
    return CheckResult("every_set_is_decided", says, (fault,))


def _notes_never_count(questionnaire: Questionnaire) -> CheckResult:
    faults = tuple(
        Fault(
            FILE,
            clause.line,
            "note-in-rule",
            f"The clause `{clause.id}` asks about the note `{atom.question}`",
            "Ask about a sign or a wish here, or make it a remark",
        )
        for clause in questionnaire.rule
        if clause.when is not None
        for atom in clause.when.atoms()
        if not questionnaire[atom.question].counts
    )
    return CheckResult("notes_never_count", "Notes never change a suggestion.", faults)


def _the_advice_is_given(questionnaire: Questionnaire) -> CheckResult:
    wrong = "There is no advice to see a specialist"
    fault = Fault(FILE, 1, "no-advice", wrong, "Write it under `advice`")
    given = bool(questionnaire.advice.strip())
    says = "Every suggestion carries the advice to see a specialist."
    return CheckResult("the_advice_is_given", says, () if given else (fault,))


def _check(sets: EverySet, check: Check) -> CheckResult:
    tried, fails = _tried_and_failing(sets, check)
    if not tried.any():
        wrong = f"The check `{check.id}` is never tried: no answers lead to what it speaks of"
        fault = Fault(FILE, check.line, "idle-check", wrong, "Mend the check, or take it out")
        return CheckResult(check.id, check.say, (fault,))
    if not fails.any():
        return CheckResult(check.id, check.say)
    wrong = (
        f"The check `{check.id}` fails for {np.count_nonzero(fails):,} of {fails.size:,} sets of"
        f" answers, first at {_first_failure(sets, check, fails)}"
    )
    fault = Fault(FILE, check.line, "failed-check", wrong, "Mend the rule, or the check")
    return CheckResult(check.id, check.say, (fault,))


def _tried_and_failing(sets: EverySet, check: Check) -> tuple[Truth, Truth]:
    """Return the sets that a check speaks of, and those at which it fails.

    Of a step, that is the set from which it is taken.
    """
    allowed = sets.are_any_of(check.allowed)
    if isinstance(check, StateCheck):
        held = np.broadcast_to(np.asarray(check.when.holds(sets.positions)), allowed.shape)
        return held, held & ~allowed
    begins = sets.suggestions == sets.code(check.start)
    fails = np.zeros(begins.shape, dtype=np.bool_)
    for axis in _axes(sets, check):
        before, after = np.moveaxis(begins, axis, 0), np.moveaxis(allowed, axis, 0)
        np.moveaxis(fails, axis, 0)[:-1] |= before[:-1] & ~after[1:]
    return begins, fails


def _axes(sets: EverySet, check: StepCheck) -> list[int]:
    counting = sets.questionnaire.counting
    return [axis for axis, question in enumerate(counting) if question.id in check.worse]


def _first_failure(sets: EverySet, check: Check, fails: Truth) -> str:
    """Return the first set of answers at which a check fails, and what it leads to, in words."""
    asked = sets.questionnaire
    at = tuple(map(int, np.argwhere(fails)[0]))
    words = ", ".join(
        f"{question.id} {question.level_ids[position]}"
        for question, position in zip(asked.counting, at, strict=True)
    )
    if isinstance(check, StateCheck):
        return f"{words}, which leads to `{asked.suggestions[sets.suggestions[at]]}`"
    for axis in _axes(sets, check):
        question, step = asked.counting[axis], at[axis] + 1
        after = (*at[:axis], step, *at[axis + 1 :])
        if step < len(question.levels):
            suggested = asked.suggestions[sets.suggestions[after]]
            if suggested not in check.allowed:
                return f"{words}: with {question.id} {question.level_ids[step]} it is `{suggested}`"
    raise ValueError(f"No step fails the check {check.id}")


def _example(questionnaire: Questionnaire, example: Example) -> CheckResult:
    clause = agreed_clause(questionnaire, example.answers)
    suggested, decided = (clause.suggest, clause.id) if clause else (UNCLEAR, None)
    says = f"The example `{example.id}`: {example.suggest}."
    if suggested == example.suggest and example.clause in (None, decided):
        return CheckResult(example.id, says)
    by = f"by the clause `{decided}`" if decided else "since what is not sure would change it"
    wrong = f"The example `{example.id}` leads to `{suggested}`, {by}"
    fault = Fault(FILE, example.line, "failed-example", wrong, "Mend the rule, or the example")
    return CheckResult(example.id, says, (fault,))
