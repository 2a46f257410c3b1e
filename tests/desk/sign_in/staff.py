"""Someone at the desk without a browser: what they can do, and what they then read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from assessment.loading import load
from assessment.records.visit_code import visit_code
from tests.answer_sets import JAW_AND_NECK
from tests.definition_files import example_folder

DEFINITION = load(example_folder())
TEXTS = DEFINITION.texts
ANN, PIN, WRONG = "Ann Lee", "482915", "591842"
IDLE = DEFINITION.clinic.desk.idle
CODE = visit_code(DEFINITION, JAW_AND_NECK, helped=False, given_on=JAW_AND_NECK)
OF_THE_VISIT = {
    question.words(level)
    for question in DEFINITION.questionnaire.counting
    for level in [JAW_AND_NECK[question.id]]
}
"""The answers of the visit that `CODE` holds, as the desk shows them."""


@dataclass
class Clock:
    """The time as a test says it is."""

    now: float

    def __call__(self) -> float:
        return self.now

    def wind(self, seconds: float) -> None:
        self.now += seconds


class AtTheDesk:
    """One person in one tab."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def opens(self) -> AtTheDesk:
        self.app.run()
        return self

    def signs_in(self, name: str = ANN, pin: str = PIN) -> AtTheDesk:
        fields = {field.label: field for field in self.app.text_input}
        fields[TEXTS("sign_in.name")].set_value(name)
        fields[TEXTS("sign_in.pin")].set_value(pin)
        return self.taps(TEXTS("sign_in.enter"))

    def opens_the_visit(self) -> AtTheDesk:
        self.app.text_input(key="code").set_value(CODE)
        return self.taps(TEXTS("desk.open"))

    def taps(self, words: str) -> AtTheDesk:
        (button,) = [each for each in self.app.button if each.label == words]
        button.click().run()
        assert not self.app.exception
        return self

    def signs_out(self) -> AtTheDesk:
        return self.taps(TEXTS("sign_in.out"))

    @property
    def is_asked_to_sign_in(self) -> bool:
        return self.heading == TEXTS("sign_in.heading")

    @property
    def is_in(self) -> bool:
        return not self.is_asked_to_sign_in and TEXTS("sign_in.failed") not in self.reads

    @property
    def heading(self) -> str:
        """The one heading of the first level."""
        (heading,) = re.findall("<h1[^>]*>(.*?)</h1>", self._html)
        return html.unescape(heading)

    @property
    def told(self) -> str:
        """What is said because something went wrong."""
        return " ".join(
            html.unescape(words) for words in re.findall('role="alert">(.*?)<', self._html)
        )

    @property
    def reads(self) -> str:
        """All that is on the page."""
        plain = re.sub("<style>.*?</style>|<[^>]*>", " ", self._html, flags=re.DOTALL)
        return html.unescape(plain) + " ".join(each.label for each in self.app.button)

    @property
    def kept(self) -> str:
        """All that the server keeps for this tab."""
        return repr(self.app.session_state)

    @property
    def _html(self) -> str:
        return " ".join(element.proto.body for element in self.app.get("html"))

    def of_the_visit(self) -> set[str]:
        """Return which answers of the visit can be read, or are kept for this tab."""
        everything = self.reads + self.kept + str(self.app._tree)
        return {words for words in OF_THE_VISIT if words in everything} | (
            {CODE} if CODE in everything else set()
        )
