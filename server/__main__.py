"""Serve to patients: `python -m server`, as many processes as the machine has cores.

SIGHUP takes over what was changed in the files. SIGTERM ends it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
import tomllib

from server.log_line import ROOT
from server.supervisor import Supervisor
from serving.console import tell_staff

BACKLOG = 2048
"""How many may wait at the door."""


def main() -> int:
    """Serve until told to stop."""
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    configured = tomllib.loads(text)["server"]
    options = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    options.add_argument("--host", default=configured["address"], help="where to listen")
    options.add_argument("--port", type=int, default=configured["port"])
    options.add_argument(
        "--workers", type=int, default=len(os.sched_getaffinity(0)), help="how many processes"
    )
    given = options.parse_args()
    if not 0 < given.port < 65_536:
        options.error("--port is a number from 1 to 65535")
    if not 1 <= given.workers <= 256:
        options.error("--workers is a number from 1 to 256")
    try:
        listening = listening_at(given.host, given.port)
    except OSError as error:
        tell_staff(f"Nothing can listen at {given.host}, port {given.port}: {error.strerror}")
        return 1
    with listening:
        host = f"[{given.host}]" if ":" in given.host else given.host
        tell_staff(f"Serving at http://{host}:{listening.getsockname()[1]}")
        return asyncio.run(_served(listening, given.workers))


async def _served(listening: socket.socket, processes: int) -> int:
    return await Supervisor(listening, processes).run()


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. OSError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server(
        (host, port), family=family, backlog=BACKLOG, dualstack_ipv6=host == "::"
    )
    listening.setblocking(False)
    return listening


if __name__ == "__main__":
    sys.exit(main())
