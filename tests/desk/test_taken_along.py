"""What staff save and print of a visit: made when asked for, handed over once, kept nowhere."""

import base64
import json

import pytest

from assessment.sheet import typesetting
from serving.served_definition import served_definition
from tests.answer_sets import JAW_AND_NECK
from tests.desk.clerk import DEFINITION, QUESTIONNAIRE, TEXTS
from tests.opened_sheet import Read

MEDICAL = [QUESTIONNAIRE["medical"].words(each) for each in JAW_AND_NECK["medical"]]
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline
MAKES = ("save-sheet", "print-sheet", "save-record")


def content(clerk):
    return base64.b64decode(clerk.told["made"]["content"])


def test_the_sheet_is_saved_with_all_that_the_code_holds(clerk):
    clerk.opens(JAW_AND_NECK).taps("save-sheet")
    made = clerk.told["made"]
    paper = Read(content(clerk))

    assert made["name"].endswith(".pdf")
    assert made["type"] == "application/pdf"
    assert all(paper.says(each) for each in [HEADLINE, QUESTIONNAIRE.advice, *MEDICAL])
    assert clerk.told["said"] == TEXTS("desk.saved", file=made["name"])


def test_a_note_that_was_kept_back_is_on_no_sheet_and_in_no_record(clerk):
    clerk.opens(JAW_AND_NECK, given_on=()).taps("save-sheet")
    paper = Read(content(clerk))
    clerk.taps("save-record")
    record = content(clerk).decode()

    assert paper.says(HEADLINE)
    assert not [each for each in MEDICAL if paper.says(each) or each in record]


def test_the_pages_to_print_are_those_of_the_clinics_paper(clerk):
    clerk.opens(JAW_AND_NECK).taps("print-sheet")
    made = clerk.told["made"]

    assert made["format"] == DEFINITION.clinic.paper
    assert 1 <= len(made["pages"]) <= 3
    assert all(each.startswith("<svg") for each in made["pages"])


def test_each_record_has_a_reference_of_its_own(clerk):
    clerk.opens(JAW_AND_NECK, helped=True).taps("save-record")
    first = json.loads(content(clerk))
    clerk.taps("save-record")
    second = json.loads(content(clerk))

    assert first["resourceType"] == "QuestionnaireResponse"
    assert first["identifier"]["value"] != second["identifier"]["value"]
    assert first["identifier"]["value"] in TEXTS(
        "sheet.record_file", code=first["identifier"]["value"]
    )
    assert TEXTS("tablet.helped_said") in json.dumps(first)
    chosen = {item["linkId"]: item["answer"] for item in first["item"] if "answer" in item}
    codes = [each["valueCoding"]["code"] for each in chosen["medical"]]
    assert codes == list(JAW_AND_NECK["medical"])


@pytest.mark.parametrize("key", MAKES)
def test_what_is_made_is_handed_over_once_and_then_kept_no_longer(key, clerk):
    clerk.opens(JAW_AND_NECK)
    assert clerk.told["made"] is None, "something is made that nobody asked for"
    assert clerk.taps(key).told["made"]
    assert "handed" not in clerk.app.session_state

    clerk.app.run()

    assert clerk.told["made"] is None
    assert clerk.heading == "Large lift"


def test_a_sheet_that_cannot_be_made_is_told_of_and_harms_nothing_else(
    clerk, tmp_path, monkeypatch, capfd
):
    assert served_definition()
    clerk.opens(JAW_AND_NECK)
    monkeypatch.setattr(typesetting, "TEMPLATE", tmp_path / "none.typ")
    capfd.readouterr()

    for key in ("save-sheet", "print-sheet"):
        clerk.taps(key)
        assert clerk.alert == TEXTS("desk.failed")
        assert clerk.told["made"] is None
    said = "".join(capfd.readouterr())
    assert len(said.splitlines()) == 2
    assert not [each for each in [*MEDICAL, "smoke", "marked"] if each in said]
    assert clerk.taps("save-record").told["made"]
    assert clerk.alert == ""
    assert clerk.heading == "Large lift"
