"""What tests ask of a server of several processes: who they are, whom each serves, what is told."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from tests.servers import Server

T = TypeVar("T")

SECONDS_UNTIL_WE_GIVE_UP = 60
ESTABLISHED = "01"


def serving_now(server: Server) -> list[int]:
    """Return the processes that a supervisor has, by their ids."""
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="utf-8")
    return [int(pid) for pid in found.split()]


def is_alive(pid: int) -> bool:
    """Return whether there is such a process, and not only its entry in the list."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2][1] != "Z"
    except OSError:
        return False


def lines_of(server: Server) -> list[dict[str, Any]]:
    """Return what the server has told whoever watches over it."""
    text = server.log.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def told(server: Server, event: str, **facts: object) -> list[dict[str, Any]]:
    """Return the lines of this event that say these facts."""
    return [
        line
        for line in lines_of(server)
        if line["event"] == event and all(line.get(name) == fact for name, fact in facts.items())
    ]


def wait_for(what: Callable[[], T]) -> T:
    """Return what it returns, once that is something."""
    give_up = time.monotonic() + SECONDS_UNTIL_WE_GIVE_UP
    while not (found := what()):
        assert time.monotonic() < give_up, f"in vain: {what.__code__.co_names}"
        time.sleep(0.05)
    return found


def connections(server: Server) -> Counter[int]:
    """Return how many connections each process of a supervisor holds."""
    port = urlsplit(server.url).port or 0
    sockets = dict(_connected(port))
    held: Counter[int] = Counter(dict.fromkeys(serving_now(server), 0))
    for pid in held:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            try:
                held[pid] += str(file.readlink()) in sockets
            except OSError:
                continue  # closed meanwhile
    return held


def _connected(port: int) -> Iterator[tuple[str, str]]:
    """Yield the server's end of each connection, as /proc/PID/fd names it, and the other end."""
    for line in Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]:
        _, here, there, state, *_ = line.split()
        if state == ESTABLISHED and int(here.partition(":")[2], 16) == port:
            yield f"socket:[{line.split()[9]}]", there
