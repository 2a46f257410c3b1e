"""A wire between browsers and a server, which a test may cut, mend, or lead to another server."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit

from tests.servers import Server

HELD_BACK = 0.1
"""Seconds without a word, after which a wire passes on what it has held back."""


class Wire:
    """Passes everything on, both ways, until it is cut."""

    def __init__(self, server: Server, holds_back: bool) -> None:
        self._patience = HELD_BACK if holds_back else None
        self._lock = Lock()
        self._ends: set[socket.socket] = set()
        self._whole = True
        self.lead_to(server)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        Thread(target=self._welcome, daemon=True).start()

    def lead_to(self, server: Server) -> None:
        """Lead whoever comes next to this server."""
        self._port = urlsplit(server.url).port

    def cut(self) -> None:
        """End every connection, and turn away whoever comes."""
        with self._lock:
            self._whole = False
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let people through again."""
        self._whole = True

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                Thread(target=self._carry, args=(self._door.accept()[0],), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self._port)) as far:
            ends = {near, far}
            with self._lock:
                if not self._whole:
                    return
                self._ends |= ends
            back = Thread(target=self._pass_on, args=(far, near), daemon=True)
            back.start()
            self._pass_on(near, far)
            back.join()
            with self._lock:
                self._ends -= ends

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                target.sendall(piece + self._what_follows(source))
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _what_follows(self, source: socket.socket) -> bytes:
        """Return what else comes before it is quiet for a while, where that is held back."""
        followed = b""
        while self._patience and select.select([source], [], [], self._patience)[0]:
            piece = source.recv(65_536)
            if not piece:
                break
            followed += piece
        return followed


@contextmanager
def wire_to(server: Server, *, holds_back: bool = False) -> Iterator[Wire]:
    """Lay a wire to a server until the block ends.

    holds_back: it passes on what comes in lumps, as some web servers do.
    """
    wire = Wire(server, holds_back)
    try:
        yield wire
    finally:
        wire.close()
