"""Sheets are made one after the other, apart from the taps, and for each visit only so often."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

AT_ONCE: Final = 5
A_SECOND: Final = 0.1
"""How many sheets a visit may ask for in one go, and in the long run."""

MOST_WAITING: Final = 500
"""How many sheets may wait. Whoever comes after them is asked to try again at once."""

LONGEST_WAIT: Final = 60
"""Seconds until a person is asked to try again."""

_MAKER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheet")
"""Typst works beside Python: one sheet at a time leaves a core for the taps."""


class BusyError(Exception):
    """So many sheets are asked for that this one has to wait for longer than a person would."""


def in_turn(make: Callable[[], T]) -> T:
    """Return what `make` returns, or raise what it raises, once all before it are made.

    Raises BusyError where that takes too long.
    """
    if _MAKER._work_queue.qsize() >= MOST_WAITING:
        raise BusyError
    made = _MAKER.submit(make)
    try:
        return made.result(LONGEST_WAIT)
    except TimeoutError:
        made.cancel()
        raise BusyError from None
