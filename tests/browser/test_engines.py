"""What a person does, in each engine that phones and tablets have: Chromium, Firefox, WebKit."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from PIL import ImageStat

from assessment.model.steps import RESULT, SHEET
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import COUNTDOWN, IDLE, START, nothing_is_left_of, words_of
from tests.browser.interruptions import a_killed_server, a_short_drop
from tests.browser.visitor import VisitorAtTheKeyboard, VisitorOnATablet
from tests.browser.way import DEVICES, QUESTIONNAIRE, QUESTIONS, TEXTS
from tests.definition_files import copied_to
from tests.opened_sheet import Read, darkest, look_alike, plain, printed_words, text_of
from tests.servers import running, serving

FIRST, SECOND, THIRD, *_ = QUESTIONS
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline
CODE = "K7MP-3XTA"
AT_THE_RESULT = Visit(RESULT, JAW_AND_NECK, adult=True, turn=20, reference=CODE)
AT_THE_SHEET = Visit(SHEET, JAW_AND_NECK, adult=True, turn=20, reference=CODE)

# The way


@pytest.mark.parametrize("device", ["phone", "tablet"])
def test_every_page_begins_at_its_heading_from_the_welcome_to_the_sheet(device, visitor):
    person = visitor(device).opens().starts()
    for question in QUESTIONS:
        person.reads(question.ask).begins_at_the_heading()
        person.answers_one(question, JAW_AND_NECK).continues()
    person.reads(TEXTS("check.heading")).begins_at_the_heading()
    person.shows_the_result().reads(HEADLINE).begins_at_the_heading()
    person.makes_the_sheet().begins_at_the_heading()

    width, _ = DEVICES[device]
    assert person.tab.evaluate("() => [innerWidth, document.body.scrollWidth]") == [width, width]


def test_the_way_takes_no_mouse(visitor):
    person = visitor(kind=VisitorAtTheKeyboard).sees_the_result_of(JAW_AND_NECK)

    person.reads(HEADLINE).begins_at_the_heading()


CODE_ON_THE_PAGE = """() =>
  [...document.querySelectorAll('.code span')].map(({ textContent }) => textContent).join('-')"""


def test_whoever_leaves_for_later_goes_on_elsewhere_with_the_code(visitor):
    first, second, third, *_ = QUESTIONS
    before = visitor().opens().starts().chooses(first.words("marked")).continues()
    before.chooses(second.words("heavy")).taps_at(".later").reads(TEXTS("code.later_heading"))
    before.begins_at_the_heading()
    code = before.tab.evaluate(CODE_ON_THE_PAGE)

    after = visitor("tablet").opens("/?tablet=front-desk").has_a_code().types_the_code(code.lower())

    after.reads(third.ask).begins_at_the_heading()
    after.goes_back().has_chosen(second, "heavy").goes_back().has_chosen(first, "marked")
    assert code not in before.address + after.address


# Back, Forward, reload

TO_AND_FRO = """async (times) => {
  const heard = (moves) => new Promise((resolve) => {
    addEventListener('history-step', resolve, { once: true })
    moves()
  })
  for (let time = 0; time < times; time += 2) {
    await heard(() => history.back())
    await heard(() => history.forward())
  }
}"""
"""Goes back and forward, each time as soon as the browser has, and long before the page has."""


def test_after_fifty_quick_backs_and_forwards_the_page_still_follows(visitor):
    person = visitor().opens().starts()
    person.chooses(FIRST.words("slight")).continues()
    person.chooses(SECOND.words("heavy")).continues().reads(THIRD.ask)

    person.tab.evaluate(TO_AND_FRO, 50)

    person.reads(THIRD.ask)
    person.tab.go_back()
    person.has_chosen(SECOND, "heavy")
    person.tab.go_back()
    person.has_chosen(FIRST, "slight")
    person.tab.go_forward()
    person.has_chosen(SECOND, "heavy").begins_at_the_heading()
    assert person.address == f"{person.url}/?step={SECOND.id}"


def test_a_reload_keeps_the_page_and_every_answer(visitor):
    person = visitor().opens().starts()
    person.chooses(FIRST.words("slight")).continues().chooses(SECOND.words("heavy")).continues()

    person.reads(THIRD.ask).reloads().reads(THIRD.ask)

    person.goes_back().has_chosen(SECOND, "heavy").goes_back().has_chosen(FIRST, "slight")


# When something comes between


@pytest.mark.parametrize(
    "interruption", [a_short_drop, a_killed_server], ids=["a_drop", "a_killed_server"]
)
def test_every_answer_and_the_page_are_there_after(interruption, line, visitor):
    person = visitor(at=line).opens().starts()
    person.chooses(FIRST.words("slight")).continues().chooses(SECOND.words("heavy"))

    with interruption(person, line):
        pass

    person.is_back().has_chosen(SECOND, "heavy").goes_back().has_chosen(FIRST, "slight")
    person.continues().continues().reads(THIRD.ask)


# A clinic's tablet


@pytest.fixture
def patient(visitor, clinic):
    return visitor("tablet", kind=VisitorOnATablet, at=clinic)


def has_left_something(patient):
    return any(words in patient.traces() for words in words_of(JAW_AND_NECK))


def test_someone_who_does_nothing_is_asked_and_what_they_said_is_wiped(patient, clinic):
    patient.takes_the_tablet().begins().starts()
    patient.answers_one(FIRST, JAW_AND_NECK).does_nothing_for(IDLE + 1).is_asked()
    patient.asks_for_more_time().has_chosen(FIRST, JAW_AND_NECK[FIRST.id])
    assert has_left_something(patient)

    patient.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)

    patient.reads(START)
    nothing_is_left_of(JAW_AND_NECK, patient, clinic)


def test_someone_who_hands_the_tablet_back_leaves_nothing_on_it(patient, clinic):
    patient.comes_back_with(replace(AT_THE_RESULT, tablet="front-desk"))
    assert has_left_something(patient)

    patient.taps(TEXTS("tablet.done")).reads(TEXTS("tablet.handed_heading"))
    nothing_is_left_of(JAW_AND_NECK, patient, clinic)

    patient.makes_it_ready()
    nothing_is_left_of(JAW_AND_NECK, patient, clinic)


# Saving and printing

KEEPS_COUNT_OF_PRINTS = """() => {
  window.printed = []
  window.print = () => window.printed.push(
    [...document.querySelectorAll('.paper img')].map(({ naturalWidth }) => naturalWidth > 0))
}"""
"""Instead of the window to print from: of each print, which pages of the sheet were drawn."""

HAS_PRINTED = "() => window.printed.length && window.printed"


def prints(person, at, paper="a4"):
    """Tap what prints, at this place; return what comes out of a printer with such paper."""
    person.tab.evaluate(KEEPS_COUNT_OF_PRINTS)
    person.presses("(place) => document.querySelector(place)", at)
    person.tab.until(HAS_PRINTED)
    return person.settled().tab.paper(paper)


PAPERS = {"a4": 842, "letter": 792}
"""The height of a page, in points."""


@pytest.fixture(scope="module")
def clinics(server, tmp_path_factory):
    """A clinic for each kind of paper."""
    folder = copied_to(tmp_path_factory.mktemp("letter"))
    clinic = folder / "clinic.yaml"
    words = clinic.read_text(encoding="utf-8")
    clinic.write_text(words.replace("paper: a4", "paper: letter"), encoding="utf-8")
    with running(serving(folder)) as another:
        yield {"a4": server, "letter": another}


def test_the_sheet_is_saved_once_and_says_what_the_page_says(visitor):
    person = visitor().comes_back_with(AT_THE_SHEET)
    name = f"{TEXTS('sheet.file', code=CODE)}.pdf"

    sheet = Read(person.saves("sheet.save", name))

    assert sheet.says(HEADLINE)
    assert sheet.says(CODE)
    assert person.tab.files() == [name]


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_printed_of_the_sheet_is_the_sheet_and_nothing_of_the_page(paper, clinics, visitor):
    person = visitor(scheme="dark", at=clinics[paper]).comes_back_with(AT_THE_SHEET)
    saved = person.saves("sheet.save", f"{TEXTS('sheet.file', code=CODE)}.pdf")

    printed = prints(person, at=".st-key-print-sheet button", paper=paper)

    pages = Read(saved).pdf.pages
    assert {round(page.mediabox.height) for page in pages} == {PAPERS[paper]}
    assert person.tab.evaluate(HAS_PRINTED) == [[True] * len(pages)]
    words = re.findall("[A-Za-z]+", " ".join(text_of(printed)))
    assert words == [], "all words of the sheet are drawn, so these are the page's"
    look_alike(printed, saved)


def test_the_printed_result_has_its_advice_in_black_on_white_and_no_button(visitor):
    person = visitor(scheme="dark").comes_back_with(AT_THE_RESULT)
    advice = person.tab.evaluate("() => document.querySelector('.advice h2').innerText")

    printed = prints(person, at=".st-key-print button")

    assert person.tab.evaluate(HAS_PRINTED) == [[]]
    text = plain(" ".join(text_of(printed)))
    assert plain(HEADLINE) in text
    assert plain(advice) in text
    assert plain(TEXTS("sheet.reference", code=CODE)) in text
    assert plain(TEXTS("result.again")) not in text
    words = printed_words(printed, " ".join(advice.split()[:3]))
    assert darkest(words) < 100, "the advice stands in pale letters"
    assert ImageStat.Stat(words).median[0] > 200, "the advice stands on a dark ground"


# Day and night


def test_at_night_the_page_and_the_pictures_in_it_are_dark(visitor):
    person = visitor("tablet").opens().starts().reads(FIRST.ask)
    for place in ("#heading", "main label img"):
        person.sees(place, lambda grey: grey > 140)

    person.tab.turn_to("dark")

    for place in ("#heading", "main label img"):
        person.sees(place, lambda grey: grey < 115)


# What the browser says

ASKED = "() => performance.getEntriesByType('resource').map(({ name }) => name)"


def test_no_engine_complains_and_no_other_host_is_asked_for_anything(visitor):
    person = visitor().sees_the_result_of(JAW_AND_NECK).makes_the_sheet()
    prints(person, at=".st-key-print-sheet button")

    assert person.tab.complaints() == []
    asked = [urlsplit(url) for url in person.tab.evaluate(ASKED)]
    hosts = {url.netloc for url in asked if url.scheme not in ("blob", "data")}
    assert hosts == {urlsplit(person.url).netloc}
