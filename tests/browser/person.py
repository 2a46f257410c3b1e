"""A person at the app in a real browser: what they can do, in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, expect, sync_playwright

from assessment.definition import load

QUESTIONS = load().questionnaire.questions

JAW_AND_NECK = {
    "nasolabial_folds": "moderate",
    "jawline": "moderate",
    "neck": "moderate",
    "face_wrinkles": "mild",
    "overall_sagging": "moderate",
    "face_contours": "quite_a_lot",
    "effect": "clear",
    "duration": "longer",
    "recovery": "shortest_only",
    "health": ("nicotine", "high_blood_pressure"),
    "hopes": ("fresher_look", "no_lines_at_all"),
}
"""A full set of answers that points toward a full lift, with remarks and a close call."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium: the one that is installed here, or else Playwright's own."""
    installed = which("chromium") or which("chromium-browser") or which("google-chrome")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=quiet)
        yield chromium
        chromium.close()


class Person:
    """One person, one tab."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def opens(self, path: str = "/") -> Person:
        self.page.goto(self.url + path)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        return self.settled()

    def settled(self) -> Person:
        """Wait until the page has nothing left to do."""
        self.page.wait_for_selector(
            '[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached"
        )
        return self

    def reads(self, heading: str) -> Person:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        return self.settled()

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def taps(self, button: str) -> Person:
        before = self.page.locator("[data-turn]").get_attribute("data-turn")
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator("[data-turn]")).not_to_have_attribute("data-turn", before or "")
        return self.settled()

    def chooses(self, words: str) -> Person:
        self.page.get_by_text(words, exact=True).click()
        return self.settled()

    def starts(self) -> Person:
        return self.taps("I am 18 or older, start").taps("Continue")

    def answers(self, answers: Mapping[str, str | tuple[str, ...]]) -> Iterator[str]:
        """Answer one question after another; yield each question's id once it is answered."""
        for question in QUESTIONS:
            self.reads(question.ask)
            chosen = answers[question.id]
            for level in (chosen,) if isinstance(chosen, str) else chosen:
                self.chooses(question.words(level))
            yield question.id
            self.taps("Continue")

    def answers_all(self, answers: Mapping[str, str | tuple[str, ...]]) -> Person:
        for _ in self.answers(answers):
            pass
        return self.reads("Check your answers")

    def photographs(self, path: Path) -> None:
        """Keep a picture of the whole page, however long it scrolls."""
        path.parent.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size or {"width": 0, "height": 0}
        height = self.page.evaluate(
            "document.querySelector('[data-testid=stMain]').scrollHeight"
        )
        self.page.set_viewport_size({**size, "height": max(height, size["height"])})
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)
