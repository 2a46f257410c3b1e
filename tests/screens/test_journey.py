"""The way through the questionnaire as pure functions."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from screens.journey import (
    CHECK,
    MIRROR,
    RESULT,
    SHEET,
    WELCOME,
    Visit,
    Wish,
    answered,
    asked_at,
    changing,
    follow,
    gone_back,
    gone_on,
    reachable,
    steps,
    told_age,
    turned_to,
)
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import QUESTIONNAIRE

FIRST, SECOND, *_ = QUESTIONNAIRE.questions
LAST = QUESTIONNAIRE.questions[-1]
NEW = Visit()
ADULT = told_age(NEW, adult=True)
DONE = turned_to(Visit(adult=True, answers=JAW_AND_NECK), CHECK)


def at(step, visit=ADULT):
    return turned_to(visit, step)


def test_the_steps_are_the_questions_between_two_pages_before_and_three_after():
    assert steps(QUESTIONNAIRE)[:3] == (WELCOME, MIRROR, FIRST.id)
    assert steps(QUESTIONNAIRE)[-4:] == (LAST.id, CHECK, RESULT, SHEET)


def test_an_adult_goes_on_to_the_mirror_and_no_one_else_does():
    assert ADULT.step == MIRROR
    assert told_age(NEW, adult=False).step == WELCOME


@pytest.mark.parametrize("adult", [None, False])
def test_only_the_first_page_is_reachable_before_someone_says_they_are_an_adult(adult):
    visit = Visit(adult=adult, answers=JAW_AND_NECK)

    assert reachable(QUESTIONNAIRE, visit) == (WELCOME,)


def test_the_first_question_without_an_answer_is_the_last_one_reachable():
    visit = answered(ADULT, FIRST, "mild")

    assert reachable(QUESTIONNAIRE, visit)[-1] == SECOND.id
    assert CHECK not in reachable(QUESTIONNAIRE, visit)


def test_everything_is_reachable_once_everything_is_answered():
    assert reachable(QUESTIONNAIRE, DONE) == steps(QUESTIONNAIRE)


def test_an_address_leads_to_its_step_only_where_that_may_be_reached():
    assert follow(QUESTIONNAIRE, DONE, SECOND.id).step == SECOND.id
    assert follow(QUESTIONNAIRE, DONE, SHEET).step == SHEET
    assert follow(QUESTIONNAIRE, ADULT, RESULT).step == FIRST.id
    assert follow(QUESTIONNAIRE, ADULT, SHEET).step == FIRST.id
    assert follow(QUESTIONNAIRE, NEW, RESULT).step == WELCOME


def test_every_new_page_counts_as_one_turn_and_forgets_what_was_missing():
    missing = gone_on(QUESTIONNAIRE, at(FIRST.id))
    turned = turned_to(missing, SECOND.id)

    assert missing.missing
    assert not turned.missing
    assert turned.turn == missing.turn + 1


def test_going_on_without_an_answer_stays_and_says_so():
    stayed = gone_on(QUESTIONNAIRE, at(FIRST.id))

    assert stayed.step == FIRST.id
    assert stayed.missing
    assert not stayed.answers


def test_going_on_with_an_answer_reaches_the_next_step():
    assert gone_on(QUESTIONNAIRE, answered(at(FIRST.id), FIRST, "mild")).step == SECOND.id


def test_going_on_without_a_note_keeps_the_blank_as_the_answer():
    went_on = gone_on(QUESTIONNAIRE, at(LAST.id))

    assert went_on.step == CHECK
    assert went_on.answers[LAST.id] == ()


def test_an_answer_is_added_and_the_visit_before_stays_as_it_was():
    before = at(FIRST.id)
    after = answered(before, FIRST, "mild")

    assert after.answers == {FIRST.id: "mild"}
    assert after.turn == before.turn
    assert not before.answers
    assert isinstance(after.answers, MappingProxyType)


def test_back_is_one_step_before_and_keeps_the_answers():
    back = gone_back(QUESTIONNAIRE, at(SECOND.id, DONE))

    assert back.step == FIRST.id
    assert back.answers == JAW_AND_NECK


@pytest.mark.parametrize("way", [gone_on, gone_back])
def test_a_change_leads_back_to_the_check_once(way):
    changed = way(QUESTIONNAIRE, changing(DONE, FIRST))

    assert changed.step == CHECK
    assert not changed.changing


def test_a_change_without_an_answer_may_still_not_go_on():
    visit = changing(Visit(adult=True), FIRST)

    assert gone_on(QUESTIONNAIRE, visit).missing


def test_a_question_is_asked_at_its_own_step_alone():
    assert asked_at(QUESTIONNAIRE, FIRST.id) is FIRST
    assert [
        step for step in (WELCOME, MIRROR, CHECK, RESULT, SHEET) if asked_at(QUESTIONNAIRE, step)
    ] == []


def test_the_sheet_comes_after_the_result_and_leads_back_to_it():
    sheet = gone_on(QUESTIONNAIRE, at(RESULT, DONE))

    assert sheet.step == SHEET
    assert gone_back(QUESTIONNAIRE, sheet).step == RESULT


@pytest.mark.parametrize("step", [SHEET, RESULT, WELCOME])
def test_a_new_page_meets_no_wish_of_the_page_before(step):
    wanting = replace(at(SHEET, DONE), wish=Wish("save", "b4c1f00d"))

    assert turned_to(wanting, step).wish is None


def test_the_code_stays_for_the_whole_visit_and_is_another_for_each():
    way = (gone_back(QUESTIONNAIRE, DONE), changing(DONE, FIRST), at(SHEET, DONE))

    assert {visit.reference for visit in way} == {DONE.reference}
    assert Visit().reference != Visit().reference
    assert told_age(DONE, adult=False).reference != DONE.reference


def test_someone_under_18_leaves_no_answer_behind():
    assert told_age(DONE, adult=False).answers == {}
    assert told_age(DONE, adult=True).answers == JAW_AND_NECK
