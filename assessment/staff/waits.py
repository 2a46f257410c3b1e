"""How long nobody may try again after wrong PINs: pure functions, in whole seconds.

For one name the wait grows with each wrong PIN, until the name is locked. Beside it there is a pace
for all names together, which slows down whoever tries one PIN on every name.
"""

from __future__ import annotations

from math import ceil
from typing import Final

FREE: Final = 2
"""How many wrong PINs cost no wait: everyone mistypes."""

LONGEST_WAIT: Final = 300
"""Seconds that nobody has to wait longer than, but for a name that is locked."""

LOCKED_AFTER: Final = 10
"""How many wrong PINs lock a name until someone with the command line unlocks it."""

AT_ONCE: Final = 20
"""How many wrong PINs may come in one go, over all names."""

EVERY: Final = 30
"""After that, one more may come after so many seconds."""


def wait_after(failures: int) -> int:
    """Return for how many seconds a name is shut after so many wrong PINs in a row."""
    return 0 if failures <= FREE else min(2**failures, LONGEST_WAIT)


def is_locked(failures: int) -> bool:
    """Return whether a name is locked after so many wrong PINs in a row."""
    return failures >= LOCKED_AFTER


def still_to_wait(failures: int, last: float, now: float) -> int:
    """Return the seconds until a name may be tried again. last: when it was tried before.

    A clock that was put back lets nobody wait longer than the wait itself.
    """
    passed = max(0.0, now - last)
    return max(0, ceil(wait_after(failures) - passed))


def paced(free_from: float, now: float) -> tuple[int, float]:
    """Return the seconds until one more PIN may be tried on any name, and `free_from` after that.

    free_from: when all of `AT_ONCE` may come again; never further ahead than their whole time,
    though a clock was put back.
    """
    begun = min(max(free_from, now), now + AT_ONCE * EVERY)
    wait = begun - now - (AT_ONCE - 1) * EVERY
    return (ceil(wait), begun) if wait > 0 else (0, begun + EVERY)
