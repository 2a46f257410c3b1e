"""Chromium, as the other tests have it, in the words that every engine understands."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Download, Error, Frame, Page

from tests.browser.engines.tab import Key, PageGoneError, Paper, Scheme, Tab, wait_for

UNLOADED = "context was destroyed"
"""What Playwright says of a page that went away while a script ran in it."""


REFUSED = """for (const storage of ['sessionStorage', 'localStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(window, storage, {
    get() { throw new DOMException('The request was denied.', 'SecurityError') }
  })
}"""
"""What a browser does that is set to keep nothing. No setting does so without a window."""


class ChromiumTab(Tab):
    """A tab of a Chromium that Playwright steers."""

    def __init__(self, chromium: Browser) -> None:
        self._context = chromium.new_context()
        self.page: Page = self._context.new_page()
        self._asked: Page | Frame = self.page
        self._complaints: list[str] = []
        self._downloads: list[Download] = []
        self.page.on("download", lambda download: self._downloads.append(download))
        self.page.on("pageerror", lambda error: self._complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: said.type == "error" and self._complaints.append(said.text),
        )

    def evaluate(self, function: str, argument: Any = None) -> Any:
        try:
            return self._asked.evaluate(function, argument)
        except Error as gone:
            if UNLOADED in gone.message:
                raise PageGoneError from gone
            raise

    def tap(self, element: str, argument: Any = None) -> bool:
        try:
            found = self._asked.evaluate_handle(element, argument).as_element()
            if found:
                found.click()
        except Error as gone:
            if UNLOADED in gone.message or "not attached" in gone.message:
                return False
            raise
        return found is not None

    def press(self, key: Key) -> None:
        self.page.keyboard.press(key)

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def go_back(self) -> None:
        self.page.go_back()

    def go_forward(self) -> None:
        self.page.go_forward()

    def reload(self) -> None:
        self.page.reload()

    def turn_to(self, scheme: Scheme) -> None:
        self.page.emulate_media(color_scheme=scheme)

    def enter_frame(self) -> None:
        self._asked = self.page.main_frame.child_frames[0]

    def leave_frame(self) -> None:
        self._asked = self.page

    def trust(self, certificate: str, url: str) -> None:
        """Chromium takes this only at its start: `trusting` in tests/deploy/conftest.py."""

    def keep_nothing(self) -> None:
        self._context.add_init_script(REFUSED)

    def picture(self) -> Image.Image:
        return Image.open(BytesIO(self.page.screenshot()))

    def paper(self, size: Paper = "a4") -> bytes:
        # A size that the page asks for goes before the printer's.
        return self.page.pdf(format=size, prefer_css_page_size=True)

    def saved(self, name: str) -> bytes:
        def look() -> Download | None:
            self.page.wait_for_timeout(0)  # lets Playwright hear of it
            named = (each for each in self._downloads if each.suggested_filename == name)
            return next(named, None)

        return wait_for(look, lambda: f"{name} was not saved").path().read_bytes()

    def files(self) -> list[str]:
        return sorted(each.suggested_filename for each in self._downloads)

    def complaints(self) -> list[str]:
        return self._complaints

    def is_sized(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def close(self) -> None:
        self._context.close()
