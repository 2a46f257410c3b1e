"""One process of the server: `python -m server.worker`, started by server/supervisor.py alone.

The settings are those that `streamlit run` gives to uvicorn; a test holds them to it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Any, Final

import uvicorn
from streamlit import config as streamlits
from streamlit.runtime.runtime_util import get_max_message_size_bytes
from uvicorn.config import STARTUP_FAILURE

from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError
from screens.counts import keep_counts_in
from server.door import Door
from server.ledger import CELLS, Ledger
from server.log_line import tell
from server.version import versions
from serving.served_definition import served_definition

SECONDS_TO_LET_GO: Final = 3
"""How long whoever is served may take to hear that this process ends."""


def settings() -> dict[str, Any]:
    """Return how uvicorn is to serve. Addresses and sockets are the supervisor's business."""
    seconds = streamlits.get_option("server.websocketPingInterval") or 30
    return {
        "http": "h11",  # server/connections.py watches over this protocol, and no other
        "ws": "websockets-sansio",  # and over this one
        "ws_ping_interval": seconds,  # so that what stands between keeps a quiet page's line
        "ws_ping_timeout": seconds,
        "ws_max_size": get_max_message_size_bytes(),  # .streamlit/config.toml says it
        "ws_per_message_deflate": streamlits.get_option("server.enableWebsocketCompression"),
        "ssl_certfile": streamlits.get_option("server.sslCertFile"),
        "ssl_keyfile": streamlits.get_option("server.sslKeyFile"),
        "use_colors": False,  # a log is read in files
        "access_log": False,  # who asked for what is nobody's business
        "log_level": "warning",  # nor is who connects
        "server_header": False,  # nor is what answers
        "timeout_graceful_shutdown": SECONDS_TO_LET_GO,
    }


class Process(uvicorn.Server):
    """uvicorn's server, with our door in place of its own."""

    def __init__(
        self,
        config: uvicorn.Config,
        supervisor: socket.socket,
        told: bytes,
        door: socket.socket,
        ledger: Ledger,
        row: int,
    ) -> None:
        """supervisor: hears what is told once all is ready; its end is ours. door: listens."""
        super().__init__(config)
        self._supervisor, self._told = supervisor, told
        self._ledger, self._row = ledger, row
        self._door = Door(door, ledger, row, self._people, self._welcome)
        self._arriving: set[asyncio.Task[Any]] = set()

    def _people(self) -> int:
        return len(self.server_state.connections) + len(self._arriving)

    def _welcome(self, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        protocol = self.config.http_protocol_class
        arriving = loop.create_task(
            loop.connect_accepted_socket(
                lambda: protocol(  # type: ignore[call-arg]
                    config=self.config,
                    server_state=self.server_state,
                    app_state=self.lifespan.state,
                ),
                connection,
                ssl=self.config.ssl,
            )
        )
        self._arriving.add(arriving)
        arriving.add_done_callback(self._has_arrived)

    def _has_arrived(self, arriving: asyncio.Task[Any]) -> None:
        self._arriving.discard(arriving)
        if not arriving.cancelled():
            arriving.exception()  # whoever broke off their handshake is told of nowhere

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Have the app ready, and open no socket: the door does."""
        del sockets
        await super().startup(sockets=[])
        reader, writer = await asyncio.open_connection(sock=self._supervisor)
        writer.write(self._told)
        self._leaving = asyncio.create_task(self._end_with(reader, writer))

    async def on_tick(self, counter: int) -> bool:
        """Do what uvicorn does ten times a second, and let the others know how it stands."""
        self._door.look()
        self._ledger.note_people(self._row, self._people())
        self._ledger.note_seen(self._row, time.monotonic())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take in nobody more, then let go of everyone."""
        del sockets
        self._ledger.shut_door(self._row)
        self._door.look()
        await super().shutdown(sockets=[])

    async def _end_with(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            await writer.drain()
            await reader.read()  # nothing comes but the end
        self.should_exit = True


def served() -> Definition | None:
    """Return what is served, None where it is refused."""
    try:
        return served_definition()
    except DefinitionError:
        return None


def about(definition: Definition | None) -> bytes:
    """Return what the supervisor is told of what this process serves."""
    told: dict[str, Any] = {"sound": definition is not None, **versions(definition)}
    told["counters_at"] = definition.clinic.counters_at if definition else None
    return json.dumps(told).encode() + b"\n"


def main() -> int:
    """Serve; return 0 after a stop that was asked for."""
    options = argparse.ArgumentParser(prog="python -m server.worker", description=__doc__)
    for name in ("door", "ledger", "cells", "row", "supervisor"):
        options.add_argument(f"--{name}", type=int, required=True)
    options.add_argument("--sound", action="store_true", help="end where the files are not sound")
    given = options.parse_args()
    if given.cells != CELLS:
        tell("fault", what="the supervisor is of another version: start the app again")
        return STARTUP_FAILURE
    ledger = Ledger.handed_on(given.ledger)
    keep_counts_in(ledger.counts(given.row))
    config = uvicorn.Config("app:app", **settings())
    config.load()
    definition = served()
    if definition is None and given.sound:
        return STARTUP_FAILURE
    # uvicorn ends by the signal that it was ended with, once all is done: let that be nothing.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = Process(
        config,
        socket.socket(fileno=given.supervisor),
        about(definition),
        socket.socket(fileno=given.door),
        ledger,
        given.row,
    )
    process.run()
    return 0 if process.started else STARTUP_FAILURE


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # sheets that still wait in a thread are for people who have gone
