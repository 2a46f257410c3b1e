"""The questionnaire: what is asked, and the rule that turns answers into a suggestion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Final, Literal

from assessment.conditions import Condition, Positions

NOT_SURE: Final = "not_sure"

Kind = Literal["sign", "wish", "note"]

SUGGESTIONS: Final = (
    "full_smas_lift",
    "minimum_incision_partial_lift",
    "neither",
    "unclear",
)
"""Every suggestion that a clause may give."""


@dataclass(frozen=True)
class Question:
    """One thing asked. `levels` maps level id → words, least first."""

    id: str
    kind: Kind
    name: str
    ask: str
    levels: Mapping[str, str]
    hint: str = ""
    picture: str | None = None
    criterion: str | None = None
    not_sure: str | None = None
    alone: tuple[str, ...] = ()
    tell: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its answer may lead to a suggestion. A note is for the specialist alone."""
        return self.kind != "note"

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The ids of its levels, least first."""
        return tuple(self.levels)

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be answered: its levels, then `not_sure` where that is allowed."""
        return (*self.level_ids, NOT_SURE) if self.not_sure else self.level_ids

    def words(self, choice: str) -> str:
        """Return the words that a choice is shown with."""
        return self.not_sure or "" if choice == NOT_SURE else self.levels[choice]


@dataclass(frozen=True)
class Clause:
    """One line of the rule. `when` is None for the last one, which holds otherwise."""

    id: str
    when: Condition | None
    suggest: str
    because: str
    plain: str
    reasons: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something said beside a suggestion, which it never changes."""

    id: str
    when: Condition
    say: str
    beside: tuple[str, ...] = SUGGESTIONS
    first: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One of the things said of who a SMAS facelift is for. Met from a level of its question up."""

    id: str
    say: str
    question: str
    met_from: int


@dataclass(frozen=True)
class Outcome:
    """How a suggestion is put to the person."""

    headline: str
    meaning: str


@dataclass(frozen=True)
class Questionnaire:
    """The whole of `questionnaire.yaml`, checked and immutable.

    `content_hash` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    id: str
    version: str
    reviewed: date
    review_by: date
    content_hash: str
    questions: tuple[Question, ...]
    rule: tuple[Clause, ...]
    remarks: tuple[Remark, ...]
    criteria: tuple[Criterion, ...]
    outcomes: Mapping[str, Outcome]
    not_sure_because: str
    advice: str

    def __getitem__(self, question_id: str) -> Question:
        """Return the question of that id; KeyError where there is none."""
        return self._by_id[question_id]

    def __hash__(self) -> int:
        """Hash by content, so that what is worked out from a questionnaire can be kept."""
        return hash(self.content_hash)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def counting(self) -> tuple[Question, ...]:
        """The questions whose answers may lead to a suggestion."""
        return tuple(question for question in self.questions if question.counts)

    @cached_property
    def notes(self) -> tuple[Question, ...]:
        """The questions whose answers are for the specialist alone."""
        return tuple(question for question in self.questions if not question.counts)

    @cached_property
    def telling_positions(self) -> Mapping[str, tuple[int, ...]]:
        """For each counting question, one position of each run that no clause tells apart.

        Trying these is trying every level: between two of them, no comparison of the rule changes.
        """
        return MappingProxyType(
            {question.id: telling_positions(question, self.rule) for question in self.counting}
        )


def telling_positions(question: Question, rule: tuple[Clause, ...]) -> tuple[int, ...]:
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


def first_match(rule: tuple[Clause, ...], positions: Positions) -> Clause:
    """Return the first clause whose condition holds for the positions.

    The loader has made sure that the last clause holds otherwise, so there always is one.
    """
    for clause in rule:
        if clause.when is None or clause.when.holds(positions):
            return clause
    raise ValueError("The rule has no clause for otherwise")


def every_reading(choices: Mapping[str, tuple[int, ...]]) -> Iterator[dict[str, int]]:
    """Yield every way to pick one position for each question."""
    for picked in product(*choices.values()):
        yield dict(zip(choices, picked, strict=True))
