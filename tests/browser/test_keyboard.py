"""The whole way by keyboard alone, with the focus always in sight."""

from playwright.sync_api import expect

from assessment.model.steps import CHECK
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.keyboard import AtTheKeyboard
from tests.browser.person import QUESTIONNAIRE, QUESTIONS, TEXTS

FIRST = QUESTIONS[0]


def test_the_whole_way_takes_no_mouse(someone):
    person = someone(kind=AtTheKeyboard).sees_the_result_of(JAW_AND_NECK)
    person.reads(QUESTIONNAIRE.outcomes["large_lift"].headline)

    person.asks_to_start_again()
    expect(person.page.get_by_role("alert")).to_be_focused()
    expect(person.page.get_by_role("alert")).to_be_in_viewport()

    person.keeps_their_answers()
    expect(person.heading).to_be_focused()
    expect(person.page.get_by_role("alert")).to_have_count(0)

    person.starts_again()


def test_back_and_change_take_no_mouse(someone):
    person = someone(kind=AtTheKeyboard).comes_back_with(
        Visit(CHECK, JAW_AND_NECK, adult=True, turn=20)
    )
    person.changes_to("throat", "heavy")
    expect(person.main).to_contain_text(QUESTIONNAIRE["throat"].words("heavy"))
    expect(person.main).not_to_contain_text(QUESTIONNAIRE["throat"].words("marked"))

    person.goes_back().reads(QUESTIONS[-1].ask)
    for level in JAW_AND_NECK["dreams"]:
        expect(person.choice(QUESTIONS[-1].words(level))).to_be_checked()


def test_a_missing_answer_leaves_the_keyboard_at_the_error_before_the_answers(someone):
    person = someone(kind=AtTheKeyboard).opens().starts().continues()
    expect(person.page.locator("#error")).to_be_focused()

    person.page.keyboard.press("Tab")
    expect(person.page.get_by_role("radio").first).to_be_focused()
    expect(person.page.get_by_role("radio", checked=True)).to_have_count(0)


def test_choosing_with_the_arrows_never_moves_the_focus_away(someone):
    person = someone(kind=AtTheKeyboard).opens().starts()
    person.chooses(FIRST.words("heavy"))

    expect(person.choice(FIRST.words("heavy"))).to_be_focused()
    person.reads(FIRST.ask)


def test_the_first_tab_leads_past_everything_to_the_page(someone):
    person = someone(kind=AtTheKeyboard).opens()
    person.page.keyboard.press("Tab")
    person.sees_the_focus()
    person.page.keyboard.press("Enter")

    expect(person.main).to_be_focused()
    person.sees_the_focus()
    person.reads(TEXTS("welcome.heading"))
