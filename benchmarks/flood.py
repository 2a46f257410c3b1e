"""Others' taps while pages send without end: `python -m benchmarks.flood URL PAGES SECONDS`.

Each of them sends as many messages as it can, and comes back when it is cut off. They live in a
process of their own, as the crowd does.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.servers import Server
from tests.servers import ROOT, socket_address

FROM = "203.0.113.7"  # as a web server before the app would tell it: others come from elsewhere
MESSAGES = 5_000
SECONDS_BEFORE_COMING_BACK = 0.5


@contextmanager
def flooded(server: Server, pages: int, seconds: int) -> Iterator[None]:
    """Let so many pages flood a server for some seconds, or until the block ends."""
    command = [sys.executable, "-m", "benchmarks.flood", server.url, str(pages), str(seconds)]
    flood = subprocess.Popen(command, cwd=ROOT)
    try:
        yield
    finally:
        flood.terminate()
        flood.wait()


async def flood(url: str, pages: int, seconds: int) -> None:
    """Send from so many pages at once, until the time is up."""
    message = BackMsg()
    message.rerun_script.SetInParent()
    said = message.SerializeToString()

    async def one_page() -> None:
        while True:
            try:
                async with connect(
                    socket_address(url),
                    additional_headers={"X-Forwarded-For": FROM},
                    max_size=None,
                    proxy=None,
                ) as connection:
                    reading = asyncio.create_task(_read(connection))
                    for _ in range(MESSAGES):
                        await connection.send(said)
                        await asyncio.sleep(0)
                    await reading
            except (ConnectionClosed, InvalidHandshake, OSError):
                await asyncio.sleep(SECONDS_BEFORE_COMING_BACK)

    async with asyncio.timeout(seconds):
        await asyncio.gather(*(one_page() for _ in range(pages)))


async def _read(connection: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        while True:
            await connection.recv()


if __name__ == "__main__":
    with suppress(TimeoutError):
        asyncio.run(flood(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
