"""Answers lead to each suggestion, and to what goes with it."""

import pytest

from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.answer_sets import (
    JAW_AND_NECK,
    LINES_ALONE,
    NECK_MAKES_NO_DIFFERENCE,
    NO_SIGNS,
    ONE_FOR_EACH,
    UNSURE_OF_NECK,
)
from tests.definition_files import copied_to
from tests.screens.patient import QUESTIONNAIRE, TEXTS

HEADLINES = {name: outcome.headline for name, outcome in QUESTIONNAIRE.outcomes.items()}


@pytest.mark.parametrize("suggestion", ONE_FOR_EACH)
def test_answers_lead_to_their_suggestion_and_to_no_other(patient, suggestion):
    patient.sees_result(ONE_FOR_EACH[suggestion])

    assert patient.heading == HEADLINES[suggestion]
    others = [headline for name, headline in HEADLINES.items() if name != suggestion]
    assert not any(headline in patient.reads for headline in others)


def test_deep_lines_without_sagging_point_toward_no_lift(patient):
    patient.sees_result(LINES_ALONE)

    assert patient.heading == HEADLINES["neither"]


def test_the_reasons_are_the_persons_own_answers_and_nobody_elses(patient):
    patient.sees_result(JAW_AND_NECK)

    jawline = QUESTIONNAIRE["chin"]
    said, unsaid = (
        TEXTS("result.own_answer", name=jawline.name, answer=jawline.words(level))
        for level in ("marked", "heavy")
    )
    assert said in patient.reads
    assert unsaid not in patient.reads


def test_being_unsure_of_what_matters_is_named_and_points_nowhere(patient):
    patient.sees_result(UNSURE_OF_NECK)

    assert patient.heading == HEADLINES["unclear"]
    assert TEXTS("result.unsure", names=QUESTIONNAIRE["throat"].name) in patient.reads
    assert HEADLINES["large_lift"] not in patient.reads


def test_being_unsure_of_what_makes_no_difference_is_said_and_changes_nothing(patient):
    patient.sees_result(NECK_MAKES_NO_DIFFERENCE)

    assert patient.heading == HEADLINES["large_lift"]
    assert TEXTS("result.tried", names=QUESTIONNAIRE["throat"].name) in patient.reads


def test_a_pregnancy_is_spoken_of_above_the_suggestion(patient):
    patient.sees_result({**JAW_AND_NECK, "medical": ("expecting",)})

    (waits,) = (remark for remark in QUESTIONNAIRE.remarks if remark.first)
    assert patient.reads.index(waits.say) < patient.reads.index(patient.heading)


def test_any_option_may_be_suggested_by_files_alone(patient, tmp_path, monkeypatch):
    file = copied_to(tmp_path) / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    words = words.replace("suggest: neither\n", "suggest: threads\n")
    words = words.replace("suggest: neither,", "suggest: threads,")
    headline = "Your answers point toward threads"
    words = words.replace(
        "  neither: {", f"  threads: {{ headline: {headline}, meaning: They draw. }}\n  neither: {{"
    )
    file.write_text(words, encoding="utf-8")
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(tmp_path))

    patient.comes_back_to(Visit(RESULT, NO_SIGNS, adult=True, turn=20))

    assert patient.heading == headline
    assert HEADLINES["neither"] not in patient.reads
