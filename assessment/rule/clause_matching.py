"""Which clause matches first, and which positions are enough to try.

A position is how far up its levels an answer stands, the least level being 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from types import MappingProxyType

from assessment.model.clause import Clause
from assessment.model.conditions import Positions
from assessment.model.questionnaire import Question, Questionnaire


@lru_cache(maxsize=8)
def representative_positions(questionnaire: Questionnaire) -> Mapping[str, tuple[int, ...]]:
    """Return, for each counting question, one position of each run that no clause tells apart.

    Trying these is trying every level: between two of them, no comparison of the rule changes.
    """
    return MappingProxyType(
        {question.id: _of(question, questionnaire.rule) for question in questionnaire.counting}
    )


def _of(question: Question, rule: tuple[Clause, ...]) -> tuple[int, ...]:
    """Return the least position of each run of levels that the rule does not tell apart."""
    cuts = {
        cut
        for clause in rule
        if clause.when is not None
        for atom in clause.when.atoms()
        if atom.question == question.id
        for cut in atom.cuts()
    }
    return (0, *sorted(cut for cut in cuts if 0 < cut < len(question.levels)))


def position_combinations(choices: Mapping[str, tuple[int, ...]]) -> Iterator[dict[str, int]]:
    """Yield every way to pick one position for each question.

    choices: question id → the positions to pick from.
    """
    for picked in product(*choices.values()):
        yield dict(zip(choices, picked, strict=True))


def first_match(rule: tuple[Clause, ...], positions: Positions) -> Clause:
    """Return the first clause whose condition holds for the positions.

    The loader has made sure that the last clause holds otherwise, so there always is one;
    ValueError where it has not.
    """
    for clause in rule:
        if clause.when is None or clause.when.holds(positions):
            return clause
    raise ValueError("The rule has no clause for otherwise")
