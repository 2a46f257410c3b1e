"""A PostgreSQL of the tests' own, in a temporary folder, under a user without privileges.

Debian's package `postgresql` brings it. It listens at a socket in that folder alone.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.missing import leave_out

SECONDS_TO_START = 60
QUICK = "-c fsync=off -c full_page_writes=off -c listen_addresses= -c max_connections=50"


def programs() -> Path | None:
    """Return where its programs are, of the newest version; None where it is not installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3])
    )
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """Run one until the block ends; give the address of an empty database, as SQLAlchemy takes it.

    Skips the test where it is not installed; fails it there on CI.
    """
    bin = programs()
    if bin is None:
        leave_out("PostgreSQL", "postgresql")
    folder = Path(mkdtemp(prefix="pg-"))  # short: a socket's path has at most 107 characters
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)

    def run(program: str, *arguments: Sequence[str] | str) -> None:
        subprocess.run(
            [bin / program, *arguments],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,  # what it leaves behind would hold a pipe open
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
            timeout=SECONDS_TO_START,
            check=True,
        )

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-U", "staff", "-A", "trust", "--no-sync", "-E", "UTF8")
        run(
            "pg_ctl", "-D", data, "-o", f"{QUICK} -k {folder}", "-w", "-l", f"{folder}/log", "start"
        )
        try:
            yield f"postgresql+psycopg://staff@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
