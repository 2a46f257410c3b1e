"""The proof: every possible set of answers was tried, what came of it, and what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt
import pandas as pd

from assessment.model.questionnaire import Questionnaire
from assessment.rule.checks import CheckResult, check_results
from assessment.rule.every_set import every_set, with_not_sure


@dataclass(frozen=True)
class Proof:
    """What was tried, what came out how often, and what was shown.

    sets: how many without `not_sure`. not_sure_sets: how many more with it.
    """

    sets: int
    not_sure_sets: int
    per_suggestion: Mapping[str, int]
    per_clause: Mapping[str, int]
    per_suggestion_with_not_sure: Mapping[str, int]
    checks: tuple[CheckResult, ...]

    @property
    def holds(self) -> bool:
        """Whether everything does that must."""
        return all(each.holds for each in self.checks)

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        checks = [each.as_json() for each in self.checks]
        return {**vars(self), "checks": checks, "holds": self.holds}


def prove(questionnaire: Questionnaire) -> Proof:
    """Try every set of answers to the counting questions, not-sure sets too, and say what holds."""
    sets = every_set(questionnaire)
    unsure = with_not_sure(sets)
    clauses = [clause.id for clause in questionnaire.rule]
    return Proof(
        sets=sets.suggestions.size,
        not_sure_sets=unsure.size - sets.suggestions.size,
        per_suggestion=_counts(sets.suggestions, questionnaire.suggestions),
        per_clause=_counts(sets.clauses, clauses),
        per_suggestion_with_not_sure=_counts(unsure, questionnaire.suggestions),
        checks=check_results(questionnaire),
    )


def _counts(codes: npt.NDArray[Any], names: Sequence[str]) -> dict[str, int]:
    """Return how often each name was found. codes: places in `names`."""
    found = pd.Series(codes.ravel()).value_counts().reindex(range(len(names)), fill_value=0)
    return dict(zip(names, map(int, found), strict=True))


def in_words(proof: Proof) -> str:
    """Return what was proved, for people to read."""
    lines = [
        f"Tried {proof.sets:,} sets of answers, and {proof.not_sure_sets:,} more with 'not sure'.",
        "",
        "Suggestions, over the sets without 'not sure':",
        *_table(proof.per_suggestion, proof.sets),
        "Clauses:",
        *_table(proof.per_clause, proof.sets),
        "Suggestions, 'not sure' included:",
        *_table(proof.per_suggestion_with_not_sure, proof.sets + proof.not_sure_sets),
        "What must hold:",
    ]
    for each in proof.checks:
        lines.append(f"  {'holds' if each.holds else 'FAILS'}  {each.says}")
        lines += [f"         {fault}" for fault in each.faults]
    lines += [
        "",
        "Proved." if proof.holds else "Not proved: mend the rule, or what is asked of it.",
    ]
    return "\n".join(lines)


def _table(counts: Mapping[str, int], total: int) -> list[str]:
    rows = [f"  {name:<30} {count:>9,}  {count / total:>5.1%}" for name, count in counts.items()]
    return [*rows, ""]
