"""A running server for tests, pictures and benchmarks."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.definition_files import example_folder

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
SECONDS_TO_END = 60


@dataclass(frozen=True)
class Server:
    """A running server: where it is, its process, and the file that holds what it says."""

    url: str
    pid: int
    log: Path


def run_apart(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: the browser's tests leave a loop running in theirs."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()


def socket_address(url: str) -> str:
    """Return where a page's socket is. url: the page's."""
    return f"{url.replace('http', 'ws', 1)}/_stcore/stream"


def socket_of(
    server: Server, address: str | None = None, subprotocols: Sequence[str] = ()
) -> connect:
    """Open the socket over which a page speaks, as from this address behind a web server."""
    return connect(
        socket_address(server.url),
        additional_headers={"X-Forwarded-For": address} if address else None,
        subprotocols=[Subprotocol(each) for each in subprotocols] or None,
        proxy=None,
        max_size=None,
    )


def tracebacks_in(log: str) -> list[str]:
    """Return every traceback that a server has logged."""
    return log.split("Traceback (most recent call last)")[1:]


def serving(folder: Path) -> dict[str, str]:
    """Return the setting by which a server serves the files of a folder."""
    return {"ASSESSMENT_FOLDER": str(folder)}


def serving_the_example() -> dict[str, str]:
    """Return the setting by which a server serves the tests' own example."""
    return serving(example_folder())


@contextmanager
def running(
    settings: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    script: str = "app.py",
    options: Sequence[str] = (),
) -> Iterator[Server]:
    """Run a script by `streamlit run` on a free port until the block ends: the app, unless told.

    settings: more environment variables. folder: where the script is. options: for `streamlit run`.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    environment = {**os.environ, **(settings or {})}
    with started([*command, *options], port, environment, folder or ROOT) as server:
        yield server


@contextmanager
def processes(
    number: int, settings: Mapping[str, str] | None = None, *, port: int | None = None
) -> Iterator[Server]:
    """Run the app as `make serve` does, by so many processes. The pid is the supervisor's.

    port: a free one, unless told.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "server", f"--port={port}", f"--workers={number}"]
    with started(command, port, {**os.environ, **(settings or {})}) as server:
        yield server


@contextmanager
def the_desk(settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run the desk as `make desk` does, on a free port, until the block ends."""
    port = free_port()
    command = [sys.executable, "desk.py", f"--port={port}"]
    with started(command, port, {**os.environ, **(settings or {})}) as server:
        yield server


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(
    command: Sequence[str], port: int, environment: Mapping[str, str], folder: Path = ROOT
) -> Iterator[Server]:
    """Run a command that serves at a port, with this environment alone, until the block ends."""
    with TemporaryDirectory() as logs:
        log = Path(logs) / "server.log"
        with log.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            url = f"http://localhost:{port}"
            wait_until_healthy(process, url, log)
            yield Server(url, process.pid, log)
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_END)


def wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once the server answers; fail with its log where it does not."""
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
