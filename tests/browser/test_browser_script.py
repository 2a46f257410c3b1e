"""The browser script without a browser, by the tests in `browser.test.mjs`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).with_name("browser.test.mjs")
NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")


def test_the_browser_script_holds_what_its_own_tests_say():
    assert NODE, "There is no node. `make test` sets it up."

    ran = subprocess.run(
        [NODE, "--test", str(TESTS)], capture_output=True, encoding="utf-8", timeout=60
    )

    if ran.returncode:
        pytest.fail(ran.stdout + ran.stderr, pytrace=False)
