"""A member of staff at the desk without a browser: what they can do, and what they then read."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

from streamlit.testing.v1 import AppTest

from assessment.loading import ROOT, load
from assessment.records.visit_code import visit_code
from tests.answer_sets import Given
from tests.definition_files import example_folder

DEFINITION: Final = load(example_folder())
QUESTIONNAIRE: Final = DEFINITION.questionnaire
TEXTS: Final = DEFINITION.texts
NOTES: Final = tuple(note.id for note in QUESTIONNAIRE.notes)
UNFINISHED: Final[Given] = {"chin": "slight", "throat": "not_sure", "medical": ()}
NOT_A_CODE: Final = "What is this?"


def code_of(
    given: Given, *, helped: bool = False, given_on: tuple[str, ...] = NOTES, of: Any = DEFINITION
) -> str:
    """Return the code of answers. of: the edition that they were given to."""
    finished = all(each.id in given for each in of.questionnaire.counting)
    return visit_code(of, given, helped=helped, given_on=given_on, finished=finished)


def mistyped(code: str) -> str:
    """Return a code with its last character wrong."""
    return code[:-1] + ("A" if code[-1] != "A" else "B")


class Clerk:
    """One member of staff. Buttons are tapped by their key."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(ROOT / "desk/desk_page.py"), default_timeout=20).run()

    def enters(self, code: str) -> Clerk:
        self.app.text_input(key="code").input(code)
        (button,) = (each for each in self.app.button if each.label == TEXTS("desk.open"))
        button.click().run()
        assert not self.app.exception
        return self

    def opens(self, given: Given, **more: Any) -> Clerk:
        return self.enters(code_of(given, **more))

    def taps(self, key: str) -> Clerk:
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self

    @property
    def html(self) -> str:
        """Everything on the page that we write as HTML, without its look."""
        return "".join(
            each.proto.body
            for each in self.app.get("html")
            if not each.proto.body.startswith("<style")
        )

    @property
    def reads(self) -> str:
        """The words on the page."""
        without = re.sub(r"<[^>]+>", "\n", self.html)
        return " ".join(html.unescape(without).split())

    @property
    def heading(self) -> str:
        (heading,) = re.findall("<h1[^>]*>(.*?)</h1>", self.html)
        return html.unescape(heading)

    @property
    def alert(self) -> str:
        """What is told at once, such as why a code opens nothing."""
        said = re.findall(r'role="alert"[^>]*>([^<]*)<', self.html)
        return html.unescape("".join(said))

    @property
    def told(self) -> dict[str, Any]:
        """What the browser is told."""
        components = [each.proto for each in self.app.get("bidi_component")]
        (desk,) = (each for each in components if each.component_name == "desk")
        told: dict[str, Any] = json.loads(json.loads(desk.json))
        return told

    @property
    def buttons(self) -> list[str]:
        return [button.key or "" for button in self.app.button]

    def section(self, key: str) -> str:
        """Return the words of the section under a heading, by the heading's key."""
        heading = html.escape(TEXTS(key))
        inside = re.search(rf"<h2>{re.escape(heading)}</h2>(.*?)</section>", self.html, re.DOTALL)
        assert inside, f"there is no section {TEXTS(key)}"
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "\n", inside[1])).split())
