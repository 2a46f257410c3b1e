"""How many people one process, and two, bear: a search upward in steps, until taps take too long.

The crowd takes about a core by itself. Where the machine has two, two processes share the other
one with it, and bear hardly more than one does: the figure then says little of a second process.
"""

import os
import statistics
import tempfile

from benchmarks.load import what_a_crowd_saw
from tests.processes import told, wait_for
from tests.servers import processes

STEP = 150
AT_MOST = 150  # ms, for 95 of 100 taps
SCREENS = 4  # on which people stand: to tap ahead to all of them would take minutes


def borne(number: int, seconds: int, first: int) -> int:
    """Return how many people so many processes bear; 0 where they are fewer than the first step.

    first: where the search begins.
    """
    people, found = first, 0
    with (
        tempfile.TemporaryDirectory() as home,
        processes(number, {"HOME": home}) as server,
    ):
        wait_for(lambda: told(server, "serve"))
        while True:
            seen = what_a_crowd_saw(server, people, seconds, SCREENS)
            times = sorted(1000 * taken for taken in seen["times"])
            if seen["errors"] or statistics.quantiles(times, n=20)[-1] > AT_MOST:
                return found
            found, people = people, people + STEP


def cores() -> int:
    """Return how many cores this machine lends us."""
    return len(os.sched_getaffinity(0))
