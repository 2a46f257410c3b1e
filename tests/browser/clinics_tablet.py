"""A clinic's tablet: someone who holds it, a clinic that lends it, and what may be left on it."""

import json
import re
import time
from contextlib import contextmanager, nullcontext

from playwright.sync_api import expect

from screens.journey import Visit
from tests.browser.person import QUESTIONS, TEXTS, Person
from tests.browser.sealed import KEPT, kept_in, wait_until
from tests.definition_files import copied_to
from tests.servers import running, serving, tracebacks_in

FIRST, *_ = QUESTIONS
START = TEXTS("tablet.start_heading")
GONE = TEXTS("tablet.gone_heading")

TRACES = """() => [document.documentElement.outerHTML, { ...sessionStorage },
  { ...localStorage }, document.cookie, document.title, location.href, history.state]
  .map((each) => JSON.stringify(each)).join()"""
"""All that a tab holds: the page itself, its storage, its address and title."""

IDLE, COUNTDOWN = 30_000, 30_000  # milliseconds, as `clinic_with` sets them


def words_of(given):
    """Return every answer in the words of the screens."""
    return {
        question.words(level) for question in QUESTIONS for level in levels_of(given[question.id])
    }


def levels_of(answer):
    return (answer,) if isinstance(answer, str) else answer


class OnATablet(Person):
    """Someone with a clinic's tablet in their hands, and time that a test may wind on."""

    shares_a_browser = False

    def __init__(self, page, url):
        super().__init__(page, url)
        self.sockets = []
        page.on("websocket", self._notes)
        page.clock.install()

    def _notes(self, socket):
        frames = []
        self.sockets.append(frames)
        socket.on("framereceived", lambda frame: frames.append(frame))

    def hears(self, words, frames, before):
        """Wait until the server has sent the words, while the page's own clock stands still."""
        for _ in range(100):
            if any(words.encode() in frame for frame in frames[before:]):
                return
            time.sleep(0.05)
            self.page.clock.run_for(1)

    def is_known_to_have_chosen(self, level):
        """Wait until the run of the choice is over, and so all that it tells the page is there.

        Just after a tap the page is still at rest: whoever only waits for rest may look too early.
        """
        wait_until(self.page, f"return JSON.stringify({KEPT}).includes(args)", level)
        return self.settled()

    def takes_the_tablet(self, path="/?tablet=front-desk"):
        return self.opens(path).reads(START)

    def comes_back_to(self, step, given):
        """Come back to a visit that this tab has kept, instead of answering all over."""
        return self.comes_back_with(Visit(step, given, adult=True, turn=20, tablet="front-desk"))

    def begins(self):
        return self.taps(TEXTS("tablet.start")).reads(TEXTS("welcome.heading"))

    def is_at_the_first_question(self):
        return self.takes_the_tablet().begins().starts().reads(FIRST.ask)

    def makes_it_ready(self):
        """Leave the page, and with it all that it remembers, for the start page."""
        with self.page.expect_event("domcontentloaded"):
            self.button(TEXTS("tablet.next")).click()
        return self.reads(START)

    def does_nothing_for(self, milliseconds):
        self.page.clock.fast_forward(milliseconds)
        return self

    def is_asked(self):
        expect(self.dialog).to_be_visible()
        return self

    def is_not_asked(self):
        self.page.clock.run_for(1)
        expect(self.dialog).to_have_count(0)
        return self

    @property
    def dialog(self):
        return self.page.get_by_role("alertdialog", name=TEXTS("tablet.idle_heading"))

    @property
    def more_time(self):
        return self.dialog.get_by_role("button", name=TEXTS("tablet.more_time"), exact=True)

    @property
    def gone(self):
        return self.page.locator("#gone")

    @contextmanager
    def unrolled(self):
        """Nothing scrolls on the page that says that all is gone."""
        with nullcontext() if self.gone.count() else super().unrolled():
            yield

    @property
    def address(self):
        return self.page.url

    def kept(self):
        return self.page.evaluate("JSON.stringify({ ...sessionStorage })")

    def traces(self):
        """Return all that this tab holds: the page itself, its storage, its address and title."""
        return json.dumps(kept_in(self.page)) + self.page.evaluate(TRACES)


@contextmanager
def clinic_with(tmp_path_factory, **changes):
    """Serve the clinic's own files, with other words behind some keys of clinic.yaml."""
    folder = copied_to(tmp_path_factory.mktemp("clinic"))
    file = folder / "clinic.yaml"
    words = file.read_text(encoding="utf-8")
    for key, value in {"idle_seconds": IDLE // 1000, **changes}.items():
        words, found = re.subn(rf"^  {key}: .*", f"  {key}: {value}", words, flags=re.MULTILINE)
        assert found == 1
    file.write_text(words, encoding="utf-8")
    with running(serving(folder)) as server:
        yield server


def is_wiped(person):
    person.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)
    expect(person.gone).to_be_visible()
    person.does_nothing_for(1000).reads(START)


def nothing_is_left_of(given, person, server, step=None):
    """step: what the address still names, where the page could not be left yet."""
    assert person.kept() == "{}"
    assert f"step={step}" in person.address if step else "step" not in person.address
    found = person.traces() + server.log.read_text(encoding="utf-8")
    assert [words for words in words_of(given) if words in found] == []
    assert tracebacks_in(found) == []
