"""A person at the screens without a browser: what they can do, and what they then read."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from assessment.loading import ROOT, load
from screens.journey import Visit
from tests.answer_sets import Given
from tests.definition_files import example_folder

DEFINITION = load(example_folder())
QUESTIONNAIRE = DEFINITION.questionnaire
TEXTS = DEFINITION.texts


class Patient:
    """One person's visit. Buttons are tapped by their key."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(ROOT / "screens/main.py"), default_timeout=20)

    def opens(self, step: str = "") -> Patient:
        if step:
            self.app.query_params["step"] = step
        self.app.run()
        return self

    def taps(self, key: str) -> Patient:
        self.app.button(key=key).click().run()
        assert not self.app.exception
        return self

    def starts(self) -> Patient:
        return self.taps("adult").taps("continue-mirror")

    def continues(self) -> Patient:
        return self.taps(f"continue-{self.asked}")

    def taps_before_the_rest_is_heard(self, key: str) -> Patient:
        """Tap where Streamlit tells of the tap first, and then of what else the person did."""
        self.app.button(key=key).click()
        states = self.app._tree.get_widget_states()
        told = sorted(
            states.widgets, key=lambda state: state.WhichOneof("value") != "trigger_value"
        )
        self.app._run(WidgetStates(widgets=told))
        assert not self.app.exception
        return self

    def goes_back(self) -> Patient:
        return self.taps(f"back-{self.asked}")

    def chooses(self, level: str) -> Patient:
        self.app.radio(key=f"choices-{self.asked}").set_value(level).run()
        return self

    def ticks(self, level: str) -> Patient:
        self.app.checkbox(key=f"answer-{self.asked}-{level}").check().run()
        return self

    def answers(self, answer: str | tuple[str, ...]) -> Patient:
        if isinstance(answer, str):
            return self.chooses(answer)
        for level in answer:
            self.ticks(level)
        return self

    def answers_all(self, given: Given) -> Patient:
        """Answer every question, from the first to the check."""
        for question in QUESTIONNAIRE.questions:
            assert self.asked == question.id
            self.answers(given[question.id]).continues()
        return self

    def sees_result(self, given: Given) -> Patient:
        return self.opens().starts().answers_all(given).taps("show-result")

    def comes_back_to(self, visit: Visit) -> Patient:
        """Be where a visit stands, instead of answering all over."""
        if visit.tablet:
            self.app.query_params["tablet"] = visit.tablet
        self.app.session_state["visit"] = visit
        return self.opens()

    def makes_the_sheet(self) -> Patient:
        return self.taps("sheet")

    def puts_on_the_sheet(self, part: str) -> Patient:
        self.app.checkbox(key=f"part-{part}").check().run()
        return self

    def keeps_off_the_sheet(self, part: str) -> Patient:
        self.app.checkbox(key=f"part-{part}").uncheck().run()
        return self

    @property
    def chosen(self) -> str | None:
        """What is chosen among the answers on this page."""
        chosen: str | None = self.app.radio(key=f"choices-{self.asked}").value
        return chosen

    @property
    def ticked(self) -> list[str]:
        """What is ticked on this page."""
        return [
            level
            for level in QUESTIONNAIRE[self.asked].level_ids
            if self.app.checkbox(key=f"answer-{self.asked}-{level}").value
        ]

    @property
    def visit(self) -> Visit:
        """The visit as the server knows it."""
        visit: Visit = self.app.session_state["visit"]
        return visit

    @property
    def on_the_sheet(self) -> dict[str, bool]:
        """What may go on the sheet, and whether it is ticked."""
        boxes = {str(box.key): box.value for box in self.app.checkbox}
        return {key.removeprefix("part-"): boxes[key] for key in boxes if key.startswith("part-")}

    @property
    def handed(self) -> dict[str, Any] | None:
        """What is handed over to this person's browser, None where nothing is."""
        components = [each.proto for each in self.app.get("bidi_component")]
        data = [json.loads(each.json) for each in components if each.component_name == "export"]
        return data[0] if data else None

    @property
    def html(self) -> str:
        """Everything on the page that we write as HTML."""
        return "".join(each.proto.body for each in self.app.get("html"))

    @property
    def reads(self) -> str:
        """The words on the page, without the answers to choose from and the buttons."""
        return html.unescape(re.sub(r"<[^>]+>", "\n", self.html))

    @property
    def heading(self) -> str:
        (heading,) = re.findall("<h1[^>]*>(.*?)</h1>", self.html)
        return html.unescape(heading)

    @property
    def headings(self) -> list[str]:
        """Every heading of the first two levels, from the top."""
        return [html.unescape(each) for each in re.findall("<h[12][^>]*>(.*?)</h", self.html)]

    @property
    def asked(self) -> str:
        """The id of the question on this page, empty where none is."""
        asking = [each.id for each in QUESTIONNAIRE.questions if each.ask == self.heading]
        return asking[0] if asking else ""

    @property
    def buttons(self) -> list[str]:
        return [button.key or "" for button in self.app.button]
