"""Nothing is left: a clinic's tablet asks, counts down, wipes, and is ready for the next person."""

import re

import pytest
from playwright.sync_api import expect

from assessment.model.steps import CHECK, RESULT
from tests.answer_sets import JAW_AND_NECK, SOFT_JAW
from tests.browser.clinics_tablet import (
    COUNTDOWN,
    GONE,
    IDLE,
    START,
    OnATablet,
    clinic_with,
    is_wiped,
    levels_of,
    nothing_is_left_of,
    words_of,
)
from tests.browser.faults import axe_violations, turn_to
from tests.browser.person import QUESTIONNAIRE, QUESTIONS, TEXTS
from tests.browser.pixels import seen
from tests.browser.sealed import KEPT, kept_in, wait_until
from tests.browser.wire import wire_to

FIRST, SECOND, *_ = QUESTIONS
SEVERE_JAW = {**JAW_AND_NECK, "chin": "heavy", "medical": ("smoke", "scars")}
NOT_FOR_OTHERS = [
    QUESTIONNAIRE["chin"].words("heavy"),
    *(QUESTIONNAIRE["medical"].words(level) for level in SEVERE_JAW["medical"]),
]


@pytest.fixture(scope="module")
def only_tablets(tmp_path_factory):
    with clinic_with(tmp_path_factory, mode="always") as server:
        yield server


@pytest.fixture
def wire(clinic):
    with wire_to(clinic) as wire:
        yield wire


@pytest.fixture
def patient(someone, clinic):
    return someone("tablet", kind=OnATablet, at=clinic)


# The start page


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/?tablet=front-desk", "front-desk"),
        ("/?tablet=" + "x" * 40, "x" * 40),
        ("/?tablet=" + "x" * 41, "tablet"),
        ("/?tablet=front%20desk", "tablet"),
        ("/?tablet=", "tablet"),
    ],
    ids=lambda value: value[:24],
)
def test_a_tablet_waits_at_its_start_page_under_its_own_name(path, name, patient):
    patient.takes_the_tablet(path).begins()

    expect(patient.page).to_have_url(f"{patient.url}/?tablet={name}")


def test_where_every_visit_is_on_a_tablet_the_address_needs_no_name(someone, only_tablets):
    person = someone("tablet", kind=OnATablet, at=only_tablets).takes_the_tablet("/").begins()

    expect(person.page).to_have_url(f"{person.url}/?tablet=tablet")
    person.starts().does_nothing_for(IDLE).is_asked()


def test_a_tablet_that_waits_for_someone_never_counts_down(patient):
    patient.takes_the_tablet().does_nothing_for(3 * 3_600_000).is_not_asked().reads(START)


# The countdown


def test_someone_who_does_nothing_is_asked_once_and_counts_down(patient):
    patient.is_at_the_first_question().chooses(FIRST.words("heavy"))
    patient.page.evaluate(
        """() => {
          window.dialogs = 0
          new MutationObserver((changes) => {
            for (const { addedNodes } of changes)
              dialogs += [...addedNodes].filter(({ role }) => role === 'alertdialog').length
          }).observe(document.body, { childList: true, subtree: true })
        }"""
    )

    patient.does_nothing_for(IDLE + 1).is_asked()
    said = TEXTS("tablet.idle_text", seconds=COUNTDOWN // 1000)
    expect(patient.dialog).to_have_accessible_description(said)
    expect(patient.more_time).to_be_focused()
    patient.does_nothing_for(10_000)
    seconds = int(patient.dialog.locator(".clock").inner_text())
    assert 15 <= seconds <= 20
    expect(patient.dialog).to_have_accessible_description(said)
    expect(patient.more_time).to_be_focused()
    assert patient.page.evaluate("dialogs") == 1


def by_the_button(patient):
    patient.more_time.click()


def by_enter(patient):
    patient.page.keyboard.press("Enter")


def by_escape(patient):
    patient.page.keyboard.press("Escape")


@pytest.mark.parametrize("stays", [by_the_button, by_enter, by_escape])
def test_someone_who_stays_keeps_everything(stays, patient):
    patient.is_at_the_first_question().chooses(FIRST.words("heavy")).continues()
    patient.chooses(SECOND.words("slight")).does_nothing_for(IDLE + 1).is_asked()

    stays(patient)

    patient.is_not_asked().has_chosen(SECOND, "slight").goes_back().has_chosen(FIRST, "heavy")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_the_page_is_to_be_seen_beside_the_question(scheme, someone, clinic):
    person = someone("tablet", kind=OnATablet, at=clinic, color_scheme=scheme)
    person.is_at_the_first_question().does_nothing_for(IDLE + 1).is_asked()
    box = person.dialog.bounding_box()
    screen = seen(person.page)

    for beside in (
        screen.crop((0, 0, screen.width, int(box["y"]))),
        screen.crop((0, int(box["y"] + box["height"]) + 1, screen.width, screen.height)),
    ):
        assert len(beside.getcolors()) == 1


def test_time_is_given_at_the_last_second_and_as_often_as_it_is_asked_for(patient):
    patient.is_at_the_first_question().chooses(FIRST.words("heavy"))
    for _ in range(12):
        patient.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN - 1000)
        patient.more_time.click()
        patient.is_not_asked()

    patient.has_chosen(FIRST, "heavy").continues().reads(SECOND.ask)
    patient.goes_back().has_chosen(FIRST, "heavy")


def by_a_touch(patient):
    patient.heading.click()


def by_a_key(patient):
    patient.page.keyboard.press("Shift")


def by_the_wheel(patient):
    # A real wheel would scroll on for a while, and each bit of that is a sign of life too.
    patient.page.evaluate("document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))")


def by_scrolling(patient):
    patient.page.set_viewport_size({"width": 820, "height": 600})  # all of the page is in view else
    patient.page.evaluate("document.querySelector('[data-testid=stMain]').scrollBy(0, 40)")


@pytest.mark.parametrize("stirs", [by_a_touch, by_a_key, by_the_wheel, by_scrolling])
def test_whoever_stirs_is_asked_that_much_later(stirs, patient):
    patient.is_at_the_first_question().does_nothing_for(IDLE - 5000)
    patient.page.evaluate(
        """() => {
          window.stirred = new Promise((heard) => {
            for (const sign of ['pointerdown', 'keydown', 'wheel', 'scroll'])
              addEventListener(sign, () => heard(true), { capture: true, once: true })
          })
        }"""
    )
    stirs(patient)
    assert patient.page.evaluate("stirred")

    patient.does_nothing_for(IDLE - 5000).is_not_asked()
    patient.does_nothing_for(5001).is_asked()


def test_a_tap_beside_the_question_does_not_count_as_more_time(patient):
    patient.is_at_the_first_question().does_nothing_for(IDLE + 1).is_asked()
    patient.page.mouse.click(5, 5)
    patient.is_asked().does_nothing_for(COUNTDOWN)
    expect(patient.gone).to_be_visible()


# The wipe


def test_nothing_is_left_once_the_time_is_up(patient, clinic):
    patient.takes_the_tablet()
    entries = patient.page.evaluate("history.length")
    patient.begins().starts().answers_all(SEVERE_JAW).shows_the_result()
    assert words_of(SEVERE_JAW) & {
        word for word in words_of(SEVERE_JAW) if word in patient.traces()
    }

    is_wiped(patient)

    assert patient.page.evaluate("history.length") == entries
    nothing_is_left_of(SEVERE_JAW, patient, clinic)
    for moves in (patient.page.go_back, patient.page.go_forward, patient.page.reload):
        moves()
        if patient.page.url != "about:blank":
            patient.reads(START)
            nothing_is_left_of(SEVERE_JAW, patient, clinic)
    patient.opens("/?tablet=front-desk&step=result").reads(START)
    nothing_is_left_of(SEVERE_JAW, patient, clinic)


def test_the_server_itself_forgets_a_visit_that_is_wiped(patient):
    patient.is_at_the_first_question().chooses(FIRST.words("heavy")).is_known_to_have_chosen(
        "heavy"
    )
    (frames,) = patient.sockets
    before = len(frames)

    patient.does_nothing_for(IDLE + 1).is_asked()
    now = patient.page.evaluate("Date.now()")
    patient.page.clock.pause_at((now + COUNTDOWN) / 1000 + 1)  # the page waits for the server
    expect(patient.gone).to_be_visible()
    patient.hears(START, frames, before)

    assert any(START.encode() in frame for frame in frames[before:])
    assert not any(FIRST.ask.encode() in frame for frame in frames[before:])


def test_nothing_is_left_once_the_time_is_up_without_a_server(wire, clinic, someone):
    person = someone("tablet", kind=OnATablet, at=wire).comes_back_to(RESULT, SEVERE_JAW)
    assert any(words in person.traces() for words in words_of(SEVERE_JAW))
    wire.cut()
    expect(person.away).to_have_text(TEXTS("tab.away"))

    person.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)
    expect(person.gone.get_by_role("heading")).to_have_text(GONE)
    expect(person.gone).to_contain_text(TEXTS("tablet.gone_text"))
    expect(person.away).to_be_empty()
    expect(person.page.locator("#root")).to_have_count(0)
    nothing_is_left_of(SEVERE_JAW, person, clinic, step="result")

    person.does_nothing_for(60_000)
    expect(person.gone).to_be_visible()
    wire.mend()
    person.does_nothing_for(2000).reads(START)
    nothing_is_left_of(SEVERE_JAW, person, clinic)


# Handing it back


def test_someone_who_is_done_hands_back_a_tablet_with_nothing_on_it(patient, clinic):
    patient.comes_back_to(CHECK, SEVERE_JAW).chooses(TEXTS("tablet.helped"))
    entries = patient.page.evaluate("history.length")
    wait_until(patient.page, f"return {KEPT}.helped")
    patient.page.reload()
    patient.reads(TEXTS("check.heading"))
    expect(patient.choice(TEXTS("tablet.helped"))).to_be_checked()
    patient.shows_the_result()
    expect(patient.page.get_by_text(TEXTS("tablet.helped_said"), exact=True)).to_be_visible()

    patient.taps(TEXTS("tablet.done")).reads(TEXTS("tablet.handed_heading"))
    nothing_is_left_of(SEVERE_JAW, patient, clinic)
    patient.makes_it_ready()
    nothing_is_left_of(SEVERE_JAW, patient, clinic)
    assert patient.page.evaluate("history.length") == entries


def test_who_was_not_helped_is_not_said_to_have_been(patient):
    patient.comes_back_to(CHECK, SOFT_JAW)
    expect(patient.choice(TEXTS("tablet.helped"))).not_to_be_checked()
    patient.shows_the_result()
    expect(patient.page.get_by_text(TEXTS("tablet.helped_said"))).to_have_count(0)


def by_the_clock(patient):
    is_wiped(patient)


def by_hand(patient):
    patient.taps(TEXTS("tablet.done")).reads(TEXTS("tablet.handed_heading"))
    patient.makes_it_ready()


@pytest.mark.parametrize("ends", [by_the_clock, by_hand])
def test_the_next_person_meets_nothing_of_the_one_before(ends, patient, clinic):
    patient.comes_back_to(CHECK, SEVERE_JAW).chooses(TEXTS("tablet.helped")).shows_the_result()
    ends(patient)

    patient.begins().starts()
    for question in QUESTIONS:
        patient.has_chosen(question)
        for level in levels_of(SOFT_JAW[question.id]):
            patient.chooses(question.words(level))
        patient.continues()
        assert not re.search("heavy|smoke|scars", str(kept_in(patient.page)) + patient.page.url)
    patient.reads(TEXTS("check.heading"))
    nothing_is_left_on_the_page(patient)
    expect(patient.choice(TEXTS("tablet.helped"))).not_to_be_checked()
    patient.shows_the_result()
    nothing_is_left_on_the_page(patient)
    expect(patient.page.get_by_text(TEXTS("tablet.helped_said"))).to_have_count(0)
    log = clinic.log.read_text(encoding="utf-8")
    assert log
    assert not [words for words in words_of(SEVERE_JAW) if words in log]
    assert not re.search(r"\b(heavy|smoke|scars)\b", log)


def nothing_is_left_on_the_page(patient):
    for words in NOT_FOR_OTHERS:
        expect(patient.main).not_to_contain_text(words)


# A browser whose worker does not answer

NO_ANSWER = """
  window.asked = 0
  navigator.serviceWorker.register = async () => ({
    active: { postMessage: () => { window.asked += 1 } },
  })
"""


def test_where_nobody_holds_the_key_the_visit_goes_on_and_nothing_is_kept(patient):
    patient.page.add_init_script(NO_ANSWER)
    patient.is_at_the_first_question().chooses(FIRST.words("heavy"))
    patient.page.wait_for_function("() => window.asked > 0")

    patient.does_nothing_for(5_000).continues().reads(SECOND.ask)
    assert patient.kept() == "{}"
    patient.goes_back().has_chosen(FIRST, "heavy")

    is_wiped(patient)
    assert patient.kept() == "{}"


def test_where_nobody_hands_the_key_over_the_tablet_begins_anew(patient):
    patient.page.add_init_script(NO_ANSWER)
    patient.is_at_the_first_question()
    patient.page.evaluate(
        """sessionStorage.visit = JSON.stringify(
          { at: Date.now(), name: "gone", iv: "", sealed: "" })"""
    )

    patient.page.reload()
    patient.page.wait_for_function("() => window.asked > 0")
    patient.does_nothing_for(5_000).reads(START)

    patient.page.wait_for_function("() => sessionStorage.length === 0")
    assert patient.kept() == "{}"
    patient.begins().starts().reads(FIRST.ask)


# At home


def test_at_home_no_one_is_asked_and_nothing_is_wiped(someone, clinic):
    person = someone(kind=OnATablet, at=clinic).opens().starts().chooses(FIRST.words("heavy"))

    person.does_nothing_for(3 * 3_600_000).is_not_asked()

    person.has_chosen(FIRST, "heavy").continues().reads(SECOND.ask)
    person.page.reload()
    person.reads(SECOND.ask).goes_back().has_chosen(FIRST, "heavy")


def test_a_visit_at_home_is_untouched_by_the_tablet_in_the_tab_beside_it(someone, clinic):
    home = someone("tablet", kind=OnATablet, at=clinic).opens().starts()
    home.chooses(FIRST.words("heavy")).continues().chooses(SECOND.words("slight"))
    tablet = OnATablet(home.page.context.new_page(), clinic.url).is_at_the_first_question()
    tablet.chooses(FIRST.words("marked"))

    is_wiped(tablet)

    home.is_not_asked().has_chosen(SECOND, "slight").goes_back().has_chosen(FIRST, "heavy")
    home.page.reload()
    home.has_chosen(FIRST, "heavy")
    tablet.begins().starts().has_chosen(FIRST)


# For everyone


def test_the_tablets_own_screens_keep_no_one_out(wire, someone):
    person, faults = someone("tablet", kind=OnATablet, at=wire).takes_the_tablet(), []

    def looks(screen):
        for scheme in ("dark", "light"):
            turn_to(person, scheme)
            faults.extend(f"{screen}, {scheme}: {fault}" for fault in axe_violations(person))

    looks("start")
    person.begins().starts().chooses(FIRST.words("slight"))
    wire.cut()
    expect(person.away).to_have_text(TEXTS("tab.away"))
    looks("away")
    wire.mend()
    expect(person.away).to_be_empty()
    person.does_nothing_for(IDLE + 1).is_asked()
    looks("dialog")
    person.comes_back_to(RESULT, SOFT_JAW).taps(TEXTS("tablet.done"))
    looks("handed back")
    person.makes_it_ready().begins()
    wire.cut()
    person.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)
    expect(person.page.locator("#root")).to_have_count(0)
    looks("gone")

    assert faults == []


@pytest.mark.parametrize("device", ["tablet", "narrow"])
def test_the_buttons_are_large_enough_for_unsteady_hands(device, someone, clinic):
    person = someone(device, kind=OnATablet, at=clinic).takes_the_tablet()
    assert is_large(person.button(TEXTS("tablet.start")))
    person.begins().does_nothing_for(IDLE + 1).is_asked()
    assert is_large(person.more_time)


def is_large(button):
    box = button.bounding_box()
    return box["height"] >= 48 and box["width"] >= 48
