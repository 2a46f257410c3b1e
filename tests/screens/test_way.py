"""The way through the questions: on, back, change, and what stops it."""

import pytest
import streamlit as st

from tests.answer_sets import JAW_AND_NECK, NO_SIGNS
from tests.screens.patient import QUESTIONNAIRE, TEXTS

FIRST, SECOND = QUESTIONNAIRE.questions[:2]
HEALTH, DREAMS = QUESTIONNAIRE["medical"], QUESTIONNAIRE["dreams"]


def test_nothing_is_chosen_before_the_person_chooses(patient):
    patient.opens().starts()
    for question in QUESTIONNAIRE.questions:
        assert not (patient.chosen if question.counts else patient.ticked)
        patient.answers(NO_SIGNS[question.id]).continues()


def test_back_keeps_every_answer(patient):
    patient.opens().starts().answers_all(JAW_AND_NECK).taps("back-check")
    for question in reversed(QUESTIONNAIRE.questions):
        assert patient.asked == question.id
        kept = patient.chosen if question.counts else tuple(patient.ticked)
        assert kept == JAW_AND_NECK[question.id]
        patient.goes_back()


def test_an_answer_that_was_chosen_counts_even_when_the_person_goes_back_at_once(patient):
    patient.opens().starts().chooses("slight").continues().chooses("heavy").goes_back()

    assert patient.asked == FIRST.id
    assert patient.continues().chosen == "heavy"


def test_a_missing_answer_is_told_and_nothing_advances(patient):
    patient.opens().starts().continues()

    assert patient.asked == FIRST.id
    assert TEXTS("question.missing") in patient.reads
    assert 'role="alert"' in patient.html
    assert patient.chosen is None, "an answer was chosen for the person"


def test_the_error_goes_once_there_is_an_answer(patient):
    patient.opens().starts().continues().chooses("slight")

    assert TEXTS("question.missing") not in patient.reads
    assert patient.continues().asked == SECOND.id


def test_notes_may_be_left_blank(patient):
    patient.opens().starts().answers_all({**NO_SIGNS, "medical": (), "dreams": ()})

    assert patient.heading == TEXTS("check.heading")
    assert patient.reads.count(TEXTS("check.skipped")) == 2


@pytest.fixture
def at_health(patient):
    patient.opens().starts()
    while patient.asked != HEALTH.id:
        patient.answers(NO_SIGNS[patient.asked]).continues()
    return patient


def test_a_choice_that_is_heard_of_after_continue_counts(patient):
    patient.opens().starts()
    first = patient.asked
    patient.app.radio(key=f"choices-{first}").set_value("heavy")

    patient.taps_before_the_rest_is_heard(f"continue-{first}")

    assert patient.asked == QUESTIONNAIRE.questions[1].id
    assert patient.taps(f"back-{patient.asked}").chosen == "heavy"


def test_ticks_that_are_heard_of_after_continue_count(at_health):
    for level in ("smoke", "scars"):
        at_health.app.checkbox(key=f"answer-{HEALTH.id}-{level}").check()

    at_health.taps_before_the_rest_is_heard(f"continue-{HEALTH.id}")

    assert at_health.goes_back().ticked == ["smoke", "scars"]


def test_a_tick_tells_the_browser_nothing_of_the_other_boxes(at_health):
    """What the person ticks meanwhile would be unticked by it."""
    at_health.ticks("smoke").ticks("scars")

    told = [box.key for box in at_health.app.checkbox if box.proto.set_value]
    assert told == []
    assert at_health.ticked == ["smoke", "scars"]


def test_a_tick_counts_that_comes_before_the_page_is_drawn_to_its_end(patient, monkeypatch):
    first, second, *_ = HEALTH.level_ids
    draw, drawn = st.checkbox, []

    def draw_two(*arguments, **options):
        if len(drawn) == 2:
            st.stop()
        drawn.append(draw(*arguments, **options))

    patient.opens().starts()
    with monkeypatch.context() as too_soon:
        too_soon.setattr(st, "checkbox", draw_two)
        while patient.asked != HEALTH.id:
            patient.answers(NO_SIGNS[patient.asked]).continues()
    assert len(patient.app.checkbox) == 2

    patient.ticks(second)

    assert patient.ticked == [second]
    assert patient.ticks(first).continues().goes_back().ticked == [first, second]


@pytest.mark.parametrize("alone", HEALTH.alone)
def test_what_stands_alone_unticks_the_others(at_health, alone):
    at_health.ticks("smoke").ticks("scars").ticks(alone)

    assert at_health.ticked == [alone]


@pytest.mark.parametrize("alone", HEALTH.alone)
def test_any_other_unticks_what_stands_alone(at_health, alone):
    at_health.ticks(alone).ticks("scars").ticks("smoke")

    assert at_health.ticked == ["smoke", "scars"]


@pytest.mark.parametrize("alone", HEALTH.alone)
def test_ticks_that_are_told_at_once_and_exclude_each_other_lose_nothing_that_was_said(
    at_health, alone
):
    for level in ("smoke", "scars", alone):
        at_health.app.checkbox(key=f"answer-{HEALTH.id}-{level}").check()
    at_health.app.run()

    assert at_health.ticked == ["smoke", "scars"]


def test_of_two_that_stand_alone_and_are_told_at_once_one_stays(at_health):
    for level in HEALTH.alone:
        at_health.app.checkbox(key=f"answer-{HEALTH.id}-{level}").check()
    at_health.app.run()

    assert at_health.ticked == [HEALTH.alone[0]]


@pytest.fixture
def at_dreams(at_health):
    return at_health.continues()


def test_of_a_note_no_more_can_be_ticked_than_may_be(at_dreams):
    for level in DREAMS.level_ids[: DREAMS.at_most]:
        assert TEXTS("question.full") not in at_dreams.reads
        at_dreams.ticks(level)

    boxes = {box.key: box for box in at_dreams.app.checkbox}
    closed = [level for level in DREAMS.level_ids if boxes[f"answer-{DREAMS.id}-{level}"].disabled]
    assert closed == list(DREAMS.level_ids[DREAMS.at_most :])
    assert TEXTS("question.full") in at_dreams.reads


def test_of_ticks_that_are_told_at_once_and_are_too_many_those_before_stay(at_dreams):
    *before, last = DREAMS.level_ids
    at_dreams.ticks(last)
    for level in before:
        at_dreams.app.checkbox(key=f"answer-{DREAMS.id}-{level}").check()
    at_dreams.app.run()

    assert len(at_dreams.ticked) == DREAMS.at_most
    assert last in at_dreams.ticked


def test_a_group_of_a_note_has_its_heading(at_health):
    assert [*HEALTH.headings.values()] == at_health.headings[1:]


def test_change_returns_to_the_check_and_the_new_answer_counts(patient):
    patient.opens().starts().answers_all(JAW_AND_NECK).taps("change-throat")
    assert patient.chosen == "marked"

    patient.chooses("nil").continues()
    assert patient.heading == TEXTS("check.heading")
    assert QUESTIONNAIRE["throat"].words("nil") in patient.reads
    assert QUESTIONNAIRE["throat"].words("marked") not in patient.reads

    patient.taps("show-result")
    assert patient.heading == QUESTIONNAIRE.outcomes["small_lift"].headline


def test_back_from_a_change_returns_to_the_check_too(patient):
    patient.opens().starts().answers_all(JAW_AND_NECK).taps("change-throat").goes_back()

    assert patient.heading == TEXTS("check.heading")


def test_back_from_the_result_keeps_it(patient):
    patient.sees_result(JAW_AND_NECK).taps("back-result")
    assert patient.heading == TEXTS("check.heading")

    patient.taps("show-result")
    assert patient.heading == QUESTIONNAIRE.outcomes["large_lift"].headline
