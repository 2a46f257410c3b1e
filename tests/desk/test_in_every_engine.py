"""The desk in each engine that a clinic's computers and tablets have: Chromium, Firefox, WebKit."""

import re

import pytest

from desk.facts import HASH
from tests.answer_sets import JAW_AND_NECK
from tests.browser.test_engines import HAS_PRINTED, prints
from tests.browser.visitor import BUTTON, Visitor, arrived
from tests.desk.clerk import QUESTIONNAIRE, TEXTS, code_of, mistyped
from tests.desk.receptionist import found_in
from tests.desk.sign_in.in_a_browser import TRACES
from tests.opened_sheet import Read, look_alike, plain, text_of

CODE = code_of(JAW_AND_NECK)
RESULT = "Large lift"
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline

HAS_THE_FOCUS = """(held) => {
  const { activeElement } = document
  return activeElement.matches('.st-key-code input') && activeElement.value === held
}"""

TYPE = """(words) => {
  document.activeElement.select()
  document.execCommand('insertText', false, words)
}"""

ARE_DRAWN = """(place) => {
  const pictures = [...document.querySelectorAll(place)]
  return pictures.length && pictures.every(({ naturalWidth }) => naturalWidth)
}"""

ROWS = """(place) => {
  const words = document.createRange()
  words.selectNodeContents(document.querySelector(place))
  return new Set([...words.getClientRects()].map(({ top }) => top)).size
}"""

SAVED = """([before, after]) => {
  const said = document.querySelector('#said').innerText
  return said.startsWith(before) && said.endsWith(after) &&
    said.slice(before.length, said.length - after.length)
}"""
"""Returns the name of the file that is said to be saved."""


class ReceptionistAnywhere(Visitor):
    """Someone at the desk in any engine."""

    def comes(self):
        self.tab.goto(self.url)
        return self.may_type()

    def may_type(self, held=""):
        """See that the field has the focus, and what is in it."""
        self.tab.until(HAS_THE_FOCUS, held)
        return self.settled()

    def types(self, code):
        """Type into whatever has the focus, in place of what is there."""
        self.tab.evaluate(TYPE, code)
        self.tab.press("Enter")
        return self

    def opens_the_visit(self):
        return self.types(CODE).reads(RESULT).begins_at_the_heading()

    def saves_the_sheet(self):
        self.presses(BUTTON, TEXTS("desk.save_sheet"))
        name = self.tab.until(SAVED, TEXTS("desk.saved", file="|").split("|"))
        return self.settled().tab.saved(name)

    def closes(self):
        self.presses(BUTTON, TEXTS("desk.close"))
        return self.may_type()


@pytest.fixture
def someone(engine, chromium, desk):
    """Someone who has come to the desk, in one engine after the other, on a tablet at night."""
    tab, url = engine(chromium), desk.server.url
    with arrived(tab, url, ReceptionistAnywhere, "tablet", scheme="dark") as someone:
        yield someone.comes()


def test_a_mistyped_code_is_mended_the_visit_stands_and_closed_it_leaves_nothing(someone):
    someone.types(mistyped(CODE)).is_told("[role=alert]", "desk.mistyped")
    someone.may_type(mistyped(CODE)).opens_the_visit()
    assert someone.tab.evaluate(ARE_DRAWN, ".drawing")
    assert someone.tab.evaluate(ROWS, ".here") == 1, "the code is broken"
    assert found_in([CODE, RESULT], someone.tab.evaluate(TRACES)) == [CODE, RESULT]

    someone.closes()

    assert found_in([CODE, RESULT, HEADLINE], someone.tab.evaluate(TRACES)) == []
    assert someone.tab.complaints() == []


def test_the_sheet_is_saved_and_printed_with_nothing_of_the_desk_and_so_is_the_view(someone):
    someone.opens_the_visit()
    saved = someone.saves_the_sheet()
    view = plain(" ".join(text_of(someone.tab.paper())))
    printed = prints(someone, at=".st-key-print-sheet button")

    assert Read(saved).says(CODE)
    assert someone.tab.evaluate(HAS_PRINTED) == [[True] * len(Read(saved).pdf.pages)]
    assert re.findall("[A-Za-z]+", " ".join(text_of(printed))) == [], "these are the desk's"
    look_alike(printed, saved)
    questions = [question.name for question in QUESTIONNAIRE.questions]
    for words in (CODE, *questions, QUESTIONNAIRE.content_hash[:HASH]):
        assert plain(words) in view, "the view is not printed whole"
    assert plain(TEXTS("desk.save_sheet")) not in view, "a button is printed"
    assert someone.tab.complaints() == []
