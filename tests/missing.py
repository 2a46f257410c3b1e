"""What a machine may lack that is not Python's: what takes it is left out, though never on CI."""

from __future__ import annotations

from collections.abc import Mapping
from os import environ
from typing import NoReturn

import pytest


def leave_out(missing: str, packages: str, environment: Mapping[str, str] = environ) -> NoReturn:
    """Skip the test by the name of what is missing; where CI=true is set, fail it.

    packages: Debian's, which bring it. environment: the environment variables.
    """
    why = f"{missing} is not installed here: apt install {packages}"
    if environment.get("CI") == "true":  # one that skips it would hold nothing of it
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
