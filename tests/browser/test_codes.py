"""A visit's code in a real browser: scanned, typed elsewhere, waited for, and nowhere kept."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from assessment.model.steps import RESULT, VISIT_CODE
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import (
    COUNTDOWN,
    GONE,
    IDLE,
    OnATablet,
    is_wiped,
    nothing_is_left_of,
)
from tests.browser.person import DEFINITION, QUESTIONS, TEXTS

FIRST, SECOND, THIRD, *_ = QUESTIONS
NOTES = [question for question in QUESTIONS if not question.counts]
SHOWS_CODE = 60_000 * DEFINITION.clinic.tablets.code_minutes


def code_on(person):
    return "-".join(person.page.locator(".code span").all_inner_texts())


def scanned(person):
    """Return what a scanner reads from a picture of the screen."""
    found = zxingcpp.read_barcodes(Image.open(BytesIO(person.page.screenshot())))
    return [each.text for each in found]


def with_all_notes(person):
    for note in NOTES:
        box = person.choice(note.name)
        if not box.is_checked():
            person.chooses(note.name)
    return person


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["phone", "tablet", "narrow"])
def test_a_scanner_reads_from_the_screen_what_stands_beside_the_square(device, scheme, someone):
    person = someone(device, color_scheme=scheme)
    person.comes_back_with(Visit(VISIT_CODE, JAW_AND_NECK, adult=True, turn=20))

    square = person.page.locator(".visit-code img")
    square.scroll_into_view_if_needed()

    assert scanned(person) == [code_on(person)]
    before = code_on(person)
    with_all_notes(person)
    square.scroll_into_view_if_needed()
    expect(square).to_be_in_viewport(ratio=0.95)
    assert scanned(person) == [code_on(person)] != [before]


def test_whoever_began_at_home_goes_on_at_the_clinics_tablet_and_nothing_is_stored_between(
    someone, clinic
):
    at_home = someone().opens().starts()
    at_home.chooses(FIRST.words("marked")).continues().chooses(SECOND.words("heavy"))
    at_home.leaves_for_later().reads(TEXTS("code.later_heading"))
    code = code_on(at_home)

    tablet = someone("tablet", kind=OnATablet, at=clinic)
    tablet.takes_the_tablet().has_a_code().types_the_code(code)

    tablet.reads(THIRD.ask).goes_back().has_chosen(SECOND, "heavy")
    tablet.goes_back().has_chosen(FIRST, "marked")
    assert code not in clinic.log.read_text(encoding="utf-8")
    assert code.replace("-", "") not in tablet.traces().replace("-", "")


def test_whoever_began_on_the_tablet_goes_on_at_home(someone, clinic):
    tablet = someone("tablet", kind=OnATablet, at=clinic)
    tablet.comes_back_to(RESULT, JAW_AND_NECK).shows_it_to_the_clinic()
    code = code_on(with_all_notes(tablet))
    tablet.taps(TEXTS("tablet.done"))
    nothing_is_left_of(JAW_AND_NECK, tablet, clinic)

    at_home = someone().opens().has_a_code().types_the_code(code.lower().replace("-", " "))

    at_home.reads(TEXTS("check.heading")).shows_the_result()
    expect(at_home.page.get_by_text(TEXTS("tablet.helped_said"))).to_have_count(0)
    assert code not in at_home.page.url


def test_a_tablet_that_shows_the_code_waits_for_staff_for_as_long_as_it_says(someone, clinic):
    tablet = someone("tablet", kind=OnATablet, at=clinic)
    tablet.comes_back_to(RESULT, JAW_AND_NECK).shows_it_to_the_clinic()

    tablet.does_nothing_for(SHOWS_CODE - 1000).is_not_asked()
    expect(tablet.page.locator(".code")).to_be_visible()
    tablet.does_nothing_for(1001).is_asked().does_nothing_for(COUNTDOWN)

    expect(tablet.gone).to_be_visible()
    tablet.does_nothing_for(1000).reads(TEXTS("tablet.start_heading"))
    nothing_is_left_of(JAW_AND_NECK, tablet, clinic)


def test_once_the_code_is_left_the_tablet_waits_no_longer_than_elsewhere(someone, clinic):
    tablet = someone("tablet", kind=OnATablet, at=clinic)
    tablet.comes_back_to(RESULT, JAW_AND_NECK).shows_it_to_the_clinic()

    tablet.taps(TEXTS("result.back_to_result"))

    is_wiped(tablet)
    nothing_is_left_of(JAW_AND_NECK, tablet, clinic)


def test_a_tablet_on_which_a_code_is_typed_does_not_wait_longer(someone, clinic):
    tablet = someone("tablet", kind=OnATablet, at=clinic)
    tablet.takes_the_tablet().has_a_code()

    tablet.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)

    expect(tablet.gone.get_by_role("heading")).to_have_text(GONE)


def test_by_keyboard_alone_someone_leaves_for_later_and_comes_back_by_the_browser(someone):
    person = someone().opens().starts().chooses(FIRST.words("marked")).continues()
    link = person.page.get_by_role("link", name=TEXTS("code.later"))
    link.focus()
    with person.turning():
        person.page.keyboard.press("Enter")

    person.reads(TEXTS("code.later_heading"))
    expect(person.heading).to_be_focused()
    assert f"?step={VISIT_CODE}" in person.page.url
    assert code_on(person) not in person.page.url
    person.goes_back_in_the_browser().reads(SECOND.ask)
    person.goes_forward_in_the_browser().reads(TEXTS("code.later_heading"))
    assert code_on(person)


def test_a_wrong_code_has_the_focus_on_what_is_wrong_and_keeps_what_was_typed(someone):
    person = someone().opens().has_a_code().types_the_code("7QK-8F3M-XT2A-9CD")

    expect(person.page.locator("#error")).to_be_focused()
    expect(person.page.get_by_label(TEXTS("code.go_on_label"))).to_have_value("7QK-8F3M-XT2A-9CD")
    assert (
        person.page.get_by_label(TEXTS("code.go_on_label")).get_attribute("autocomplete") == "off"
    )
