"""The scripts of `screens/static/` without a browser, each by the tests beside this file."""

from pathlib import Path

import pytest

from tests.node import run_node

HERE = Path(__file__).parent


@pytest.mark.parametrize("tests", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_a_script_holds_what_its_own_tests_say(tests):
    assert "fail 0" in run_node("--test", str(tests))
