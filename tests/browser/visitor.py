"""Someone at the app in any engine: what they do and see, in the words of `Person`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from PIL import ImageStat

from assessment.model.questionnaire import Question
from screens.journey import Visit
from screens.tab_copy import tab_copy
from tests.browser.clinics_tablet import TRACES
from tests.browser.engines.tab import Key, Scheme, Tab, wait_for
from tests.browser.keyboard import FOCUS, MOST_STEPS
from tests.browser.sealed import NO_APP, keeps
from tests.browser.way import AT_REST, DEVICES, OnTheWay

SAYS: Final = "({ innerText }) => innerText?.trim().replace(/\\s+/g, ' ')"
"""What an element says, as it is seen; a picture says nothing."""

BUTTON: Final = f"""(words) => [...document.querySelectorAll('button')]
  .find((button) => ({SAYS})(button) === words)"""

LABEL: Final = f"""(words) => [...document.querySelectorAll('main label')].find((label) =>
  [label, ...label.querySelectorAll('*')].some((part) => ({SAYS})(part) === words))"""

PLACE: Final = "(place) => document.querySelector(place)"

CHOICE: Final = f"(words) => ({LABEL})(words)?.querySelector('input')"

IS_CHOSEN: Final = f"(words) => ({CHOICE})(words)?.checked"

JUST_THESE_ARE_CHOSEN: Final = f"""(all) =>
  document.querySelectorAll('main input:checked').length === all.length && all.every({IS_CHOSEN})"""

HEADING: Final = f"""(words) => {{
  const isSeen = (heading) => heading.getClientRects().length
  const heading = [...document.querySelectorAll('h1')].find(isSeen)
  return heading && ({SAYS})(heading) === words
}}"""

TURN: Final = "() => document.querySelector('[data-turn]')?.dataset.turn ?? null"

HAS_TURNED: Final = f"(before) => ![null, before].includes(({TURN})())"

BEGINS_AT_ITS_HEADING: Final = """() => {
  const heading = document.querySelector('h1')
  const { top, bottom } = heading.getBoundingClientRect()
  return document.activeElement === heading && top >= 0 && bottom <= innerHeight &&
    document.querySelector('[data-testid=stMain]').scrollTop === 0
}"""

IS_TOLD: Final = f"""({{ place, words }}) => {{
  const element = document.querySelector(place)
  const {{ top, bottom, width }} = element?.getBoundingClientRect() ?? {{}}
  return width && top >= 0 && bottom <= innerHeight && ({SAYS})(element) === words
}}"""

IN_VIEW: Final = """(place) => {
  const element = document.querySelector(place)
  element?.scrollIntoView({ block: 'center' })
  const { left, top, right, bottom, width } = element?.getBoundingClientRect() ?? {}
  return width && [left, top, right, bottom].map(Math.round)
}"""
"""Brings an element into view; returns its edges once it is drawn."""

CONNECTED: Final = """() =>
  document.querySelector('[data-testid="stApp"]').dataset.testConnectionState === 'CONNECTED'"""


class Visitor(OnTheWay):
    """One person, one tab."""

    def __init__(self, tab: Tab, url: str) -> None:
        self.tab = tab
        self.url = url

    # What they do

    def opens(self, path: str = "/") -> Self:
        self.tab.goto(self.url + path)
        self.tab.until(TURN)
        return self.settled()

    def comes_back_with(self, visit: Visit) -> Self:
        """Come back to a visit that this tab has kept, instead of answering all over."""
        self.tab.goto(self.url + NO_APP)
        keeps(self.tab, tab_copy(self.questionnaire, visit) or "", visit.tablet)
        self.tab.goto(f"{self.url}/?tablet={visit.tablet}" if visit.tablet else self.url)
        self.tab.until(f"(turn) => ({TURN})() === turn", str(visit.turn))
        return self.settled()

    def taps(self, words: str) -> Self:
        with self.turning():
            self.presses(BUTTON, words)
        return self

    def taps_at(self, place: str) -> Self:
        with self.turning():
            self.presses(PLACE, place)
        return self

    def presses(self, element: str, argument: str) -> None:
        """Tap what a JavaScript function returns."""
        self.tab.taps(element, argument)

    def chooses(self, words: str) -> Self:
        self.presses(LABEL, words)
        self.tab.until(IS_CHOSEN, words)
        return self.settled()

    def types_the_code(self, code: str) -> Self:
        self.presses(PLACE, "main input[type=text]")
        self.tab.evaluate("(code) => document.execCommand('insertText', false, code)", code)
        with self.turning():
            self.tab.press("Enter")
        return self

    def goes_back_in_the_browser(self) -> Self:
        with self.turning():
            self.tab.go_back()
        return self

    def goes_forward_in_the_browser(self) -> Self:
        with self.turning():
            self.tab.go_forward()
        return self

    def reloads(self) -> Self:
        self.tab.reload()
        return self.settled()

    def saves(self, key: str, name: str) -> bytes:
        """Tap the button of this text; return the file that comes under this name."""
        self.presses(BUTTON, self.texts(key))
        saved = self.tab.saved(name)
        self.settled()
        return saved

    # What they see

    @property
    def address(self) -> str:
        address: str = self.tab.evaluate("() => location.href")
        return address

    def reads(self, heading: str) -> Self:
        self.tab.until(HEADING, heading)
        return self.settled()

    def is_told(self, place: str, key: str) -> Self:
        """See that a text stands at a place, all of it in the window."""
        self.tab.until(IS_TOLD, {"place": place, "words": self.texts(key)})
        return self

    def begins_at_the_heading(self) -> Self:
        """See that the page is at its top, and that its heading has the focus."""
        self.tab.until(BEGINS_AT_ITS_HEADING)
        return self

    def has_chosen(self, question: Question, *levels: str) -> Self:
        """See that just these levels of a question are chosen."""
        self.reads(question.ask)
        self.tab.until(JUST_THESE_ARE_CHOSEN, [question.words(level) for level in levels])
        return self

    def sees(self, place: str, fits: Callable[[float], bool]) -> Self:
        """Wait until the mean grey at a place, of 0 to 255, fits: pictures may come late."""
        box = self.tab.until(IN_VIEW, place)

        def grey() -> float:
            return ImageStat.Stat(self.tab.picture().crop(box).convert("L")).mean[0]

        wait_for(lambda: fits(grey()), lambda: f"the mean grey of {place} is {grey()}")
        return self

    def is_away(self) -> Self:
        self.tab.until(f"() => !({CONNECTED})()")
        return self

    def is_back(self) -> Self:
        self.tab.until(CONNECTED)
        self.tab.until("() => !document.getElementById('away')?.innerText")
        return self.settled()

    def settled(self) -> Self:
        """Wait until the page has nothing left to do."""
        self.tab.until(AT_REST)
        return self

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Wait, at the end of the block, until the page has turned."""
        before = self.tab.until(TURN)
        yield
        self.tab.until(HAS_TURNED, before)
        self.settled()


@contextmanager
def arrived(
    tab: Tab,
    url: str,
    kind: Callable[[Tab, str], Visitor] = Visitor,
    device: str = "phone",
    scheme: Scheme = "light",
) -> Iterator[Visitor]:
    """Bring someone in a tab, which is closed when the block ends."""
    try:
        tab.is_sized(*DEVICES[device])
        tab.turn_to(scheme)
        yield kind(tab, url)
    finally:
        tab.close()


class VisitorAtTheKeyboard(Visitor):
    """Does everything with Tab, the arrows, Space and Enter."""

    def presses(self, element: str, argument: str) -> None:
        self.tab.until(f"(argument) => !!({element})(argument)", argument)
        self._presses_until(f"({element})(argument)", argument, "Tab")
        self.tab.press("Enter")

    def chooses(self, words: str) -> Self:
        self.tab.until(f"(words) => !!({CHOICE})(words)", words)
        if self.tab.evaluate(f"(words) => ({CHOICE})(words).type", words) == "radio":
            self._presses_until("document.activeElement.closest('[type=radio]')", words, "Tab")
            self._presses_until(f"({CHOICE})(argument)", words, "ArrowDown")
        else:
            self._presses_until(f"({CHOICE})(argument)", words, "Tab")
        if not self.tab.evaluate(IS_CHOSEN, words):
            self.tab.press("Space")
        self.tab.until(IS_CHOSEN, words)
        return self.settled()

    def _presses_until(self, goal: str, argument: Any, key: Key) -> None:
        """Press a key until the focus is on the goal: Tab at least once, an arrow if need be."""
        is_there = f"(argument) => document.activeElement === ({goal})"
        presses = 0
        while (key == "Tab" and not presses) or not self.tab.evaluate(is_there, argument):
            if presses == MOST_STEPS:
                raise AssertionError(f"{presses} times {key} do not lead to {goal}, {argument}")
            self.tab.press(key)
            presses += 1
            self.settled().sees_the_focus()

    def sees_the_focus(self) -> None:
        """Fail where what has the focus has no outline, or does not come to rest in the window."""
        self.tab.until(f"() => ({FOCUS})().inView")
        focus = self.tab.evaluate(FOCUS)
        assert focus["outlined"], f"no outline shows that the focus is on {focus['what']}"


WIND_ON: Final = """() => {
  const { setTimeout, clearTimeout, Date } = window // a driver's script may have a Date of its own
  const { now } = Date
  const waiting = new Map()
  let ahead = 0
  Date.now = () => now.call(Date) + ahead
  window.setTimeout = (then, after = 0, ...given) => {
    const ring = () => {
      waiting.delete(id)
      then(...given)
    }
    const id = setTimeout(ring, after)
    waiting.set(id, { at: Date.now() + after, ring })
    return id
  }
  window.clearTimeout = (id) => {
    waiting.delete(id)
    clearTimeout(id)
  }
  window.windOn = (milliseconds) => {
    ahead += milliseconds
    for (const [id, { at, ring }] of [...waiting])
      if (at <= Date.now() && waiting.has(id)) {
        clearTimeout(id)
        ring()
      }
  }
}"""
"""Gives a page `windOn`. What is due meanwhile happens at once, and once."""


class VisitorOnATablet(Visitor):
    """Someone with a clinic's tablet in their hands, and time that a test may wind on."""

    def takes_the_tablet(self) -> Self:
        self.opens("/?tablet=front-desk").reads(self.texts("tablet.start_heading"))
        self.tab.evaluate(WIND_ON)
        return self

    def begins(self) -> Self:
        return self.taps(self.texts("tablet.start")).reads(self.texts("welcome.heading"))

    def does_nothing_for(self, milliseconds: int) -> Self:
        self.tab.evaluate("(milliseconds) => windOn(milliseconds)", milliseconds)
        return self

    def is_asked(self) -> Self:
        self.tab.until("() => document.querySelector('[role=alertdialog][open]')?.innerText")
        return self

    def asks_for_more_time(self) -> Self:
        self.presses(BUTTON, self.texts("tablet.more_time"))
        self.tab.until("() => !document.querySelector('[role=alertdialog]')")
        return self

    def makes_it_ready(self) -> Self:
        """Leave the page, and with it all that it remembers, for the start page."""
        self.tab.evaluate("() => { window.leaving = true }")
        self.presses(BUTTON, self.texts("tablet.next"))
        self.tab.until("() => !window.leaving")
        return self.reads(self.texts("tablet.start_heading"))

    def kept(self) -> str:
        kept: str = self.tab.evaluate("() => JSON.stringify({ ...sessionStorage })")
        return kept

    def traces(self) -> str:
        traces: str = self.tab.evaluate(TRACES)
        return traces
