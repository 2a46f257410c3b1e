"""A wire between browsers and a server, which a test may cut, mend, or lead to another server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit

from tests.servers import Server


class Wire:
    """Passes everything on, both ways, until it is cut."""

    def __init__(self, server: Server) -> None:
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
            back = Thread(target=_pass_on, args=(far, near), daemon=True)
            back.start()
            _pass_on(near, far)
            back.join()
            with self._lock:
                self._ends -= ends


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire_to(server: Server) -> Iterator[Wire]:
    """Lay a wire to a server until the block ends."""
    wire = Wire(server)
    try:
        yield wire
    finally:
        wire.close()
