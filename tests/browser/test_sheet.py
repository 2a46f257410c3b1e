"""The sheet in a real browser: saved, printed, and gone again, without leaving a trace."""

import json
import re
from contextlib import contextmanager
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from assessment.model.steps import RESULT, SHEET
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import COUNTDOWN, IDLE, OnATablet, is_wiped, nothing_is_left_of
from tests.browser.faults import AXE, axe_violations
from tests.browser.interruptions import (
    Interrupted,
    a_killed_server,
    a_long_drop,
    a_short_drop,
)
from tests.browser.keyboard import AtTheKeyboard
from tests.browser.person import QUESTIONNAIRE, TEXTS, Person
from tests.browser.wire import wire_to
from tests.opened_sheet import Read, look_alike
from tests.servers import running, serving_the_example

CODE = "K7MP-3XTA"
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline
HEALTH = QUESTIONNAIRE["medical"].name
HEALTH_ANSWERS = [QUESTIONNAIRE["medical"].words(level) for level in JAW_AND_NECK["medical"]]
A4 = (595, 842)  # points
SAVE = TEXTS("sheet.save")

KEEPS_COUNT_OF_PRINTS = """
window.printed = []
window.print = () => window.printed.push(
  [...document.querySelectorAll('.paper img')].map((image) => image.naturalWidth > 0))
"""
"""Instead of the window to print from: of each print, which pages of the sheet were drawn."""

DRAWS_WHEN_TOLD = """
window.drawn = new Promise((draw) => { window.draw = draw })
HTMLImageElement.prototype.decode = () => window.drawn
"""


class Patient(Person):
    """Someone who may save and print, and whose browser writes down all that it does."""

    def __init__(self, page, url):
        super().__init__(page, url)
        self.downloads, self.requests, self.sockets, self.addresses = [], [], [], []
        page.on("download", lambda download: self.downloads.append(download))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.sockets.append(socket.url))
        page.on("framenavigated", lambda frame: self.addresses.append(frame.url))
        page.add_init_script(KEEPS_COUNT_OF_PRINTS)

    def is_at(self, step, **more):
        visit = Visit(step, JAW_AND_NECK, adult=True, turn=20, reference=CODE, **more)
        return self.comes_back_with(visit)

    def prints_the_sheet(self):
        before = self.prints
        self.presses(self.button(TEXTS("sheet.print")))
        return self.has_printed(before + 1)

    def has_printed(self, times):
        self.page.wait_for_function("(times) => window.printed.length >= times", arg=times)
        assert self.prints == times
        return self.settled()

    @property
    def prints(self):
        return self.page.evaluate("window.printed.length")

    @property
    def paper(self):
        return self.page.locator(".paper")

    @property
    def said(self):
        """What is read out once it comes."""
        return self.main.get_by_role("status")

    def paper_from_the_printer(self):
        return self.page.pdf(prefer_css_page_size=True)


class SavesAtTheKeyboard(Patient, AtTheKeyboard):
    """Saves and prints without a mouse."""


class SavesInterrupted(Patient, Interrupted):
    """Saves over a connection that may go away."""


class PrintsOnATablet(Patient, OnATablet):
    """Prints in the waiting room."""


def read(download):
    return Read(download.path().read_bytes())


def words_on(printed):
    """Return the words on a page that Chromium has printed."""
    pages = pypdf.PdfReader(BytesIO(printed)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# Saving


def test_a_person_saves_their_sheet_and_the_server_is_asked_for_nothing(someone, server):
    person = someone(kind=Patient).is_at(RESULT).makes_the_sheet()
    before = person.page.evaluate("[history.length, location.href, { ...localStorage }]")
    seen = len(person.requests), len(person.sockets), len(person.addresses)

    download = person.saves_the_sheet()

    assert download.suggested_filename == f"{TEXTS('sheet.file', code=CODE)}.pdf"
    expect(person.said).to_have_text(TEXTS("sheet.saved", file=download.suggested_filename))
    paper = read(download)
    assert len(paper.pdf.pages) <= 2
    assert paper.says(HEADLINE)
    assert paper.says(QUESTIONNAIRE["throat"].words(JAW_AND_NECK["throat"]))
    assert not [words for words in HEALTH_ANSWERS if paper.says(words)]

    requests, sockets, addresses = seen
    asked = [url for url in person.requests[requests:] if not url.startswith(("blob:", "data:"))]
    assert asked == []
    assert person.sockets[sockets:] == []
    assert person.addresses[addresses:] == []
    now = person.page.evaluate("[history.length, location.href, { ...localStorage }]")
    assert now == before
    assert now[1] == f"{person.url}/?step={SHEET}"
    log = server.log.read_text(encoding="utf-8")
    words = [CODE, "sheet-for", HEADLINE, *HEALTH_ANSWERS]
    assert log
    assert [each for each in words if each in log] == []


def test_a_person_saves_the_file_for_the_clinic(someone):
    person = someone(kind=Patient).is_at(SHEET).chooses(HEALTH)

    download = person.saves_the_record()

    assert download.suggested_filename == f"{TEXTS('sheet.record_file', code=CODE)}.json"
    record = json.loads(download.path().read_text(encoding="utf-8"))
    assert record["identifier"]["value"] == CODE
    (health,) = (item["answer"] for item in record["item"] if item["linkId"] == "medical")
    assert [each["valueCoding"]["code"] for each in health] == list(JAW_AND_NECK["medical"])
    assert len(person.downloads) == 1


def test_each_tap_saves_once(someone):
    person = someone(kind=Patient).is_at(SHEET)

    paper = read(person.saves_the_sheet())
    assert not [words for words in HEALTH_ANSWERS if paper.says(words)]
    person.chooses(HEALTH)
    expect(person.said).to_have_count(0)
    assert len(person.downloads) == 1, "a tick alone saves the sheet"
    paper = read(person.saves_the_sheet())
    assert [words for words in HEALTH_ANSWERS if paper.says(words)] == HEALTH_ANSWERS
    person.saves_the_sheet()
    person.saves_the_record()
    person.prints_the_sheet()
    person.goes_back().makes_the_sheet()

    assert len(person.downloads) == 4
    assert person.prints == 1


# Printing


def test_what_is_printed_is_the_sheet_and_nothing_of_the_page(someone):
    person = someone(kind=Patient, color_scheme="dark").is_at(SHEET)
    saved = read(person.saves_the_sheet())
    person.prints_the_sheet()

    paper = person.paper_from_the_printer()

    printed = pypdf.PdfReader(BytesIO(paper))
    assert person.page.evaluate("window.printed") == [[True] * len(saved.pdf.pages)]
    assert len(printed.pages) == len(saved.pdf.pages)
    for page in printed.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == pytest.approx(A4, abs=1)
        words = re.findall("[A-Za-z]+", page.extract_text())
        assert words == [], "all words of the sheet are drawn, so these are the page's"
    look_alike(paper, saved.bytes)


def test_back_at_the_result_the_result_is_printed_and_nothing_of_the_sheet(someone):
    person = someone(kind=Patient).is_at(SHEET).prints_the_sheet().goes_back().reads(HEADLINE)
    expect(person.paper).to_have_count(0)

    person.presses(person.page.locator(".st-key-print button"))
    person.has_printed(2)

    assert person.page.evaluate("window.printed[1]") == []
    printed = words_on(person.paper_from_the_printer())
    assert HEADLINE in printed
    assert TEXTS("sheet.reference", code=CODE) in printed
    assert TEXTS("sheet.name") not in printed
    assert TEXTS("sheet.title") not in printed


def test_pages_that_nobody_waits_for_any_more_are_never_printed(someone):
    person = someone(kind=Patient)
    person.page.add_init_script(DRAWS_WHEN_TOLD)
    person.is_at(SHEET).presses(person.button(TEXTS("sheet.print")))
    expect(person.paper.locator("img")).not_to_have_count(0)

    person.goes_back()
    person.page.evaluate("() => window.draw()")
    person.makes_the_sheet().prints_the_sheet()
    person.page.evaluate(TWO_FRAMES)

    assert person.prints == 1


TWO_FRAMES = "() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))"


def test_the_printed_result_has_its_date_and_code_and_needs_no_ground_behind_it(someone):
    person = someone(color_scheme="dark").comes_back_with(
        Visit(RESULT, JAW_AND_NECK, adult=True, turn=20, reference=CODE)
    )
    code = person.page.get_by_text(TEXTS("sheet.reference", code=CODE))
    expect(code).to_be_hidden()

    person.page.emulate_media(media="print")
    expect(code).to_be_visible()
    expect(code).to_contain_text(re.compile(r"^\d{1,2} \w+ \d{4}\. "))
    assert person.page.locator(".advice").count() == 1
    assert person.page.evaluate(TOO_PALE_ON_WHITE) == []


TOO_PALE_ON_WHITE = """() => {
  const bright = (channel) =>
    channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  const contrast = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((each) => bright(each / 255))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
  }
  const found = new Set()
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const box = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() && box.checkVisibility({ visibilityProperty: true })
        && contrast(getComputedStyle(box).color) < 4.5)
      found.add(`${texts.currentNode.data.trim()}: ${getComputedStyle(box).color}`)
  }
  return [...found]
}"""


# For everyone


def test_the_sheet_is_chosen_and_saved_by_keyboard_alone(someone):
    person = someone(kind=SavesAtTheKeyboard).is_at(RESULT).makes_the_sheet()
    person.chooses(HEALTH)

    download = person.saves_the_sheet()

    expect(person.said).to_have_text(TEXTS("sheet.saved", file=download.suggested_filename))
    expect(person.said).to_be_visible()
    expect(person.button(SAVE)).to_be_focused()
    paper = read(download)
    assert [words for words in HEALTH_ANSWERS if paper.says(words)] == HEALTH_ANSWERS
    assert len(person.downloads) == 1
    person.prints_the_sheet()
    expect(person.button(TEXTS("sheet.print"))).to_be_focused()


@pytest.fixture(scope="module")
def no_typst(tmp_path_factory):
    """A server on which Typst works no more, some time after it was started."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "sitecustomize.py").write_text(
        "import typst\n"
        "from pathlib import Path\n"
        "works = typst.Compiler\n"
        "def compiler(*what, **more):\n"
        f"    if Path({str(folder)!r}, 'no room left').exists():\n"
        "        raise OSError('no room left')\n"
        "    return works(*what, **more)\n"
        "typst.Compiler = compiler\n",
        encoding="utf-8",
    )
    with running({**serving_the_example(), "PYTHONPATH": str(folder)}) as server:
        (folder / "no room left").touch()
        yield server


def test_the_page_of_the_sheet_keeps_no_one_out(someone, no_typst):
    """Before anything is wanted, `test_every_screen` looks at it."""
    person = someone(kind=Patient, color_scheme="dark").is_at(SHEET)
    person.saves_the_sheet()
    faults = [f"saved: {fault}" for fault in looked_at(person)]
    person.prints_the_sheet()
    faults += [f"printed: {fault}" for fault in looked_at(person)]
    person = someone(kind=Patient, at=no_typst).is_at(SHEET)
    person.presses(person.button(SAVE))
    expect(person.page.get_by_role("alert")).to_be_visible()
    faults += [f"failed: {fault}" for fault in looked_at(person)]

    assert faults == []


def looked_at(person):
    """Return what is wrong with the page, with no button under the mouse."""
    person.page.mouse.move(0, 0)
    return axe_violations(person)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_under_the_mouse_is_read_as_well_as_any(scheme, someone):
    person = someone(color_scheme=scheme).comes_back_with(
        Visit(SHEET, JAW_AND_NECK, adult=True, turn=20)
    )
    person.page.evaluate(AXE)

    for button in (person.button(SAVE), person.button(TEXTS("sheet.print"))):
        button.hover()
        assert button.evaluate(CONTRAST_FAULTS) == []


CONTRAST_FAULTS = """async (button) => {
  await Promise.all(document.getAnimations().map(({ finished }) => finished))
  const { violations } = await axe.run(button, { runOnly: ['color-contrast-enhanced'] })
  return violations.flatMap(({ nodes }) => nodes.map(({ failureSummary }) => failureSummary))
}"""


def test_a_sheet_that_cannot_be_made_costs_nothing_but_the_sheet(someone, no_typst):
    said_before = no_typst.log.read_text(encoding="utf-8")
    person = someone(kind=Patient, at=no_typst).is_at(SHEET)
    person.presses(person.button(SAVE))

    expect(person.page.get_by_role("alert")).to_have_text(TEXTS("sheet.failed"))
    person.settled()
    assert person.downloads == []
    said = no_typst.log.read_text(encoding="utf-8").removeprefix(said_before)
    assert len([line for line in said.splitlines() if "sheet" in line]) == 1
    assert "Traceback" not in said
    assert [words for words in [CODE, *HEALTH_ANSWERS, "marked"] if words in said] == []
    person.saves_the_record()
    person.goes_back().reads(HEADLINE)
    expect(person.page.get_by_role("alert")).to_have_count(0)


# When something comes between


@contextmanager
def a_reload(person, _):
    yield
    person.page.reload()


@pytest.mark.parametrize("interruption", [a_short_drop, a_long_drop, a_reload, a_killed_server])
def test_the_next_tap_saves_the_same_sheet_once_after(interruption, line, someone):
    person = someone(kind=SavesInterrupted, at=line).is_at(SHEET).chooses(HEALTH)
    before = read(person.saves_the_sheet())

    with interruption(person, line):
        pass
    person.is_back().reads(TEXTS("sheet.title"))

    assert len(person.downloads) == 1, "it was saved again without a tap"
    wanted = person.choice(HEALTH).is_checked()
    download = person.saves_the_sheet()
    assert len(person.downloads) == 2
    assert CODE in download.suggested_filename
    paper = read(download)
    assert all(paper.says(words) == wanted for words in HEALTH_ANSWERS)
    assert paper.says(CODE)
    assert before.says(CODE)


@pytest.mark.parametrize("interruption", [a_killed_server])
def test_a_tap_at_the_moment_it_is_over_saves_once_after(interruption, line, someone):
    person = someone(kind=SavesInterrupted, at=line).is_at(SHEET).chooses(HEALTH)

    with person.page.expect_download() as saving, interruption(person, line):
        person.will_tap_when_back(SAVE, times=1)

    person.is_back().reads(TEXTS("sheet.title"))
    paper = read(saving.value)
    wanted = person.choice(HEALTH).is_checked()
    assert all(paper.says(words) == wanted for words in HEALTH_ANSWERS)
    assert CODE in saving.value.suggested_filename
    assert len(person.downloads) == 1


# A clinic's tablet


@pytest.fixture
def wire(clinic):
    with wire_to(clinic) as wire:
        yield wire


def has_printed_on_a_tablet(someone, at):
    person = someone("tablet", kind=PrintsOnATablet, at=at)
    person.is_at(SHEET, tablet="front-desk")
    expect(person.button(SAVE)).to_have_count(0)
    person.chooses(HEALTH).prints_the_sheet()
    expect(person.paper.locator("img")).not_to_have_count(0)
    assert CODE in person.traces()
    return person


def test_nothing_of_a_printed_sheet_is_left_once_the_time_is_up(someone, clinic):
    person = has_printed_on_a_tablet(someone, clinic)

    is_wiped(person)

    is_gone(person, clinic)


def test_nothing_of_a_printed_sheet_is_left_without_a_server(someone, clinic, wire):
    person = has_printed_on_a_tablet(someone, wire)
    wire.cut()
    expect(person.away).to_have_text(TEXTS("tab.away"))

    person.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)
    expect(person.gone.get_by_role("heading")).to_have_text(TEXTS("tablet.gone_heading"))
    expect(person.page.locator("#root")).to_have_count(0)

    is_gone(person, clinic, step=SHEET)
    wire.mend()
    person.does_nothing_for(2000).reads(TEXTS("tablet.start_heading"))
    is_gone(person, clinic)


def test_nothing_of_a_printed_sheet_is_left_once_the_tablet_is_handed_back(someone, clinic):
    person = has_printed_on_a_tablet(someone, clinic)

    person.taps(TEXTS("tablet.done")).reads(TEXTS("tablet.handed_heading"))

    is_gone(person, clinic)


def is_gone(person, server, step=None):
    expect(person.paper).to_have_count(0)
    nothing_is_left_of(JAW_AND_NECK, person, server, step=step)
    found = person.traces() + server.log.read_text(encoding="utf-8")
    assert CODE not in found
    assert "data:image/svg+xml" not in found
    assert person.prints <= 1
    assert person.downloads == []
