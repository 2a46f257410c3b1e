"""Programs that are not Python's."""

import os
import shutil

from tests.missing import leave_out


def found(program: str) -> str:
    """Return where a program is. Where there is none, the test is left out."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin")
    return path or leave_out(program, program)
