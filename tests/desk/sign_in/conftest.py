"""A desk with Ann among its staff, a clock that a test sets, and the page without a browser."""

import time

import pytest
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

from assessment.loading import ROOT
from assessment.staff import pin
from assessment.staff.register import Register
from desk import sign_in
from desk.doorkeeper import Doorkeeper
from tests.desk.sign_in.staff import ANN, PIN, AtTheDesk, Clock


@pytest.fixture(autouse=True)
def _hashes_are_quick(monkeypatch):
    monkeypatch.setattr(pin, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    pin.decoy.cache_clear()
    yield
    pin.decoy.cache_clear()


@pytest.fixture
def clock():
    return Clock(time.time())


@pytest.fixture
def register(tmp_path, clock):
    """A register of staff that nobody was added to yet."""
    register = Register(f"sqlite:///{tmp_path / 'staff.sqlite'}", clock)
    yield register
    register.close()


@pytest.fixture
def staff(register):
    """The same, with Ann in it."""
    register.add(ANN, PIN)
    return register


@pytest.fixture
def keeper(register, clock, monkeypatch):
    """The doorkeeper of a desk whose staff sign in by PINs."""
    keeper = Doorkeeper(register, None, clock)
    monkeypatch.setattr(sign_in, "doorkeeper", lambda: keeper)
    return keeper


@pytest.fixture
def someone(keeper):
    """Return a function that brings someone to the desk, in a tab of their own."""

    def arrives():
        app = AppTest.from_file(str(ROOT / "desk/desk_page.py"), default_timeout=20)
        return AtTheDesk(app).opens()

    return arrives
