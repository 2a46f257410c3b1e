"""Programs that are not Python's: a machine need not have them, though CI must."""

import os
import shutil

import pytest


def found(program: str) -> str:
    """Return where a program is. Where there is none, the test is skipped; on CI it fails."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"There is no {program} on this machine, and CI must have one (.ci/run)")
    if path is None:
        pytest.skip(f"There is no {program} on this machine: apt-get install {program}")
    return path
