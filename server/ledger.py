"""What the processes of one server share: how often what happened, and who takes in newcomers.

It is a piece of memory without a name, which the supervisor makes and hands on: no file anywhere.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screens.counts import COUNTED

CELLS: Final = len(COUNTED) + 3
"""Numbers in a row. The processes of one server must agree on it."""

_OPEN, _PEOPLE, _SEEN = range(len(COUNTED), CELLS)
_BYTES: Final = 8


@dataclass(frozen=True)
class Ledger:
    """One row of whole numbers for each process; each process writes in its own.

    A row outlives its process, and the next one goes on counting in it, so that sums never fall.
    """

    file: int
    cells: memoryview

    @staticmethod
    def made(rows: int) -> Ledger:
        """Return an empty one."""
        file = os.memfd_create("ledger", 0)
        os.ftruncate(file, rows * CELLS * _BYTES)
        return Ledger.handed_on(file)

    @staticmethod
    def handed_on(file: int) -> Ledger:
        """Return the one that another process has made. file: its number."""
        return Ledger(file, memoryview(mmap.mmap(file, os.fstat(file).st_size)).cast("q"))

    @property
    def rows(self) -> range:
        """The numbers of the rows."""
        return range(len(self.cells) // CELLS)

    def counts(self, row: int) -> memoryview:
        """Return the place for the counts of a process, in the order of COUNTED."""
        return self.cells[row * CELLS :][: len(COUNTED)]

    def sums(self) -> Sequence[int]:
        """Return the counts of all processes together, in the order of COUNTED."""
        return [sum(of_all) for of_all in zip(*map(self.counts, self.rows))]

    # Who takes in newcomers

    def open_door(self, row: int) -> None:
        """Let a process take in newcomers."""
        self.cells[row * CELLS + _OPEN] = 1

    def shut_door(self, row: int) -> None:
        """Let a process take in nobody more. Those whom it has stay."""
        self.cells[row * CELLS + _OPEN] = 0

    def is_open(self, row: int) -> bool:
        """Return whether a process may take in newcomers."""
        return self.cells[row * CELLS + _OPEN] == 1

    def note_people(self, row: int, people: int) -> None:
        """Note how many connections a process holds."""
        self.cells[row * CELLS + _PEOPLE] = people

    def people_of_others(self, row: int) -> list[int]:
        """Return how many connections each other process holds that takes in newcomers."""
        others = (each for each in self.rows if each != row and self.is_open(each))
        return [self.cells[each * CELLS + _PEOPLE] for each in others]

    # Who is at work

    def note_seen(self, row: int, now: float) -> None:
        """Note that a process is at work. now: in seconds on the clock that all processes share."""
        self.cells[row * CELLS + _SEEN] = int(now)

    def seen(self, row: int) -> int:
        """Return when a process was last at work."""
        return self.cells[row * CELLS + _SEEN]
