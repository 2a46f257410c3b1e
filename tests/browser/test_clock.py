"""A clock that is put forward or back: nothing is lost, and nothing outlasts its time."""

import pytest
from playwright.sync_api import expect

from tests.browser.clinics_tablet import COUNTDOWN, IDLE, OnATablet
from tests.browser.person import QUESTIONS
from tests.browser.sealed import in_the_tab

FIRST, SECOND, *_ = QUESTIONS
DAY = 86_400_000  # milliseconds


def puts_the_clock(person, milliseconds):
    """Put the browser's clock forward, or back, while time goes on as before."""
    now = person.page.evaluate("Date.now()")
    person.page.clock.set_system_time((now + milliseconds) / 1000)


@pytest.fixture
def patient(someone, clinic):
    return someone("tablet", kind=OnATablet, at=clinic).is_at_the_first_question()


def test_a_tablet_whose_clock_is_put_back_still_asks_and_wipes_in_time(patient):
    patient.chooses(FIRST.words("heavy"))

    puts_the_clock(patient, -DAY)

    patient.does_nothing_for(IDLE + 1).does_nothing_for(IDLE + 1).is_asked()
    patient.does_nothing_for(COUNTDOWN + 1000)
    expect(patient.gone).to_be_visible()


def test_a_countdown_ends_in_time_though_the_clock_is_put_back(patient):
    patient.chooses(FIRST.words("heavy")).does_nothing_for(IDLE + 1).is_asked()

    puts_the_clock(patient, -DAY)
    patient.page.clock.run_for(1000)
    seconds = int(patient.dialog.locator(".clock").inner_text())
    patient.does_nothing_for(COUNTDOWN)

    assert seconds <= COUNTDOWN // 1000
    expect(patient.gone).to_be_visible()


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_at_home_a_clock_that_jumps_by_a_day_loses_nothing(jump, someone, clinic):
    person = someone(kind=OnATablet, at=clinic).opens().starts().chooses(FIRST.words("heavy"))
    person.is_known_to_have_chosen("heavy")

    puts_the_clock(person, jump)
    person.page.reload()

    person.has_chosen(FIRST, "heavy")


def test_a_key_of_the_future_does_not_rest_for_ever(someone, clinic):
    """A clock that was years ahead and is put right would leave it there until that year."""
    page = someone(kind=OnATablet, at=clinic).opens().page
    names = page.evaluate(
        in_the_tab(
            """await atHome.put("ahead", 1)
            const at = Date.now() + 10 * LONGEST
            await inDatabase("readwrite", (keys) => keys.put({ key: 1, at }, "ahead"))
            await atHome.put("now", 1)
            return inDatabase("readonly", (keys) => keys.getAllKeys())"""
        )
    )

    assert names == ["now"]
