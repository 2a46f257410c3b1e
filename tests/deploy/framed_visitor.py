"""Someone in any engine who reads another site's page, with the questionnaire in its middle."""

from __future__ import annotations

from typing import Any, Final, Self

from tests.browser.engines.tab import Tab
from tests.browser.interruptions import THE_CHOICE_IS_KEPT
from tests.browser.sealed import wait_until
from tests.browser.visitor import BUTTON, TURN, Visitor

SCROLL_TO_IT: Final = "() => document.querySelector('iframe').scrollIntoView({ block: 'center' })"
CLICK: Final = f"(words) => ({BUTTON})(words).click()"
LOAD_ANEW: Final = "() => { window.leaving = true; setTimeout(() => location.reload()) }"


class FramedVisitor(Visitor):
    """What they do and see is in the frame, unless it is told of the page around it."""

    def __init__(self, tab: Tab, url: str, site: str) -> None:
        super().__init__(tab, url)
        self.site = site

    def opens(self, path: str = "/") -> Self:
        self.tab.goto(self.site + self.url)
        self.tab.evaluate(SCROLL_TO_IT)
        self.tab.enter_frame()
        self.tab.until(TURN)
        return self.settled()

    def around(self, function: str) -> Any:
        """Call a JavaScript function in the page around the frame."""
        self.tab.leave_frame()
        try:
            return self.tab.evaluate(function)
        finally:
            self.tab.enter_frame()

    def continues_without_a_scroll(self) -> Self:
        """Go on by a click of a script: before a tap, drivers scroll to what they tap."""
        with self.turning():
            self.tab.evaluate(CLICK, self.texts("buttons.continue"))
        return self

    def goes_back_in_the_browser(self) -> Self:
        with self.turning():
            self.around("() => history.back()")
        return self

    def loads_the_frame_anew(self) -> Self:
        """Load it anew once the tab has kept what is chosen: nobody does so sooner."""
        wait_until(self.tab, THE_CHOICE_IS_KEPT)
        self.tab.evaluate(LOAD_ANEW)
        self.tab.until("() => !window.leaving")
        return self.settled()
