"""A person at the app in a real browser: what they can do, in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any, Final

from playwright.sync_api import Browser, Download, Locator, Page, expect, sync_playwright

from assessment.model.questionnaire import Question
from assessment.model.steps import ASIDE, FROM_RESULT, WELCOME
from screens.journey import Visit
from screens.tab_copy import tab_copy
from tests.answer_sets import Given
from tests.browser.sealed import NO_APP, keeps
from tests.browser.way import (
    AT_REST,
    DEFINITION,
    DEVICES,
    QUESTIONNAIRE,
    QUESTIONS,
    TEXTS,
    OnTheWay,
)

__all__ = ["DEFINITION", "DEVICES", "QUESTIONNAIRE", "QUESTIONS", "TEXTS", "Person", "browser"]

PATIENCE = 20_000  # milliseconds; two browsers and two servers may share a small machine


CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Debian's Chromium without the windows, half as much work for the machine."""

HOW_TO_START: Final[dict[str, Any]] = {
    "executable_path": next(filter(None, map(which, CHROMIUMS)), None),
    "args": [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--in-process-gpu",  # there is none; a process less
        "--font-render-hinting=none",  # letters as wide as on a phone, not rounded to pixels
    ],
}
"""The Chromium that is installed here, or else Playwright's own; without talk of its own."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**HOW_TO_START)
        yield chromium
        chromium.close()


class Person(OnTheWay):
    """One person, one tab, at the tests' own example."""

    shares_a_browser = True
    """Whether a tab of their own is enough. Whoever winds on the time does so in all tabs."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    # What they do

    def opens(self, path: str = "/") -> Person:
        self.page.goto(self.url + path)
        expect(self.heading).to_be_visible()
        return self.settled()

    def comes_back_with(self, visit: Visit) -> Person:
        """Come back to a visit that this tab has kept, instead of answering all over."""
        self.page.goto(self.url + NO_APP)
        keeps(self.page, tab_copy(self.questionnaire, visit) or "", visit.tablet)
        self.page.goto(f"{self.url}/?tablet={visit.tablet}" if visit.tablet else self.url)
        expect(self.page.locator("[data-turn]")).to_have_attribute("data-turn", str(visit.turn))
        if visit.step not in (WELCOME, *ASIDE):  # what is left of the first page goes a run later
            expect(self.page.locator(".the-rest, .st-key-start-page")).to_have_count(0)
        return self.settled()

    def taps(self, words: str) -> Person:
        """Tap a button that turns the page."""
        with self.turning():
            self.presses(self.button(words))
        return self

    def taps_at(self, place: str) -> Person:
        with self.turning():
            self.presses(self.page.locator(place))
        return self

    def presses(self, target: Locator) -> None:
        target.click()

    def chooses(self, words: str) -> Person:
        """Choose or tick one answer."""
        self.presses(
            self.main.locator("label").filter(has=self.page.get_by_text(words, exact=True))
        )
        expect(self.choice(words)).to_be_checked()
        return self.settled()

    def goes_back_in_the_browser(self) -> Person:
        with self.turning():
            self.page.go_back()
        return self

    def goes_forward_in_the_browser(self) -> Person:
        with self.turning():
            self.page.go_forward()
        return self

    def saves_the_sheet(self) -> Download:
        return self.saves("sheet.save")

    def saves_the_record(self) -> Download:
        return self.saves("sheet.record")

    def saves(self, key: str) -> Download:
        with self.page.expect_download(timeout=PATIENCE) as saving:
            self.presses(self.button(self.texts(key)))
        self.settled()
        return saving.value

    def leaves_for_later(self) -> Person:
        """Follow the link on a question that leads to the code of what is answered so far."""
        with self.turning():
            self.presses(self.page.get_by_role("link", name=self.texts("code.later")))
        return self

    def types_the_code(self, code: str) -> Person:
        with self.turning():
            field = self.page.get_by_label(self.texts("code.go_on_label"))
            field.fill(code)
            field.press("Enter")
        return self

    def asks_to_start_again(self) -> Person:
        self.taps(self.texts("result.again"))
        expect(self.button(self.texts("result.again_yes"))).to_be_visible()
        return self

    def keeps_their_answers(self) -> Person:
        return self.taps(self.texts("result.again_no"))

    def starts_again(self) -> Person:
        self.asks_to_start_again().taps(self.texts("result.again_yes"))
        return self.reads(self.texts("welcome.heading"))

    # What they see

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def away(self) -> Locator:
        """What says that the connection is away."""
        return self.page.locator("#away")

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True)

    def choice(self, words: str) -> Locator:
        """The radio or tick box of an answer."""
        radio = self.page.get_by_role("radio", name=words, exact=True)
        return radio.or_(self.page.get_by_role("checkbox", name=words, exact=True))

    def has_chosen(self, question: Question, *levels: str) -> Person:
        """See that just these levels of a question are chosen."""
        self.reads(question.ask)
        for level in levels:
            expect(self.choice(question.words(level))).to_be_checked()
        expect(self.page.locator("main input:checked")).to_have_count(len(levels))
        return self

    def reads(self, heading: str) -> Person:
        expect(self.heading).to_have_text(heading)
        return self.settled()

    def settled(self) -> Person:
        """Wait until the page has nothing left to do."""
        self.page.wait_for_function(AT_REST)
        return self

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Wait, at the end of the block, until the page has turned."""
        head = self.page.locator("[data-turn]")
        before = head.get_attribute("data-turn") or ""
        yield
        expect(head).not_to_have_attribute("data-turn", before)
        self.settled()

    @contextmanager
    def unrolled(self) -> Iterator[None]:
        """Make the window as high as the page, so that all of it is in view."""
        size = self.page.viewport_size or {"width": 0, "height": 0}
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({**size, "height": max(height, size["height"])})
        yield
        self.page.set_viewport_size(size)

    def photographs(self, path: Path) -> None:
        """Keep a picture of the whole page, however long it scrolls."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.unrolled():
            self.page.screenshot(path=path)


def every_screen(person: Person, given: Given) -> Iterator[str]:
    """Take the person through every screen there is; yield the name of each once they are on it."""
    person.opens()
    yield "welcome"
    person.has_a_code().types_the_code("7QK-8F3M-XT2A-9CD")
    yield "go-on"
    person.goes_back()
    person.says_they_are_under_18()
    yield "under-age"
    person.taps(person.texts("under_age.start")).taps(person.texts("welcome.adult"))
    yield "mirror"
    person.continues().continues()
    yield "missing"
    for question in person.answers(given):
        yield question
        if question == person.questionnaire.questions[1].id:
            person.leaves_for_later()
            yield "later"
            person.taps(person.texts("code.back_to_questions")).goes_back()
    yield "check"
    person.shows_the_result()
    yield "result"
    for step in FROM_RESULT:
        person.opens_from_the_result(step)
        person.page.mouse.move(0, 0)  # away from the button that came under it
        yield step
        person.goes_back_to_the_result()
    person.shows_it_to_the_clinic()
    yield "show-to-clinic"
    person.taps(person.texts("result.back_to_result")).makes_the_sheet()
    person.page.mouse.move(0, 0)  # away from the button that came under it
    yield "sheet"
    person.goes_back()
    person.asks_to_start_again()
    yield "start-again"
