"""The supervisor: one process that serves nobody, and sees to those that do.

It starts them, starts another where one has died or hangs, and at SIGHUP lets new ones take the
place of the old. It imports nothing of the app but the names of what is counted, so that it
outlives a change of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Final

from server.counters import SUPERVISED, Counters
from server.ledger import CELLS, Ledger
from server.log_line import ROOT, tell

SECONDS_TO_START: Final = 120
SECONDS_TO_END: Final = 10
"""After these a process is killed: it starts in three seconds, and ends in three at the most."""

SECONDS_OF_SILENCE: Final = 60
"""A process that was not at work for so long hangs. It says ten times a second that it is."""

NOTHING_OF_ITS_OWN: Final = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"}
"""A clinic's server has no place to write to, and no home: Streamlit asks for one, and a user that
systemd makes up has none."""

PAUSES: Final = (0, 1, 2, 5, 10, 30)
"""Seconds before a process is started again: at once, and ever later while none comes up."""


@dataclass(eq=False)
class Child:
    """One process that serves, or is about to."""

    row: int
    process: asyncio.subprocess.Process
    told: dict[str, Any]
    """What it serves, as it says once it is ready."""

    @property
    def is_sound(self) -> bool:
        """Whether it serves a sound questionnaire, and not the page that says sorry."""
        return bool(self.told.get("sound"))

    @property
    def versions(self) -> dict[str, str]:
        """Which versions it serves."""
        return {name: str(self.told[name]) for name in ("version", "questionnaire")}


class Supervisor:
    """Keeps a number of processes at work behind one listening socket."""

    def __init__(self, listening: socket.socket, processes: int) -> None:
        """Be about to start so many processes. listening: the socket that they share."""
        self._listening, self._processes = listening, processes
        self._ledger = Ledger.made(2 * processes)  # at a roll the new stand beside the old
        self._counters = Counters(self._ledger.sums)
        self._serving: list[Child] = []
        self._alive: set[Child] = set()  # those that are about to serve, or to end, too
        self._rows = set(self._ledger.rows)
        self._changing = asyncio.Lock()
        self._ending = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> int:
        """Serve until told to stop; return the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._ending.set)
        loop.add_signal_handler(signal.SIGHUP, self._in_background, self._roll)
        if not await self._begin():
            return 1
        self._in_background(self._look_after)
        await self._ending.wait()
        for task in self._tasks:
            task.cancel()
        await self._end(*self._alive)
        await self._counters.close()
        tell("end")
        return 0

    async def _begin(self) -> bool:
        """Start all of them; return whether they did, or were to end meanwhile."""
        async with self._changing:
            started = await asyncio.gather(*(self._start() for _ in range(self._processes)))
            self._serving = [child for child in started if child]
            if len(self._serving) < self._processes and not self._ending.is_set():
                tell("fault", what="a process does not start; see above why")
                self._serving = []
                await self._end(*self._alive)
                return False
            await self._take_over(self._serving)
            tell("serve", processes=len(self._serving))
            return True

    def _in_background(self, work: Any, *given: Any) -> None:  # noqa: ANN401
        task = asyncio.get_running_loop().create_task(work(*given))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # One process

    async def _start(self, *, sound: bool = False) -> Child | None:
        """Start a process and wait until it is ready; None where that came to nothing.

        sound: whether it is to end where the questionnaire is refused.
        """
        row = self._rows.pop()
        ours, its = socket.socketpair()
        handed_on = [self._listening.fileno(), self._ledger.file, its.fileno()]
        names = ("--door", "--ledger", "--supervisor")
        options = [f"{name}={file}" for name, file in zip(names, handed_on)]
        options += [f"--row={row}", f"--cells={CELLS}", *(["--sound"] if sound else [])]
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "server.worker", *options),
                cwd=ROOT,
                env={**os.environ, **NOTHING_OF_ITS_OWN, SUPERVISED: "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=handed_on,
                start_new_session=True,  # Ctrl+C is for the supervisor alone
            )
        except OSError as error:  # such as no memory for one more
            tell("fault", what=f"no process can be started: {error.strerror}")
            ours.close()
            self._rows.add(row)
            return None
        finally:
            its.close()
        child = Child(row, process, {})
        self._alive.add(child)
        reader, writer = await asyncio.open_connection(sock=ours)
        ending = asyncio.create_task(self._ending.wait())
        hearing = asyncio.create_task(reader.readline())
        await asyncio.wait(
            {ending, hearing}, timeout=SECONDS_TO_START, return_when=asyncio.FIRST_COMPLETED
        )
        ending.cancel()
        if hearing.done() and (told := hearing.result()):
            child.told = json.loads(told)
            self._ledger.note_seen(row, time.monotonic())
            self._in_background(self._watch, child, writer)
            return child
        hearing.cancel()
        await self._end(child)
        writer.close()
        return None

    async def _watch(self, child: Child, line: asyncio.StreamWriter) -> None:
        """Have another one started once a process has died. line: it hears of our own end by it."""
        code = await child.process.wait()
        self._alive.discard(child)
        line.close()
        self._ledger.shut_door(child.row)
        async with self._changing:
            if child in self._serving:  # else it was to end
                tell("fault", what="a process died", of=child.process.pid, code=code)
                await self._replace(child)

    async def _replace(self, child: Child) -> None:
        """Start another one in its place, however long that takes."""
        others = [each for each in self._serving if each is not child]
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            await asyncio.sleep(pause)
            new = await self._start(sound=any(each.is_sound for each in others))
            if new:
                self._serving = [*others, new]
                self._rows.add(child.row)
                self._ledger.open_door(new.row)
                return
            tell("fault", what="no process takes the place of one that died; see above why")

    async def _end(self, *children: Child) -> None:
        """Let processes end, and be rid of them after a while."""
        for child in children:
            self._ledger.shut_door(child.row)
            with suppress(ProcessLookupError):
                child.process.terminate()
        for child in children:
            try:
                await asyncio.wait_for(child.process.wait(), SECONDS_TO_END)
            except TimeoutError:
                child.process.kill()
                await child.process.wait()
            self._alive.discard(child)
            self._rows.add(child.row)

    async def _look_after(self) -> None:
        """Kill processes that hang, for ever."""
        while True:
            await asyncio.sleep(SECONDS_OF_SILENCE / 10)
            for child in self._serving:
                if time.monotonic() - self._ledger.seen(child.row) > SECONDS_OF_SILENCE:
                    tell("fault", what="a process hangs and is killed", of=child.process.pid)
                    with suppress(ProcessLookupError):
                        child.process.kill()

    # All of them

    async def _roll(self) -> None:
        """Let new processes, with the files as they are now, take the place of the old.

        Nobody meets a new one before all of them are ready. Where one is not, all stays as it was.
        """
        async with self._changing:
            new: list[Child] = []
            while len(new) < self._processes:
                child = await self._start(sound=True)
                if child is None:
                    tell("fault", what="the roll stopped: the old processes go on; see above why")
                    await self._end(*new)
                    return
                new.append(child)
            old = await self._take_over(new)
            for child in old:  # one after the other: not everyone has to come back at once
                await self._end(child)
            tell("roll", processes=len(new), **new[0].versions)

    async def _take_over(self, new: list[Child]) -> list[Child]:
        """Let these take in all newcomers; return the others, who do not any more."""
        others = [child for child in self._serving if child not in new]
        self._serving = new
        for child in new:
            self._ledger.open_door(child.row)
        for child in others:
            self._ledger.shut_door(child.row)
        await self._counters.be_at(new[0].told.get("counters_at") if new else None)
        return others
