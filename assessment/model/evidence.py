"""What is known, from where, and what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, get_args

from assessment.model.statement import Statement

SourceKind = Literal[
    "clinic_page",
    "patient_page",
    "study",
    "review",
    "register",
    "survey",
    "textbook",
    "surgeons_paper",
]
KINDS: Final[tuple[str, ...]] = get_args(SourceKind)


@dataclass(frozen=True)
class Source:
    """Where a claim comes from. `people`: how many patients were looked at, where that is known.

    title: of a paper, empty where `cite` holds it. link: its DOI or web address, if it has one, as
    words to look for. line: where it stands in evidence.yaml.
    """

    id: str
    kind: SourceKind
    cite: str
    found: str
    year: int | None = None
    people: int | None = None
    title: str = ""
    link: str = ""
    line: int = 1


@dataclass(frozen=True)
class Figure:
    """A side effect in numbers: `count` (to `up_to`) people out of `of`, who `say`.

    part_of: the id of the figure that these people are counted in already, empty for none.
    """

    id: str
    count: int
    up_to: int | None
    of: int
    name: str
    say: str
    meaning: str
    source: str
    part_of: str = ""

    @property
    def most(self) -> int:
        """Return how many people it may be at the most."""
        return self.count if self.up_to is None else self.up_to


@dataclass(frozen=True)
class Harm:
    """One group of what can go wrong: what is said of it, and the figure that is drawn with it."""

    id: str
    name: str
    says: tuple[Statement, ...]
    figure: Figure | None = None


@dataclass(frozen=True)
class Gain:
    """Something that went well: what is said of it, and, to be drawn, how many people of how many.

    count, of: 0 where nothing is counted.
    """

    said: Statement
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class Drawing:
    """The words of a drawing of what a lift does: beside it, and for those who do not see it."""

    caption: str
    shows: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Unknown:
    """Something that nobody knows."""

    say: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """The whole of `evidence.yaml`. gains: what went well with people who had a lift."""

    sources: tuple[Source, ...]
    gains: tuple[Gain, ...]
    figures: tuple[Figure, ...]
    harms: tuple[Harm, ...]
    drawings: Mapping[str, Drawing]
    unknown: tuple[Unknown, ...]

    def parts_of(self, whole: Figure) -> tuple[Figure, ...]:
        """Return the figures whose people are counted in another one."""
        return tuple(each for each in self.figures if each.part_of == whole.id)

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """Source id → the number that it is cited by, from 1."""
        return MappingProxyType(
            {source.id: number for number, source in enumerate(self.sources, start=1)}
        )
