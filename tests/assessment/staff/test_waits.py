"""How long nobody may try again, over every number of wrong PINs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.staff.waits import (
    AT_ONCE,
    EVERY,
    LOCKED_AFTER,
    LONGEST_WAIT,
    is_locked,
    paced,
    still_to_wait,
    wait_after,
)

NOW = 1_800_000_000.0


def test_the_waits_are_those_that_the_docs_state():
    assert [wait_after(failures) for failures in range(LOCKED_AFTER)] == [
        0, 0, 0, 8, 16, 32, 64, 128, 256, 300,
    ]  # fmt: skip


def test_no_wait_is_shorter_than_the_one_before_or_longer_than_the_longest():
    waits = [wait_after(failures) for failures in range(1000)]

    assert all(before <= after for before, after in pairwise(waits))
    assert max(waits) == LONGEST_WAIT


def test_a_name_is_locked_from_the_tenth_wrong_pin_on_and_never_before():
    assert [is_locked(failures) for failures in (0, 9, 10, 11, 10**6)] == [
        False, False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("passed", "left"), [(0, 8), (0.1, 8), (7.9, 1), (8, 0), (9, 0), (10**9, 0)]
)
def test_a_wait_grows_shorter_as_time_passes(passed, left):
    assert still_to_wait(3, NOW, NOW + passed) == left


@given(st.integers(0, 20), st.floats(-1e9, 1e9))
def test_whatever_the_clock_does_nobody_waits_longer_than_the_wait(failures, passed):
    assert 0 <= still_to_wait(failures, NOW, NOW + passed) <= wait_after(failures)


def test_twenty_guesses_over_all_names_may_come_at_once_and_then_one_every_half_minute():
    free_from, waits = 0.0, []
    for _ in range(AT_ONCE + 2):
        seconds, free_from = paced(free_from, NOW)
        waits.append(seconds)

    assert waits == [0] * AT_ONCE + [EVERY, EVERY]
    assert paced(free_from, NOW + EVERY - 0.5)[0] == 1
    assert paced(free_from, NOW + EVERY)[0] == 0


@given(st.lists(st.floats(0, 300), min_size=1, max_size=200))
def test_no_rhythm_gets_more_guesses_through_than_the_pace_allows(pauses):
    free_from, now, through = 0.0, NOW, 0
    for pause in pauses:
        now += pause
        seconds, free_from = paced(free_from, now)
        through += seconds == 0

    assert through <= AT_ONCE + (now - NOW) / EVERY + 1


def test_a_clock_that_was_years_ahead_holds_nobody_up_for_longer_than_the_pace():
    seconds, free_from = paced(NOW + 10**9, NOW)

    assert seconds == EVERY
    assert paced(free_from, NOW + EVERY)[0] == 0
