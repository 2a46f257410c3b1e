"""How many people one process, and two, bear: a search upward in steps, until taps take too long.

The crowd takes about a core by itself. Where the machine has two, two processes share the other
one with it, and bear hardly more than one does: the figure then says little of a second process.
"""

import math
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.load import what_a_crowd_saw
from tests.processes import told, wait_for
from tests.servers import Server, processes

STEP = 150
AT_MOST = 150  # ms, for 95 of 100 taps
SCREENS = 4  # on which people stand: to tap ahead to all of them would take minutes


def slowest(people: int, seconds: int) -> float:
    """Return how long a tap of so many people on one process takes, for 95 of 100, in ms."""
    with _processes(1) as server:
        return _slowest(server, people, seconds)


def borne(number: int, seconds: int, first: int) -> int:
    """Return how many people so many processes bear; 0 where they are fewer than the first step.

    first: where the search begins.
    """
    people, found = first, 0
    with _processes(number) as server:
        while _slowest(server, people, seconds) <= AT_MOST:
            found, people = people, people + STEP
    return found


@contextmanager
def _processes(number: int) -> Iterator[Server]:
    with processes(number) as server:
        wait_for(lambda: told(server, "serve"))
        yield server


def _slowest(server: Server, people: int, seconds: int) -> float:
    """Return the milliseconds of 95 of 100 taps; where anyone met an error, more than any."""
    seen = what_a_crowd_saw(server, people, seconds, SCREENS)
    if seen["errors"]:
        return math.inf
    times: list[float] = seen["times"]
    return 1000 * statistics.quantiles(times, n=20, method="inclusive")[-1]


def cores() -> int:
    """Return how many cores this machine lends us."""
    return len(os.sched_getaffinity(0))
