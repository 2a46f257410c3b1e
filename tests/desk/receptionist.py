"""A receptionist at the desk in Chromium: what they do, in their own words."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from tests.answer_sets import Given
from tests.browser.person import PATIENCE, Person
from tests.browser.way import AT_REST, TELL_CSP
from tests.desk.clerk import TEXTS, code_of

LAPTOPS = ((1366, 768), (1366, 740), (1366, 650), (1440, 900), (1792, 896), (1920, 940))
"""Width and height of the windows that a visit is to fit into, some below a browser's bars."""

KEEPS_COUNT_OF_PRINTS = """
window.printed = []
window.print = () => window.printed.push(
  [...document.querySelectorAll('.paper img')].map((image) => image.naturalWidth > 0))
"""
"""Instead of the window to print from: of each print, which pages of the sheet were drawn."""


class Receptionist:
    """Someone at the desk, and all that their browser asks for, complains of or keeps."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.requests: list[str] = []
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        page.add_init_script(TELL_CSP)
        page.add_init_script(KEEPS_COUNT_OF_PRINTS)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("framenavigated", lambda frame: self.addresses.append(frame.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hears)

    def _hears(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    # What they do

    def comes(self) -> Receptionist:
        self.page.goto(self.url)
        return self.may_type()

    def may_type(self) -> Receptionist:
        """See that the field has the focus, and is empty."""
        expect(self.field).to_be_focused()
        expect(self.field).to_have_value("")
        return self.settled()

    def types(self, code: str) -> Receptionist:
        """Type into whatever has the focus, as a scanner does too."""
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")
        return self

    def opens(self, given: Given, **more: Any) -> Receptionist:
        """Come to the desk, and open a visit by its code."""
        return self.comes().types(code_of(given, **more)).sees_a_visit()

    def sees_a_visit(self) -> Receptionist:
        expect(self.page.locator(".visit, .unfinished")).to_be_visible()
        # For a moment the page before is there too, with a heading of its own.
        expect(self.page.locator(".visit h1, .unfinished h1")).to_be_focused()
        return self.settled()

    def presses(self, key: str) -> Receptionist:
        """Press a button by the key of its words."""
        self.button(key).click()
        return self

    def saves(self, key: str) -> Download:
        with self.page.expect_download(timeout=PATIENCE) as saving:
            self.presses(key)
        self.settled()
        return saving.value

    def closes(self) -> Receptionist:
        return self.presses("desk.close").may_type()

    def tabs_to(self, target: Locator) -> None:
        """Press Tab until the focus is on the target, which an outline then shows."""
        for _ in range(12):
            self.page.keyboard.press("Tab")
            if target.and_(self.page.locator(":focus")).count():
                outline = target.evaluate("(it) => getComputedStyle(it).outlineStyle")
                assert outline != "none", "no outline shows where the focus is"
                return
        raise AssertionError(f"Tab does not lead to {target}")

    # What they see

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name=TEXTS("desk.field"))

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    @property
    def said(self) -> Locator:
        """What is read out."""
        return self.page.locator("#said")

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=TEXTS(key), exact=True)

    def settled(self) -> Receptionist:
        """Wait until the page has nothing left to do."""
        self.page.wait_for_function(AT_REST)
        return self

    def has_printed(self, times: int) -> Receptionist:
        self.page.wait_for_function("(times) => window.printed.length >= times", arg=times)
        assert self.page.evaluate("window.printed.length") == times
        return self.settled()

    @property
    def clipboard(self) -> str:
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    @property
    def everything_kept(self) -> str:
        """All that this page and its browser hold: the page, the address, storage, cookies."""
        kept: str = self.page.evaluate(
            """async () => JSON.stringify([
              document.documentElement.outerHTML, document.title, location.href, history.state,
              { ...localStorage }, { ...sessionStorage }, document.cookie,
              await indexedDB.databases(), await caches.keys()
                .then((names) => names, () => []),
              [...document.querySelectorAll('input, textarea')].map(({ value }) => value)])"""
        )
        return kept + repr(self.page.context.cookies())

    unrolled = Person.unrolled

    def scrolls(self) -> bool:
        """Return whether a part of the page is out of the window, up and down or sideways."""
        out: bool = self.page.evaluate(
            """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
              .some(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
                scrollHeight > clientHeight || scrollWidth > clientWidth)"""
        )
        return out


def found_in(words: list[str], text: str) -> list[str]:
    """Return which of the words are in a text, whatever stands between their characters."""
    squeezed = re.sub(r"[^A-Za-z0-9]", "", text).lower()
    return [each for each in words if re.sub(r"[^A-Za-z0-9]", "", each).lower() in squeezed]
