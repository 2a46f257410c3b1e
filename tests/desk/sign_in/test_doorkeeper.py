"""What the doorkeeper knows at each request, and remembers of sign-ins by accounts."""

import pytest

from assessment.staff.member import StaffError
from desk import doorkeeper as module
from desk.doorkeeper import (
    SECONDS_AFTER_A_FAILURE,
    SECONDS_BETWEEN_LOOKS,
    Doorkeeper,
)
from desk.open_id import OpenId
from tests.desk.sign_in.staff import ANN, PIN, Clock


@pytest.fixture
def ticks(monkeypatch):
    ticks = Clock(1000.0)
    monkeypatch.setattr(module.time, "monotonic", ticks)
    return ticks


def test_the_gate_opens_within_a_moment_of_the_first_member_and_shuts_after_the_last(
    keeper, register, ticks
):
    assert not keeper.gate_is_open()
    register.add(ANN, PIN)
    ticks.wind(SECONDS_BETWEEN_LOOKS)
    assert keeper.gate_is_open()

    register.remove(ANN)
    ticks.wind(SECONDS_BETWEEN_LOOKS)
    assert not keeper.gate_is_open()


def test_the_gate_asks_the_database_no_more_than_once_in_a_moment(keeper, ticks, monkeypatch):
    asked = []
    monkeypatch.setattr(keeper, "others_may_come", lambda: bool(asked.append(1)))

    for _ in range(100):
        keeper.gate_is_open()

    assert len(asked) == 1


@pytest.mark.parametrize("was_open", [True, False])
def test_while_the_database_is_away_the_gate_stays_as_it_was_and_holds_nobody_up(
    keeper, register, ticks, monkeypatch, was_open
):
    if was_open:
        register.add(ANN, PIN)
    assert keeper.gate_is_open() is was_open
    asked = []

    def fails():
        asked.append(1)
        raise StaffError("away")

    monkeypatch.setattr(register, "has_members", fails)
    for _ in range(10):
        ticks.wind(SECONDS_BETWEEN_LOOKS)
        assert keeper.gate_is_open() is was_open

    assert len(asked) == 1
    ticks.wind(SECONDS_AFTER_A_FAILURE)
    assert keeper.gate_is_open() is was_open
    assert len(asked) == 2


def test_the_server_is_told_where_the_database_fails(keeper, register, monkeypatch):
    def fails():
        raise StaffError("away")

    monkeypatch.setattr(register, "has_members", fails)
    with pytest.raises(StaffError):
        keeper.others_may_come()


def test_with_accounts_the_gate_is_open_and_nobody_is_let_in_unasked(register, clock):
    keeper = Doorkeeper(register, OpenId(("default",), by_tls=True), clock)

    assert keeper.gate_is_open()
    assert not keeper.asks_nobody()


def test_sign_ins_of_last_month_are_forgotten(keeper, clock):
    for number in range(50):
        keeper.note(f"mark {number}", clock.now)
        keeper.end(f"ended {number}")
    clock.wind(31 * 86_400)
    keeper.note("new", clock.now)

    assert list(keeper._seen) == ["new"]
    assert keeper._ended == {}
