"""A clinic's tablet: its start page, who helped, handing it back, and what it is called."""

import pytest

from assessment.loading import load
from assessment.model.clinic import Tablets
from assessment.model.steps import HANDED_BACK, NEXT_PERSON, TABLET_START
from screens import tablet
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.definition_files import copied_to
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS, Patient

HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline


class OnATablet(Patient):
    """Someone who was given the clinic's tablet."""

    def opens(self, step="", name="front-desk"):
        self.app.query_params["tablet"] = name
        return super().opens(step)

    def begins(self):
        return self.opens().taps("begin")

    def is_at_the_check(self):
        return self.begins().starts().answers_all(JAW_AND_NECK)

    def says_that_someone_helped(self):
        self.app.checkbox(key="helped").check().run()
        return self

    @property
    def visit(self):
        return self.app.session_state["visit"]


@pytest.fixture
def given_a_tablet():
    return OnATablet()


@pytest.fixture
def always_on_a_tablet(tmp_path, monkeypatch):
    clinic = copied_to(tmp_path) / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace("mode: by_address", "mode: always"))
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))


def test_the_start_page_comes_first_whatever_the_address(given_a_tablet):
    given_a_tablet.opens("result")

    assert given_a_tablet.heading == TEXTS("tablet.start_heading")
    assert given_a_tablet.buttons == ["begin", "have-code"]


def test_whoever_begins_is_welcomed(given_a_tablet):
    given_a_tablet.begins()

    assert given_a_tablet.heading == TEXTS("welcome.heading")
    assert given_a_tablet.buttons == ["adult", "under-age", "adult-below"]


def test_that_someone_helped_is_told_to_the_specialist(given_a_tablet):
    given_a_tablet.is_at_the_check().says_that_someone_helped().taps("show-result")

    assert TEXTS("tablet.helped_said") in given_a_tablet.reads


def test_nobody_is_said_to_have_helped_who_did_not(given_a_tablet):
    given_a_tablet.is_at_the_check().taps("show-result")

    assert given_a_tablet.heading == HEADLINE
    assert TEXTS("tablet.helped_said") not in given_a_tablet.reads


def test_that_someone_helped_stays_ticked_until_it_is_unticked(given_a_tablet):
    given_a_tablet.is_at_the_check().says_that_someone_helped()
    given_a_tablet.taps("show-result").taps("back-result").taps("change-throat").continues()
    box = given_a_tablet.app.checkbox(key="helped")
    assert box.value

    box.uncheck().run()
    given_a_tablet.taps("show-result")
    assert TEXTS("tablet.helped_said") not in given_a_tablet.reads


def test_whoever_is_done_is_asked_for_the_tablet_and_leaves_nothing_on_it(given_a_tablet):
    given_a_tablet.is_at_the_check().says_that_someone_helped().taps("show-result").taps("done")

    assert given_a_tablet.heading == TEXTS("tablet.handed_heading")
    assert given_a_tablet.buttons == ["next-person"]
    visit = given_a_tablet.visit
    assert visit == Visit(HANDED_BACK, tablet="front-desk", turn=visit.turn)
    stored = given_a_tablet.app.session_state.to_dict()
    assert not [key for key in stored if key == "helped" or key.startswith(("choices-", "answer-"))]
    assert not [level for level in JAW_AND_NECK.values() if repr(level) in repr(stored)]


def test_there_is_one_way_only_to_end_a_visit_on_a_tablet(given_a_tablet):
    given_a_tablet.is_at_the_check().taps("show-result")

    assert "done" in given_a_tablet.buttons
    assert "again" not in given_a_tablet.buttons


def test_the_next_person_finds_the_start_page_and_nothing_chosen(given_a_tablet):
    given_a_tablet.is_at_the_check().says_that_someone_helped()
    given_a_tablet.taps("show-result").taps("done").taps("next-person")
    assert given_a_tablet.heading == TEXTS("tablet.start_heading")
    assert given_a_tablet.visit.step == NEXT_PERSON, "the browser is not told to leave the page"

    given_a_tablet.taps("begin").starts()
    for question in QUESTIONNAIRE.questions:
        assert not (given_a_tablet.chosen if question.counts else given_a_tablet.ticked)
        given_a_tablet.answers(JAW_AND_NECK[question.id]).continues()
    assert not given_a_tablet.app.checkbox(key="helped").value


def test_at_home_there_is_nothing_of_a_tablet(patient):
    patient.opens()
    assert patient.heading == TEXTS("welcome.heading")

    patient.starts().answers_all(JAW_AND_NECK)
    assert patient.heading == TEXTS("check.heading")
    assert not patient.app.checkbox

    patient.taps("show-result")
    assert TEXTS("tablet.helped_said") not in patient.reads
    assert "again" in patient.buttons
    assert "done" not in patient.buttons


def test_under_18_on_a_tablet_ends_kindly(given_a_tablet):
    given_a_tablet.begins().taps("under-age")

    assert given_a_tablet.heading == TEXTS("under_age.heading")
    assert given_a_tablet.buttons == ["start"]


def test_after_someone_under_18_the_tablet_waits_for_the_next_person(given_a_tablet):
    given_a_tablet.begins().taps("under-age").taps("start")

    assert given_a_tablet.heading == TEXTS("tablet.start_heading")
    visit = given_a_tablet.visit
    assert visit == Visit(TABLET_START, tablet="front-desk", turn=visit.turn)
    assert given_a_tablet.taps("begin").heading == TEXTS("welcome.heading")


@pytest.mark.parametrize("name", ["front-desk", "Room_2", "7", "x" * 40])
def test_a_tablet_is_called_what_its_address_says(given_a_tablet, name):
    assert given_a_tablet.opens(name=name).visit.tablet == name


@pytest.mark.parametrize("name", ["", " ", "front desk", "desk\n", "é", "<b>", "../x", "x" * 41])
def test_a_name_that_does_not_fit_gives_way_to_a_plain_one(given_a_tablet, name):
    assert given_a_tablet.opens(name=name).visit.tablet == tablet.ANY


def test_where_every_visit_is_on_a_tablet_no_address_is_needed(patient, always_on_a_tablet):
    patient.opens()

    assert patient.heading == TEXTS("tablet.start_heading")
    assert patient.app.session_state["visit"].tablet == tablet.ANY


def test_where_every_visit_is_on_a_tablet_it_may_have_a_name(given_a_tablet, always_on_a_tablet):
    assert given_a_tablet.opens().visit.tablet == "front-desk"


def test_the_shipped_file_says_what_holds_where_a_clinic_says_nothing(tmp_path):
    clinic = copied_to(tmp_path) / "clinic.yaml"
    text, tablets, _ = clinic.read_text().partition("\ntablets:")
    clinic.write_text(text)

    assert tablets
    assert DEFINITION.clinic.tablets == Tablets(idle=120, countdown=30, code_minutes=15)
    assert load(tmp_path).clinic.tablets == DEFINITION.clinic.tablets
