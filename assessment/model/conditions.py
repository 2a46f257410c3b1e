"""The conditions that a clause or a remark may set. These, and no others.

A condition is asked about *positions*: question id → how far up its levels the answer stands, the
least level being 0. Every `holds` works on plain numbers (one person) and, unchanged, on numpy
arrays of numbers (all possible people at once, in the proof). For a note, which takes several
answers, the position is the set of positions chosen.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol

Positions = Mapping[str, Any]
Truth = Any
"""A bool for numbers, an array of them for arrays."""


class Condition(Protocol):
    """What can be asked of a set of answers."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether it holds: a truth value, or an array of them for arrays of positions."""

    def atoms(self) -> Iterator[Atom]:
        """Yield the single comparisons it is made of."""


@dataclass(frozen=True)
class Atom:
    """One question compared with one of its levels."""

    question: str
    position: int

    def holds(self, positions: Positions) -> Truth:
        """Return whether the answer stands exactly at the position."""
        return positions[self.question] == self.position

    def atoms(self) -> Iterator[Atom]:
        """Yield itself."""
        yield self

    def cuts(self) -> tuple[int, ...]:
        """Return the positions at which its truth may change, counted from the least level up."""
        return (self.position, self.position + 1)


class AtLeast(Atom):
    """The answer stands at the position or above."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether it does."""
        return positions[self.question] >= self.position

    def cuts(self) -> tuple[int, ...]:
        """Return the one position from which it holds."""
        return (self.position,)


class AtMost(Atom):
    """The answer stands at the position or below."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether it does."""
        return positions[self.question] <= self.position

    def cuts(self) -> tuple[int, ...]:
        """Return the one position from which it no longer holds."""
        return (self.position + 1,)


class Includes(Atom):
    """The position is among those chosen in a note."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether it is."""
        return self.position in positions[self.question]


@dataclass(frozen=True)
class _Group:
    parts: tuple[Condition, ...]

    def atoms(self) -> Iterator[Atom]:
        """Yield the atoms of every part."""
        for part in self.parts:
            yield from part.atoms()


class AllOf(_Group):
    """Every part holds."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether every part does."""
        return reduce(operator.and_, (part.holds(positions) for part in self.parts))


class AnyOf(_Group):
    """One part or more holds."""

    def holds(self, positions: Positions) -> Truth:
        """Return whether a part does."""
        return reduce(operator.or_, (part.holds(positions) for part in self.parts))


@dataclass(frozen=True)
class AtLeastOf(_Group):
    """At least a certain number of the parts hold."""

    number: int

    def holds(self, positions: Positions) -> Truth:
        """Return whether that many do."""
        return sum(part.holds(positions) for part in self.parts) >= self.number


def supporting(condition: Condition, positions: Positions) -> frozenset[str]:
    """Return the questions whose answers make the condition hold: the reasons for it."""
    if not condition.holds(positions):
        return frozenset()
    if isinstance(condition, _Group):
        return frozenset().union(*(supporting(part, positions) for part in condition.parts))
    return frozenset(atom.question for atom in condition.atoms())
