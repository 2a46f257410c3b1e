"""Every possible set of answers at once, as arrays: one axis a question, one entry a set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from assessment.model.questionnaire import UNCLEAR, Questionnaire

Codes = npt.NDArray[np.int8]
"""A code is a place in `Questionnaire.suggestions`."""

Truth = npt.NDArray[np.bool_]

NO_CLAUSE: Final = -1


@dataclass(frozen=True)
class EverySet:
    """What the rule gives to every set of levels.

    positions: question id → the position of its answer in each set. clauses: the place in the rule
    of the first clause that matches, NO_CLAUSE where none does. suggestions: the code of what it
    suggests. Each array has one
    axis for each counting question, in order, as long as that question has levels.
    """

    questionnaire: Questionnaire
    positions: Mapping[str, npt.NDArray[np.int8]]
    clauses: npt.NDArray[np.int16]
    suggestions: Codes

    def code(self, suggestion: str) -> int:
        """Return the code of a suggestion; ValueError for another word."""
        return self.questionnaire.suggestions.index(suggestion)

    def are_any_of(self, allowed: frozenset[str]) -> Truth:
        """Return, for each set, whether its suggestion is one of these."""
        codes = [self.code(each) for each in self.questionnaire.suggestions if each in allowed]
        return np.isin(self.suggestions, codes)


def every_set(questionnaire: Questionnaire) -> EverySet:
    """Return what the rule gives to every set of levels.

    The clauses are asked over arrays of all sets, by the very conditions that `suggest` asks.
    """
    shape = tuple(len(question.levels) for question in questionnaire.counting)
    grid = np.indices(shape, dtype=np.int8)
    positions = {question.id: grid[axis] for axis, question in enumerate(questionnaire.counting)}
    clauses = np.full(shape, NO_CLAUSE, dtype=np.int16)
    for place in reversed(range(len(questionnaire.rule))):
        when = questionnaire.rule[place].when
        matches: Any = True if when is None else when.holds(positions)
        clauses[np.broadcast_to(matches, shape)] = place
    code_of_clause = np.array(
        [questionnaire.suggestions.index(clause.suggest) for clause in questionnaire.rule],
        dtype=np.int8,
    )
    return EverySet(questionnaire, positions, clauses, code_of_clause[clauses])


def with_not_sure(sets: EverySet) -> Codes:
    """Return the codes with one more place, not sure, along the axis of each question that has it.

    A set of answers is a set of possible suggestions, one bit each. Not sure takes those of every
    level. One bit left is a suggestion that stands; more than one is unclear.
    """
    count = len(sets.questionnaire.suggestions)
    possible = np.left_shift(np.int64(1), sets.suggestions.astype(np.int64))
    for axis, question in enumerate(sets.questionnaire.counting):
        if question.not_sure:
            any_level = np.bitwise_or.reduce(possible, axis=axis, keepdims=True)
            possible = np.concatenate([possible, any_level], axis=axis)
    result = np.full(possible.shape, sets.code(UNCLEAR), dtype=np.int8)
    for code in range(count):
        result[possible == 1 << code] = code
    return result
