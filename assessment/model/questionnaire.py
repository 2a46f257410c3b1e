"""The questionnaire: what is asked, and the rule that turns answers into a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

from assessment.model.clause import Check, Clause, Example, Remark

NOT_SURE: Final = "not_sure"
"""An answer that is no level: it means any of them."""

Kind = Literal["sign", "wish", "note"]


@dataclass(frozen=True)
class Question:
    """One thing asked. `levels` maps level id → words, least first.

    picture: the sign of the face that its levels are drawn as. criterion: the id of the one that
    it asks about. not_sure: the words of that choice, None where it is not offered.

    Of a note alone: `alone` are the levels that stand for themselves, so that each unticks the
    others; `at_most` is how many may be chosen, None where that is free; `headings` maps level id →
    what stands above it, where a group of levels begins; `rows` maps level id → the rows of the
    comparison that answer it; `tell` maps level id → why the specialist is told; `ticked_at_first`
    says whether it goes on a sheet or into a record unless the person unticks it. Else it goes
    there only when they tick it.
    """

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
    at_most: int | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tell: Mapping[str, str] = field(default_factory=dict)
    ticked_at_first: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its answer may lead to a suggestion. A note is for the specialist alone."""
        return self.kind != "note"

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The ids of its levels, least first."""
        return tuple(self.levels)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """What may be answered: its levels, then `not_sure` where that is allowed."""
        return (*self.level_ids, NOT_SURE) if self.not_sure else self.level_ids

    def position(self, level: str) -> int:
        """Return how far up its levels one stands, the least being 0; ValueError for no level."""
        return self.level_ids.index(level)

    def is_full(self, chosen: Collection[str]) -> bool:
        """Return whether no more levels may be chosen beside these."""
        return self.at_most is not None and len(chosen) >= self.at_most

    def words(self, choice: str) -> str:
        """Return the words that a choice is shown with."""
        return self.not_sure or "" if choice == NOT_SURE else self.levels[choice]


NEITHER: Final = "neither"
UNCLEAR: Final = "unclear"
"""What may be suggested beside the options: none of them, and that the answers do not say."""


@dataclass(frozen=True)
class Criterion:
    """One of the things said of who a SMAS facelift is for. Met from a level of its question up.

    met_from: the position of that level, the least being 0.
    """

    id: str
    say: str
    question: str
    met_from: int


@dataclass(frozen=True)
class Outcome:
    """How a suggestion is put to the person. ask: questions to a specialist that fit it alone."""

    headline: str
    meaning: str
    ask: tuple[str, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """The whole of `questionnaire.yaml`, checked and immutable.

    options: ids of the options that are compared, in the order they are shown. outcomes: suggestion
    → its words, for everything that a clause may suggest. content_hash: the SHA-256 of the file's
    bytes, in hexadecimal.
    """

    id: str
    version: str
    reviewed: date
    review_by: date
    content_hash: str
    options: tuple[str, ...]
    questions: tuple[Question, ...]
    rule: tuple[Clause, ...]
    checks: tuple[Check, ...]
    examples: tuple[Example, ...]
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
    def suggestions(self) -> tuple[str, ...]:
        """Everything that a clause may suggest, in the order of the file."""
        return tuple(self.outcomes)
