"""The way through the questionnaire as pure functions."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from assessment.model.steps import (
    ASIDE,
    CHECK,
    FROM_RESULT,
    MIRROR,
    RESULT,
    SHEET,
    UNDER_AGE,
    VISIT_CODE,
    WELCOME,
    asked_at,
    steps,
)
from screens.back_and_forward import at_requested_step, reachable
from screens.journey import (
    Export,
    Visit,
    after_age,
    after_back,
    after_continue,
    at_step,
    changing_answer,
    with_answer,
)
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import QUESTIONNAIRE

FIRST, SECOND, *_ = QUESTIONNAIRE.questions
LAST = QUESTIONNAIRE.questions[-1]
NEW = Visit()
ADULT = after_age(NEW, adult=True)
DONE = at_step(Visit(adult=True, answers=JAW_AND_NECK), CHECK)


def at(step, visit=ADULT):
    return at_step(visit, step)


def test_the_steps_are_the_questions_between_two_pages_before_and_three_after():
    assert steps(QUESTIONNAIRE)[:3] == (WELCOME, MIRROR, FIRST.id)
    assert steps(QUESTIONNAIRE)[-4:] == (LAST.id, CHECK, RESULT, SHEET)


def test_an_adult_goes_on_to_the_mirror_and_no_one_else_does():
    assert ADULT.step == MIRROR
    assert after_age(NEW, adult=False).step == UNDER_AGE


def test_only_the_first_page_is_reachable_before_someone_says_they_are_an_adult():
    visit = Visit(answers=JAW_AND_NECK)

    assert reachable(QUESTIONNAIRE, visit) == (WELCOME,)


@pytest.mark.parametrize("page", ASIDE)
def test_a_page_beside_the_way_is_left_by_no_address(page):
    assert at_requested_step(QUESTIONNAIRE, at(page, DONE), RESULT).step == page


def test_the_first_question_without_an_answer_is_the_last_one_reachable():
    visit = with_answer(ADULT, FIRST, "slight")

    assert reachable(QUESTIONNAIRE, visit)[-1] == SECOND.id
    assert CHECK not in reachable(QUESTIONNAIRE, visit)


def test_everything_is_reachable_once_everything_is_answered():
    everything = {*steps(QUESTIONNAIRE), *FROM_RESULT, VISIT_CODE}

    assert {*reachable(QUESTIONNAIRE, DONE)} == everything


@pytest.mark.parametrize("page", FROM_RESULT)
def test_a_page_of_its_own_is_reached_with_all_answers_alone_and_leads_back_to_the_result(page):
    there = at_requested_step(QUESTIONNAIRE, DONE, page)

    assert there.step == page
    assert after_back(QUESTIONNAIRE, there).step == RESULT
    assert at_requested_step(QUESTIONNAIRE, ADULT, page).step == FIRST.id
    assert at_requested_step(QUESTIONNAIRE, NEW, page).step == WELCOME


def test_an_address_leads_to_its_step_only_where_that_may_be_reached():
    assert at_requested_step(QUESTIONNAIRE, DONE, SECOND.id).step == SECOND.id
    assert at_requested_step(QUESTIONNAIRE, DONE, SHEET).step == SHEET
    assert at_requested_step(QUESTIONNAIRE, ADULT, RESULT).step == FIRST.id
    assert at_requested_step(QUESTIONNAIRE, ADULT, SHEET).step == FIRST.id
    assert at_requested_step(QUESTIONNAIRE, NEW, RESULT).step == WELCOME


def test_every_new_page_counts_as_one_turn_and_forgets_what_was_missing():
    missing = after_continue(QUESTIONNAIRE, at(FIRST.id))
    turned = at_step(missing, SECOND.id)

    assert missing.missing
    assert not turned.missing
    assert turned.turn == missing.turn + 1


def test_going_on_without_an_answer_stays_and_says_so():
    stayed = after_continue(QUESTIONNAIRE, at(FIRST.id))

    assert stayed.step == FIRST.id
    assert stayed.missing
    assert not stayed.answers


def test_going_on_with_an_answer_reaches_the_next_step():
    assert (
        after_continue(QUESTIONNAIRE, with_answer(at(FIRST.id), FIRST, "slight")).step == SECOND.id
    )


def test_going_on_without_a_note_keeps_the_blank_as_the_answer():
    went_on = after_continue(QUESTIONNAIRE, at(LAST.id))

    assert went_on.step == CHECK
    assert went_on.answers[LAST.id] == ()


def test_an_answer_is_added_and_the_visit_before_stays_as_it_was():
    before = at(FIRST.id)
    after = with_answer(before, FIRST, "slight")

    assert after.answers == {FIRST.id: "slight"}
    assert after.turn == before.turn
    assert not before.answers
    assert isinstance(after.answers, MappingProxyType)


def test_back_is_one_step_before_and_keeps_the_answers():
    back = after_back(QUESTIONNAIRE, at(SECOND.id, DONE))

    assert back.step == FIRST.id
    assert back.answers == JAW_AND_NECK


@pytest.mark.parametrize("way", [after_continue, after_back])
def test_a_change_leads_back_to_the_check_once(way):
    changed = way(QUESTIONNAIRE, changing_answer(DONE, FIRST))

    assert changed.step == CHECK
    assert not changed.changing


def test_a_change_without_an_answer_may_still_not_go_on():
    visit = changing_answer(Visit(adult=True), FIRST)

    assert after_continue(QUESTIONNAIRE, visit).missing


def test_a_question_is_asked_at_its_own_step_alone():
    assert asked_at(QUESTIONNAIRE, FIRST.id) is FIRST
    assert [
        step for step in (WELCOME, MIRROR, CHECK, RESULT, SHEET) if asked_at(QUESTIONNAIRE, step)
    ] == []


def test_the_sheet_comes_after_the_result_and_leads_back_to_it():
    sheet = after_continue(QUESTIONNAIRE, at(RESULT, DONE))

    assert sheet.step == SHEET
    assert after_back(QUESTIONNAIRE, sheet).step == RESULT


@pytest.mark.parametrize("step", [SHEET, RESULT, WELCOME])
def test_a_new_page_saves_and_prints_nothing_that_was_asked_for_on_the_page_before(step):
    wanting = replace(at(SHEET, DONE), export=Export("save_sheet", "b4c1f00d"))

    assert at_step(wanting, step).export is None


def test_the_code_stays_for_the_whole_visit_and_is_another_for_each():
    way = (after_back(QUESTIONNAIRE, DONE), changing_answer(DONE, FIRST), at(SHEET, DONE))

    assert {visit.reference for visit in way} == {DONE.reference}
    assert Visit().reference != Visit().reference
    assert after_age(DONE, adult=False).reference != DONE.reference


def test_someone_under_18_leaves_no_answer_behind():
    assert after_age(DONE, adult=False).answers == {}
    assert after_age(DONE, adult=True).answers == JAW_AND_NECK
