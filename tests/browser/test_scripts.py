"""The scripts that people's browsers run, without a browser, each by the tests beside this file.

And what the lint of them, and of the stylesheet, finds.
"""

import pytest

from assessment.loading import ROOT
from tests.node import run_node

TESTS = sorted((ROOT / "tests").glob("*/*.test.mjs"))


@pytest.mark.parametrize("tests", TESTS, ids=lambda path: path.stem)
def test_a_script_holds_what_its_own_tests_say(tests):
    assert "fail 0" in run_node("--test", str(tests))
