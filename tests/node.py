"""Node, which `make test` sets up beside Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run_node(*arguments: str, given: str = "") -> str:
    """Run Node; return what it says. Fails the test with that where Node fails."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node, "There is no node. `make test` sets it up."
    ran = subprocess.run(
        [node, *arguments], input=given, capture_output=True, encoding="utf-8", timeout=60
    )
    if ran.returncode:
        pytest.fail(ran.stdout + ran.stderr, pytrace=False)
    return ran.stdout
