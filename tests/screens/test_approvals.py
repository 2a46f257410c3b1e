"""Who answers for it is said on the first page and at the end of the result."""

import os
from pathlib import Path

import pytest

from assessment.loading import load
from assessment.rule.approval_wording import approval_in_short, who_answers_for_it
from tests.answer_sets import JAW_AND_NECK
from tests.definition_files import copied_to
from tests.screens.patient import DEFINITION, TEXTS

DEMONSTRATION = TEXTS("approval.demonstration")
NOBODY = TEXTS("approval.none")


@pytest.fixture
def demonstration(tmp_path, monkeypatch):
    """What is served is a demonstration, and nobody has approved it."""
    folder = copied_to(tmp_path)
    clinic = folder / "clinic.yaml"
    clinic.write_text(f"demonstration: true\n{clinic.read_text(encoding='utf-8')}")
    (folder / "approvals.yaml").write_text("format: 1\napprovals: []\n")
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(folder))
    return load(Path(os.environ["ASSESSMENT_FOLDER"]))


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_that_nobody_approved_says_both_before_the_first_question(patient):
    patient.opens()

    assert f"{DEMONSTRATION} {NOBODY}" in patient.reads
    assert patient.reads.index(NOBODY) < patient.reads.index(TEXTS("welcome.age"))


def test_a_demonstration_that_nobody_approved_says_both_with_the_result(patient, demonstration):
    patient.sees_result(JAW_AND_NECK)

    lines = patient.reads.splitlines()
    assert who_answers_for_it(demonstration) == [DEMONSTRATION, NOBODY]
    assert DEMONSTRATION in lines
    assert NOBODY in lines


def test_a_clinic_that_answers_for_it_is_named_and_so_is_who_approved_what(patient):
    patient.opens()

    assert f"{DEFINITION.clinic.behind} {approval_in_short(DEFINITION)}" in patient.reads
    assert DEMONSTRATION not in patient.reads
    assert NOBODY not in patient.reads


def test_with_the_result_stand_those_who_approved_it_and_that_they_have_seen_nobody(patient):
    patient.sees_result(JAW_AND_NECK)

    lines = patient.reads.splitlines()
    assert [each for each in who_answers_for_it(DEFINITION) if each not in lines] == []
    assert TEXTS("approval.not_about_you") in lines
    assert "Dr Ann Lee (plastic surgeon) on 20 November 2026" in patient.reads
    assert "Dr Bo Kim" not in patient.reads, "this approval no longer fits"
