"""The door of one process: it takes newcomers from the address that all processes share.

Left to itself, asyncio takes everyone who waits at once, and so one process may get nearly all.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence
from typing import Final

from server.ledger import Ledger

AFTER_YOU: Final = 0.005
"""Seconds that a process leaves a newcomer to the others where one of them has fewer people."""

OUT_OF_FILES: Final = 1.0
"""Seconds until it looks again where the machine lets it take in nobody more."""


def pause(mine: int, of_others: Sequence[int]) -> float:
    """Return for how many seconds a newcomer is left to the others. The numbers: of connections."""
    return AFTER_YOU if of_others and mine > min(of_others) else 0


class Door:
    """Takes in one newcomer after the other, while the ledger says that it may."""

    def __init__(
        self,
        listening: socket.socket,
        ledger: Ledger,
        row: int,
        people: Callable[[], int],
        welcome: Callable[[socket.socket], None],
    ) -> None:
        """people: tells how many this process has. welcome: takes a connection."""
        self._listening, self._ledger, self._row = listening, ledger, row
        self._people, self._welcome = people, welcome
        self._open = False

    def look(self) -> None:
        """Open or shut as the ledger says. Called now and then."""
        if self._ledger.is_open(self._row) != self._open:
            self._open = not self._open
            self._watch() if self._open else self._look_away()

    def _watch(self) -> None:
        if self._open:
            asyncio.get_running_loop().add_reader(self._listening, self._someone_is_here)

    def _look_away(self) -> None:
        asyncio.get_running_loop().remove_reader(self._listening)

    def _someone_is_here(self) -> None:
        self.look()
        if not self._open:
            return
        mine = self._people()
        self._ledger.note_people(self._row, mine)
        seconds = pause(mine, self._ledger.people_of_others(self._row))
        if seconds:
            self._look_away()
            asyncio.get_running_loop().call_later(seconds, self._take_what_is_left)
        else:
            self._take()

    def _take_what_is_left(self) -> None:
        if self._open:
            self._take()
            self._watch()

    def _take(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return  # another process took it, or they have gone
        except OSError as error:
            logging.getLogger(__name__).error("No connection can be taken in: %s", error)
            self._look_away()
            asyncio.get_running_loop().call_later(OUT_OF_FILES, self._watch)
            return
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._welcome(connection)
