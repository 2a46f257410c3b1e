"""A crowd that asks for its sheets at once: `python -m benchmarks.sheets_at_once URL PEOPLE`.

Everyone comes back to a visit that stands where the sheet is made. The process says so in a line,
waits for one, and prints as JSON how many got their sheet, and in how many seconds the last did.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.WidgetStates_pb2 import WidgetState

from assessment.loading import load
from assessment.model.answers import Answers
from assessment.model.steps import SHEET
from benchmarks.person import Person
from benchmarks.servers import Server
from benchmarks.suggestions_made import random_sets
from screens.journey import Visit
from screens.tab_copy import tab_copy
from tests.servers import ROOT

ARRIVING_AT_ONCE = 4
SECONDS_FOR_A_SHEET = 300


@contextmanager
def asked_for(server: Server, people: int) -> Iterator[subprocess.Popen[str]]:
    """Let so many people ask for their sheets, from when the block begins."""
    command = [sys.executable, "-m", "benchmarks.sheets_at_once", server.url, str(people)]
    pipe = subprocess.PIPE
    crowd = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    try:
        assert crowd.stdin
        assert crowd.stdout
        crowd.stdout.readline()
        crowd.stdin.write("now\n")
        crowd.stdin.flush()
        yield crowd
    finally:
        crowd.kill()


def what_they_got(crowd: subprocess.Popen[str]) -> dict[str, float]:
    """Return what the crowd prints at its end: `sheets` and `seconds`."""
    assert crowd.stdout
    seen: dict[str, float] = json.loads(crowd.stdout.read())
    return seen


class AtTheSheet(Person):
    """Someone who comes back to where the sheet is made."""

    async def comes_back(self, kept: str) -> None:
        """Open the page, and tell of what the tab has kept."""
        await self.tap()
        self.browser = WidgetState(
            id=next(e.bidi_component.id for e in self.screen if e.HasField("bidi_component")),
            json_value=json.dumps({"kept": {"text": kept, "reports": 1}}),
        )
        await self._tells(self.browser)

    async def asks_for_the_sheet(self) -> bool:
        """Tap the first button; return whether a file comes."""
        button = next(each.button for each in self.screen if each.HasField("button"))
        await self._tells(self.browser, WidgetState(id=button.id, trigger_value=True))
        return any(
            each.bidi_component.component_name == "export"
            for each in self.screen
            if each.HasField("bidi_component")
        )

    async def _tells(self, *states: WidgetState) -> None:
        assert self.connection
        await self.connection.send(self._rerun(*states).SerializeToString())
        async with asyncio.timeout(SECONDS_FOR_A_SHEET):
            await self._read_until_finished(self.connection)


async def crowd(url: str, sets: list[Answers]) -> dict[str, float]:
    """Let one person for each set of answers ask for a sheet, all at once."""
    questionnaire = load().questionnaire
    everyone = [AtTheSheet(url) for _ in sets]
    arriving = asyncio.Semaphore(ARRIVING_AT_ONCE)

    async def arrive(person: AtTheSheet, answers: Answers) -> None:
        visit = Visit(SHEET, answers, adult=True, turn=20)
        async with arriving:
            await person.comes_back(tab_copy(questionnaire, visit) or "")

    await asyncio.gather(*map(arrive, everyone, sets))
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    started = time.perf_counter()
    made = await asyncio.gather(*(person.asks_for_the_sheet() for person in everyone))
    return {"sheets": sum(made), "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    people = random_sets(load().questionnaire, int(sys.argv[2]))
    print(json.dumps(asyncio.run(crowd(sys.argv[1], people))))
