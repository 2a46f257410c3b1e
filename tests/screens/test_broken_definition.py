"""A broken definition never reaches a patient."""

import pytest

from assessment.loading import load
from assessment.model.faults import DefinitionError
from screens import error_page
from serving import served_definition
from tests.definition_files import broken_in, copied_to


@pytest.fixture
def broken(tmp_path, monkeypatch):
    broken_in(tmp_path)
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))
    served_definition._loaded.cache_clear()
    yield tmp_path
    served_definition._loaded.cache_clear()


def test_a_patient_sees_the_calm_page_and_no_fault(patient, broken):
    patient.opens()

    assert patient.heading == error_page.text("page.sorry_title")
    assert not patient.app.exception
    for inside in (".yaml", "Traceback", "Error", "line", "uncler", str(broken)):
        assert inside not in patient.reads


def test_a_rule_that_fails_a_check_of_its_clinic_is_never_served(patient, tmp_path, monkeypatch):
    file = copied_to(tmp_path) / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("only: [large_lift]", "only: [small_lift]"), encoding="utf-8")
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))

    patient.opens()

    assert patient.heading == error_page.text("page.sorry_title")
    assert not patient.buttons
    with pytest.raises(DefinitionError, match="large_stays"):
        load(tmp_path)


def test_an_app_whose_every_sheet_would_fail_is_never_served(patient, tmp_path, monkeypatch):
    clinic = copied_to(tmp_path) / "clinic.yaml"
    words = clinic.read_text(encoding="utf-8")
    clinic.write_text(words.replace("name: ", "name: \U0001f642 ", 1), encoding="utf-8")
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))

    patient.opens()

    assert load(tmp_path), "without a sheet, all is well"
    assert patient.heading == error_page.text("page.sorry_title")
    assert not patient.buttons


def test_a_patient_can_tap_nothing_there(patient, broken):
    patient.opens()

    assert not patient.buttons
    assert not patient.app.radio


def test_the_fault_is_known_all_the_same(broken):
    with pytest.raises(DefinitionError, match=r"questionnaire\.yaml:\d+: .*uncler"):
        load(broken)
