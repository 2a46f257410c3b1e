"""Many people at once on one server, each tapping every few seconds.

The people live in a process of their own, `python -m benchmarks.load URL PEOPLE SECONDS SCREENS`,
so that they do not take the server's time; it prints what they saw as JSON.
"""

import asyncio
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from benchmarks.person import Person
from benchmarks.servers import Server
from tests import servers
from tests.servers import ROOT

SECONDS_BETWEEN_TAPS = 5
SCREENS = 24  # about as many taps as one visit has
ARRIVING_AT_ONCE = 4


@dataclass(frozen=True)
class Load:
    """What a crowd saw: milliseconds of server time a tap, errors, and bytes of memory a person."""

    taps: int
    p50: float
    p95: float
    longest: float
    errors: int
    memory: int


def measure(server: Server, people: int, seconds: int) -> Load:
    """Let a crowd use a server for some seconds."""
    what_a_crowd_saw(
        server, people=SCREENS, seconds=1
    )  # whoever sees all screens loads what all share
    before = server.memory()
    seen = what_a_crowd_saw(server, people, seconds)
    times = [1000 * taken for taken in seen["times"]]
    return Load(
        taps=len(times),
        p50=statistics.median(times),
        p95=statistics.quantiles(times, n=20, method="inclusive")[-1],
        longest=max(times),
        errors=len(seen["errors"]) + server.failures(),
        memory=(server.memory() - before) // people,  # visits are kept a while after they end
    )


def what_a_crowd_saw(
    server: servers.Server, people: int, seconds: int, screens: int = SCREENS
) -> dict[str, Any]:
    """Return what the crowd printed. screens: on how many of the first ones people stand."""
    numbers = map(str, (people, seconds, screens))
    command = [sys.executable, "-m", "benchmarks.load", server.url, *numbers]
    output = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    seen: dict[str, Any] = json.loads(output)
    return seen


async def crowd(url: str, people: int, seconds: int, screens: int) -> dict[str, list[Any]]:
    """Return how long each tap took, in seconds, and what went wrong.

    First everyone arrives and taps ahead, unmeasured, so that people stand on all these screens.
    """
    everyone = [Person(url) for _ in range(people)]
    arriving = asyncio.Semaphore(ARRIVING_AT_ONCE)
    times: list[float] = []
    errors: list[str] = []

    async def arrive(number: int, person: Person) -> None:
        async with arriving:
            for _ in range(1 + number % screens):
                await person.tap()

    async def visit(number: int, person: Person, end: float) -> None:
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(SECONDS_BETWEEN_TAPS * number / people)
        while (started := clock()) < end:
            try:
                times.append(await person.tap())
            except Exception as error:  # whatever it is, a visitor would have seen it
                errors.append(f"{type(error).__name__}: {error}")
                await person.leave()
            await asyncio.sleep(max(0, SECONDS_BETWEEN_TAPS - (clock() - started)))

    await asyncio.gather(*(arrive(*numbered) for numbered in enumerate(everyone)))
    end = asyncio.get_running_loop().time() + seconds
    await asyncio.gather(*(visit(*numbered, end) for numbered in enumerate(everyone)))
    await asyncio.gather(*(person.leave() for person in everyone))
    return {"times": times, "errors": errors}


if __name__ == "__main__":
    url, (people, seconds, screens) = sys.argv[1], map(int, sys.argv[2:])
    print(json.dumps(asyncio.run(crowd(url, people, seconds, screens))))
