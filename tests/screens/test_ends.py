"""How a visit ends early or begins anew: under 18, Start again, an address from elsewhere."""

import pytest

from assessment.model.steps import CHECK, RESULT
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import QUESTIONNAIRE, TEXTS


def test_under_18_ends_kindly_with_no_question_and_no_suggestion(patient):
    patient.opens().taps("under-age")

    assert patient.heading == TEXTS("under_age.heading")
    assert not patient.app.radio
    assert not patient.app.checkbox
    assert patient.buttons == ["start"]
    for outcome in QUESTIONNAIRE.outcomes.values():
        assert outcome.headline not in patient.reads


def test_someone_under_18_may_go_back_to_the_first_page(patient):
    patient.opens().taps("under-age").taps("start")

    assert patient.heading == TEXTS("welcome.heading")


def test_start_again_asks_first(patient):
    patient.sees_result(JAW_AND_NECK).taps("again")

    assert TEXTS("result.again_sure") in patient.reads
    assert patient.heading == QUESTIONNAIRE.outcomes["large_lift"].headline


def test_whoever_keeps_their_answers_keeps_them_all(patient):
    patient.sees_result(JAW_AND_NECK).taps("again").taps("keep-answers")

    assert TEXTS("result.again_sure") not in patient.reads
    assert dict(patient.app.session_state["visit"].answers) == dict(JAW_AND_NECK)


def test_start_again_leaves_no_answer_behind(patient):
    patient.sees_result(JAW_AND_NECK).taps("again").taps("wipe")

    assert patient.heading == TEXTS("welcome.heading")
    assert not patient.app.session_state["visit"].answers
    kept = patient.app.session_state.to_dict()
    assert not [key for key in kept if key.startswith(("choices-", "answer-"))]
    assert not [level for level in JAW_AND_NECK.values() if repr(level) in repr(kept)]


def test_the_next_person_finds_nothing_chosen(patient):
    patient.sees_result(JAW_AND_NECK).taps("again").taps("wipe").starts()

    for question in QUESTIONNAIRE.questions:
        assert not (patient.chosen if question.counts else patient.ticked)
        patient.answers(JAW_AND_NECK[question.id]).continues()


@pytest.mark.parametrize("step", [RESULT, CHECK, "throat", "no-such-step"])
def test_an_address_beyond_what_was_answered_falls_back(patient, step):
    patient.opens(step)

    assert patient.heading == TEXTS("welcome.heading")
    assert not patient.app.exception
