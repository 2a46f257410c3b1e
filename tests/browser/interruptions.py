"""What may come between someone and the server, and someone whom it comes between."""

import json
import os
import signal
from contextlib import contextmanager

from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.person import QUESTIONS, TEXTS, Person
from tests.browser.sealed import KEPT, wait_until
from tests.browser.wire import wire_to
from tests.servers import running, serving_the_example

FIRST, SECOND, THIRD, *_ = QUESTIONS

THE_CHOICE_IS_KEPT = f"""const kept = {KEPT}
  const chosen = document.querySelectorAll('[class*="st-key-choices-"] input:checked')
  const here = new URLSearchParams(location.search).get('step')
  return kept?.step === here && [kept.answers[here] ?? []].flat().length === chosen.length"""
"""True some milliseconds after the tap, once the server has heard of it: nobody reloads sooner."""

TAP_WHEN_BACK = """([words, times]) => {
  let away = false
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]')
    const button = [...document.querySelectorAll('main button')]
      .find(({ innerText }) => innerText.trim() === words)
    if (app?.dataset.testConnectionState !== 'CONNECTED' || !button || button.disabled) {
      away = true
    } else if (away) {
      observer.disconnect()
      for (let tap = 0; tap < times; tap += 1) button.click()
    }
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { attributes: true, childList: true, subtree: true })
  look()
}"""


class Interrupted(Person):
    """Someone whose connection may go away and come back."""

    def __init__(self, page, url):
        super().__init__(page, url)
        self.sessions = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._hears))

    def _hears(self, frame):
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "new_session":
            self.sessions.append(message.new_session.initialize.session_id)

    @property
    def app(self):
        return self.page.get_by_test_id("stApp")

    @property
    def turn(self):
        return int(self.page.locator("[data-turn]").get_attribute("data-turn"))

    def is_away(self):
        expect(self.app).not_to_have_attribute("data-test-connection-state", "CONNECTED")

    def is_back(self):
        expect(self.app).to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(self.away).to_be_empty()
        return self.settled()

    def will_tap_when_back(self, words, times):
        """Tap as soon as there is a button to tap, sooner than any hand could."""
        self.page.add_init_script(f"({TAP_WHEN_BACK})({json.dumps([words, times])})")
        self.page.evaluate(TAP_WHEN_BACK, [words, times])

    def finds(self, question, given):
        """See that just this answer is there; return the question's id."""
        chosen = given[question.id]
        self.has_chosen(question, *((chosen,) if isinstance(chosen, str) else chosen))
        return question.id

    def finds_the_first_three_answers(self, given):
        """Look back to the first, and return to the third."""
        found = [self.finds(THIRD, given)]
        found += [self.goes_back().finds(question, given) for question in (SECOND, FIRST)]
        self.continues().continues().reads(THIRD.ask)
        return found

    def finds_on_the_check_page(self, given):
        self.reads(TEXTS("check.heading"))
        return [self.finds_in_its_row(question, given[question.id]) for question in QUESTIONS]

    def finds_in_its_row(self, question, chosen):
        levels = (chosen,) if isinstance(chosen, str) else chosen
        words = [question.words(level) for level in levels] or [TEXTS("check.skipped")]
        answer = self.page.locator(f".st-key-row-{question.id} .answer")
        expect(answer).to_have_text(words)
        return question.id


class Line:
    """A wire that may be cut, and the servers that it may lead to."""

    def __init__(self, stack, server):
        self._stack = stack
        self.server = server
        self.wire = stack.enter_context(wire_to(server))
        self.url = self.wire.url

    def new_server(self):
        return self._stack.enter_context(running(serving_the_example()))

    def leads_to(self, server):
        self.server = server
        self.wire.lead_to(server)


@contextmanager
def a_short_drop(person, line):
    line.wire.cut()
    person.is_away()
    yield
    line.wire.mend()


@contextmanager
def a_long_drop(person, line):
    line.wire.cut()
    expect(person.away).to_have_text(TEXTS("tab.away"))  # by then the server has let go
    yield
    line.wire.mend()


@contextmanager
def a_reload(person, line):
    yield
    wait_until(person.page, THE_CHOICE_IS_KEPT)
    person.page.reload()


@contextmanager
def a_killed_server(person, line):
    following = line.new_server()
    os.kill(line.server.pid, signal.SIGKILL)
    person.is_away()
    yield
    line.leads_to(following)
