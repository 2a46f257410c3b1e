"""The whole way in a real browser: where the focus is, what the tab says, Back and Forward."""

import re

import pytest
from playwright.sync_api import expect

from assessment.model.steps import CHECK, FROM_RESULT, RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import QUESTIONNAIRE, QUESTIONS, TEXTS

FIRST, SECOND, *_ = QUESTIONS
HEADLINE = QUESTIONNAIRE.outcomes["large_lift"].headline


def test_every_page_begins_at_its_heading_and_says_how_far_it_is(someone):
    person = someone().opens().says_they_are_under_18()
    begins_at_heading(person, title=TEXTS("welcome.heading"))
    person.taps(TEXTS("under_age.start"))
    begins_at_heading(person)
    person.taps(TEXTS("welcome.adult"))
    begins_at_heading(person)
    person.continues()
    for number, question in enumerate(QUESTIONS, start=1):
        person.reads(question.ask)
        begins_at_heading(person)
        progress = TEXTS("question.progress", number=number, total=len(QUESTIONS))
        expect(person.page.get_by_text(progress, exact=True)).to_be_visible()
        expect(person.page.get_by_role("radio", checked=True)).to_have_count(0)
        if question.counts:
            person.chooses(question.words(question.level_ids[-1]))
        person.continues()
    person.reads(TEXTS("check.heading"))
    begins_at_heading(person)
    person.shows_the_result()
    begins_at_heading(person, title=TEXTS("result.eyebrow"))


def begins_at_heading(person, title=None):
    expect(person.heading).to_be_focused()
    expect(person.heading).to_be_in_viewport(ratio=1)
    named = title or person.heading.inner_text()
    expect(person.page).to_have_title(TEXTS("page.step_title", heading=named))
    assert person.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_a_missing_answer_is_announced_and_nothing_advances(someone):
    person = someone().opens().starts().continues()

    error = person.page.get_by_role("alert")
    expect(error).to_contain_text(TEXTS("question.missing"))
    expect(error).to_be_focused()
    expect(error).to_be_in_viewport(ratio=1)
    expect(person.heading).to_have_text(FIRST.ask)
    expect(person.page).to_have_title(TEXTS("page.error_title", heading=FIRST.ask))
    choices = person.page.get_by_role("radiogroup")
    expect(choices).to_have_attribute("aria-invalid", "true")
    expect(choices).to_have_accessible_description(re.compile(TEXTS("question.missing")))

    person.chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    expect(error).to_have_count(0)


def test_the_answers_to_choose_from_keep_their_name_and_hint_on_a_slow_tablet(someone):
    rest, medical = QUESTIONNAIRE["rest"], QUESTIONNAIRE["medical"]
    person = someone("tablet").comes_back_with(Visit(rest.id, JAW_AND_NECK, adult=True, turn=20))
    expect(person.page.get_by_role("radiogroup", name=rest.ask)).to_be_visible()
    slow = person.page.context.new_cdp_session(person.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    person.continues()

    group = person.page.get_by_role("group", name=medical.ask)
    expect(group.get_by_role("checkbox")).to_have_count(len(medical.levels))
    expect(group).to_have_accessible_description(medical.hint)


def test_back_and_change_keep_answers(someone):
    person = someone().comes_back_with(Visit(CHECK, JAW_AND_NECK, adult=True, turn=20))
    person.changes("chin")
    expect(person.choice(QUESTIONNAIRE["chin"].words("marked"))).to_be_checked()

    person.chooses(QUESTIONNAIRE["chin"].words("heavy")).continues()
    person.reads(TEXTS("check.heading"))
    expect(person.main).to_contain_text(QUESTIONNAIRE["chin"].words("heavy"))
    expect(person.main).not_to_contain_text(QUESTIONNAIRE["chin"].words("marked"))

    person.goes_back().goes_back().reads(QUESTIONNAIRE["medical"].ask)
    for level in JAW_AND_NECK["medical"]:
        expect(person.choice(QUESTIONNAIRE["medical"].words(level))).to_be_checked()


def test_the_browsers_back_and_forward_move_between_questions_and_keep_answers(someone):
    person = someone().opens().starts()
    person.chooses(FIRST.words("slight")).continues()
    person.chooses(SECOND.words("heavy")).continues()

    person.goes_back_in_the_browser().reads(SECOND.ask)
    expect(person.choice(SECOND.words("heavy"))).to_be_checked()
    person.goes_back_in_the_browser().reads(FIRST.ask)
    expect(person.choice(FIRST.words("slight"))).to_be_checked()
    person.goes_forward_in_the_browser().reads(SECOND.ask)
    expect(person.choice(SECOND.words("heavy"))).to_be_checked()
    begins_at_heading(person)


@pytest.mark.parametrize("step", FROM_RESULT)
def test_a_page_of_its_own_has_its_way_back_and_a_reload_comes_back_to_it(someone, step):
    person = someone().comes_back_with(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20))
    person.opens_from_the_result(step)
    begins_at_heading(person)
    heading = person.heading.inner_text()
    expect(person.page).to_have_url(re.compile(f"step={step}$"))

    person.goes_back_in_the_browser().reads(HEADLINE)
    person.goes_forward_in_the_browser().reads(heading)
    person.page.reload()
    person.reads(heading).goes_back_to_the_result().reads(HEADLINE)


def test_the_browsers_back_runs_the_page_once(someone):
    person, sent = someone(), []
    person.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame))
    )
    person.opens().starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    before = len(sent)

    person.goes_back_in_the_browser().reads(FIRST.ask)

    assert len(sent) == before + 1


def test_two_quick_taps_on_back_land_where_the_address_says(someone):
    person = someone().opens().starts()
    person.chooses(FIRST.words("slight")).continues()
    person.chooses(SECOND.words("heavy")).continues().reads(QUESTIONS[2].ask)

    person.page.evaluate("history.back(); setTimeout(() => history.back(), 5)")
    expect(person.heading).to_have_text(FIRST.ask)
    expect(person.page).to_have_url(re.compile(f"step={FIRST.id}$"))
    person.goes_forward_in_the_browser().reads(SECOND.ask)
    person.goes_forward_in_the_browser().reads(QUESTIONS[2].ask)
    expect(person.page).to_have_url(re.compile(f"step={QUESTIONS[2].id}$"))


def test_two_quick_taps_on_continue_turn_one_page(someone):
    person = someone().opens().starts().chooses(FIRST.words("slight"))

    person.button(TEXTS("buttons.continue")).dblclick()

    person.reads(SECOND.ask)
    expect(person.page.get_by_role("alert")).to_have_count(0)


def test_the_browsers_back_shows_nothing_of_a_visit_that_was_wiped(someone):
    person = someone().sees_the_result_of(JAW_AND_NECK).reads(HEADLINE)
    person.goes_back_in_the_browser().reads(TEXTS("check.heading"))
    person.goes_forward_in_the_browser().reads(HEADLINE)
    person.starts_again()

    for _ in range(3):
        person.goes_back_in_the_browser().reads(TEXTS("welcome.heading"))
        expect(person.main).not_to_contain_text(HEADLINE)
    person.starts().reads(FIRST.ask)
    expect(person.page.get_by_role("radio", checked=True)).to_have_count(0)


def test_two_people_at_once_do_not_mix(someone):
    one, other = someone("phone").opens().starts(), someone("tablet").opens().starts()
    one.chooses(FIRST.words("slight"))
    other.chooses(FIRST.words("heavy"))
    one.continues()

    other.reads(FIRST.ask)
    expect(other.choice(FIRST.words("heavy"))).to_be_checked()
    one.goes_back().reads(FIRST.ask)
    expect(one.choice(FIRST.words("slight"))).to_be_checked()
    expect(one.choice(FIRST.words("heavy"))).not_to_be_checked()
