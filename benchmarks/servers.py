"""Starting and stopping the servers that are measured."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import ROOT, wait_until_healthy


@dataclass(frozen=True)
class Server:
    """A running server. `name` is how the table calls it."""

    name: str
    url: str
    pid: int
    log: Path

    def memory(self) -> int:
        """Return how much memory the server holds, in bytes."""
        answer = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=True
        )
        return int(answer.stdout) * 1024

    def failures(self) -> int:
        """Return how many errors the server has logged."""
        return self.log.read_text(encoding="utf-8").count("Traceback (most recent call last)")


@contextmanager
def ours() -> Iterator[Server]:
    """Run our app, as `make run` does."""
    with tempfile.TemporaryDirectory() as home, _running("ours", ROOT, "app.py", home) as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """Run the bare app with Streamlit's defaults, out of reach of our settings."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copy(Path(__file__).parent / "bare_app.py", home)
        with _running("bare", Path(home), "bare_app.py", home) as server:
            yield server


@contextmanager
def _running(name: str, folder: Path, script: str, home: str) -> Iterator[Server]:
    """Run a script by `streamlit run` until the block ends.

    home: an empty folder, so that no settings of whoever measures play a part. The three settings
    given keep either server from opening a browser and from reaching outside this machine.
    """
    port = _free_port()
    log = Path(home) / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    quiet = [
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        "--browser.serverAddress=localhost",
    ]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command + quiet,
            cwd=folder,
            env={**os.environ, "HOME": home},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://localhost:{port}"
            wait_until_healthy(process, url, log)
            yield Server(name, url, process.pid, log)
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
