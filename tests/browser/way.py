"""The way through the app, in a person's own words, whatever steers the browser."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Self

from assessment.loading import load
from assessment.model.questionnaire import Question, Questionnaire
from assessment.model.texts import Texts
from tests.answer_sets import Given
from tests.definition_files import example_folder

DEFINITION = load(example_folder())
QUESTIONNAIRE = DEFINITION.questionnaire
QUESTIONS = QUESTIONNAIRE.questions
TEXTS = DEFINITION.texts

DEVICES = {"phone": (390, 844), "tablet": (820, 1180), "narrow": (320, 640)}
"""Width and height in CSS pixels."""

TELL_CSP = """addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error(`refused by ${violatedDirective}: ${blockedURI}`))"""
"""Has the console tell what the policy of the page refuses."""

ALL_IS_ANSWERED = """(() => {
  const WISHES_A_RUN = 0x5a, NOTHING_RUNS = '74,0'
  const soon = (act) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = act
    port2.postMessage(null)
  }
  const watched = () => {
    const heard = new WeakSet(), of = { unanswered: false }, { send } = WebSocket.prototype
    const answered = () => soon(() => soon(() => { of.unanswered = false }))
    WebSocket.prototype.send = function (message) {
      if (!heard.has(this)) {
        heard.add(this)
        this.addEventListener('message', ({ data }) =>
          data.byteLength === 2 && String(new Uint8Array(data)) === NOTHING_RUNS && answered())
        this.addEventListener('close', answered)
      }
      of.unanswered ||= message[0] === WISHES_A_RUN
      return send.call(this, message)
    }
    return of
  }
  window.watchedWishes ??= watched()
  return !window.watchedWishes.unanswered
})()"""
"""Whether the server has answered the last tap, and the page has drawn that.

A tap is on its way for a while in which nothing seems to run. After the last of its messages
(`ForwardMsg.session_status_changed`) React draws in a task of its own: two later is after it.
"""

AT_REST = f"""() => {{
  const app = document.querySelector('[data-testid="stApp"]')
  const forms = document.querySelectorAll('main [class*="st-key-choices-"], .st-key-open')
  const labels = document.querySelectorAll('main label')
  return {ALL_IS_ANSWERED} && app?.dataset.testScriptState === 'notRunning' &&
    !document.querySelector('[data-testid="stSkeleton"]') &&
    [...forms].every((form) => form.querySelector('label')) &&
    [...labels].every(({{ innerText }}) => innerText.trim()) &&
    [...document.images].every(({{ complete }}) => complete)
}}"""
"""Whether a page has nothing left to do. Streamlit fetches late what draws fields and choices."""


class OnTheWay(ABC):
    """Someone on their way through the tests' own example."""

    definition = DEFINITION

    @property
    def questionnaire(self) -> Questionnaire:
        return self.definition.questionnaire

    @property
    def texts(self) -> Texts:
        return self.definition.texts

    # What each steers in its own way

    @abstractmethod
    def opens(self, path: str = "/") -> Self:
        """Open the app."""

    @abstractmethod
    def taps(self, words: str) -> Self:
        """Tap a button that turns the page."""

    @abstractmethod
    def taps_at(self, place: str) -> Self:
        """Tap a button that turns the page. place: its CSS selector, where words may be several."""

    @abstractmethod
    def chooses(self, words: str) -> Self:
        """Choose or tick one answer."""

    @abstractmethod
    def reads(self, heading: str) -> Self:
        """Wait for the page with this heading."""

    # What all do alike

    def says_they_are_under_18(self) -> Self:
        return self.taps(self.texts("welcome.under_age")).reads(self.texts("under_age.heading"))

    def starts(self) -> Self:
        return (
            self.taps(self.texts("welcome.adult")).reads(self.texts("mirror.heading")).continues()
        )

    def continues(self) -> Self:
        return self.taps(self.texts("buttons.continue"))

    def goes_back(self) -> Self:
        return self.taps(self.texts("buttons.back"))

    def answers(self, given: Given) -> Iterator[str]:
        """Answer one question after another; yield each question's id once it is answered."""
        for question in self.questionnaire.questions:
            self.reads(question.ask).answers_one(question, given)
            yield question.id
            self.continues()

    def answers_one(self, question: Question, given: Given) -> Self:
        chosen = given[question.id]
        for level in (chosen,) if isinstance(chosen, str) else chosen:
            self.chooses(question.words(level))
        return self

    def answers_all(self, given: Given) -> Self:
        for _ in self.answers(given):
            pass
        return self.reads(self.texts("check.heading"))

    def changes(self, question_id: str) -> Self:
        self.taps_at(f".st-key-change-{question_id} button")
        return self.reads(self.questionnaire[question_id].ask)

    def changes_to(self, question_id: str, level: str) -> Self:
        self.changes(question_id).chooses(self.questionnaire[question_id].words(level)).continues()
        return self.reads(self.texts("check.heading"))

    def shows_the_result(self) -> Self:
        return self.taps(self.texts("check.show"))

    def sees_the_result_of(self, given: Given) -> Self:
        return self.opens().starts().answers_all(given).shows_the_result()

    def makes_the_sheet(self) -> Self:
        self.taps_at(".st-key-sheet button")
        return self.reads(self.texts("sheet.title"))

    def has_a_code(self) -> Self:
        return self.taps(self.texts("code.have")).reads(self.texts("code.go_on_heading"))

    def shows_it_to_the_clinic(self) -> Self:
        return self.taps(self.texts("code.to_clinic")).reads(self.texts("code.heading"))

    def opens_from_the_result(self, step: str) -> Self:
        """Go to one of the pages that the result leads to."""
        self.taps_at(f".st-key-{step} button")
        return self

    def goes_back_to_the_result(self) -> Self:
        self.taps_at(".st-key-back-last button")
        return self
