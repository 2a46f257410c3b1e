"""The counts for whoever watches over the server, in the text format of Prometheus.

They are at an address of their own, which `counters_at` in clinic.yaml names, and never at that of
the patients. Nobody is told apart in them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from screens.counts import COUNTED
from server.log_line import tell

SUPERVISED: Final = "ASSESSMENT_SUPERVISED"
"""The environment variable by which a process knows that its supervisor tells the counts of all."""

SECONDS_FOR_A_REQUEST: Final = 5
LONGEST_REQUEST: Final = 8 * 1024
"""Bytes. What is asked for is read and thrown away: there is one answer."""


class Counters:
    """Answers whoever asks at the address."""

    def __init__(self, sums: Callable[[], Sequence[int]]) -> None:
        """Be about to answer. sums: gives the counts, in the order of COUNTED."""
        self._sums = sums
        self._address: str | None = None
        self._server: asyncio.Server | None = None

    async def be_at(self, address: str | None) -> None:
        """Answer at this address from now on, such as `127.0.0.1:9464`; None: nowhere."""
        if address == self._address:
            return
        await self.close()
        if address is None:
            return
        host, _, port = address.rpartition(":")
        try:
            self._server = await asyncio.start_server(
                self._answer, host.strip("[]"), int(port), limit=LONGEST_REQUEST
            )
            self._address = address
        except OSError as error:  # patients are served all the same
            tell("fault", what=f"`counters_at`: nothing can listen at {address}: {error.strerror}")

    async def close(self) -> None:
        """Answer no more."""
        if self._server:
            self._server.close()
        self._server = self._address = None

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
                async with asyncio.timeout(SECONDS_FOR_A_REQUEST):
                    await reader.readuntil(b"\r\n\r\n")
                    writer.write(answer(in_prometheus_words(self._sums())))
                    await writer.drain()
        finally:
            writer.close()


def in_prometheus_words(sums: Sequence[int]) -> str:
    """Return the counts as Prometheus reads them. sums: in the order of COUNTED."""
    lines = []
    for (name, meaning), number in zip(COUNTED.items(), sums):
        whole = f"facelift_{name}_total"
        lines += [f"# HELP {whole} {meaning}", f"# TYPE {whole} counter", f"{whole} {number}"]
    return "\n".join(lines) + "\n"


def answer(text: str) -> bytes:
    """Return a whole HTTP answer that says it."""
    content = text.encode()
    head = (
        "HTTP/1.1 200 OK",
        "Content-Type: text/plain; version=0.0.4; charset=utf-8",
        f"Content-Length: {len(content)}",
        "Cache-Control: no-store",
        "Connection: close",
    )
    return "\r\n".join([*head, "", ""]).encode() + content
