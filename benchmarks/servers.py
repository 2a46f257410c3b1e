"""Starting and stopping the servers that are measured."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import servers
from tests.servers import ROOT


@dataclass(frozen=True)
class Server(servers.Server):
    """A running server. `name` is how the table calls it."""

    name: str

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
def desk() -> Iterator[Server]:
    """Run the desk, as `make desk` does."""
    with (
        tempfile.TemporaryDirectory() as home,
        servers.the_desk({"HOME": home}) as server,
    ):
        yield Server(server.url, server.pid, server.log, "ours")


@contextmanager
def bare_desk() -> Iterator[Server]:
    """Run the bare page that shows the answers of a code, with Streamlit's defaults."""
    with tempfile.TemporaryDirectory() as home:
        shutil.copy(Path(__file__).parent / "bare_desk.py", home)
        with _running("bare", Path(home), "bare_desk.py", home) as server:
            yield server


@contextmanager
def _running(name: str, folder: Path, script: str, home: str) -> Iterator[Server]:
    """Run a script until the block ends.

    home: an empty folder, so that no settings of whoever measures play a part. The three settings
    given keep either server from opening a browser and from reaching outside this machine.
    """
    quiet = (
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        "--browser.serverAddress=localhost",
    )
    settings = {"HOME": home, "PYTHONPATH": str(ROOT)}
    with servers.running(settings, folder=folder, script=script, options=quiet) as server:
        yield Server(server.url, server.pid, server.log, name)
