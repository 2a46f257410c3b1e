"""Every screen reads at grade 6 or lower, by two measures."""

from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import QUESTIONNAIRE, every_screen
from tests.browser.reading import grades, sentences

CHANGED_FROM_JAW_AND_NECK_ON = {
    "neither": {"jawline": "none", "neck": "none", "overall_sagging": "none"},
    "minimum_incision_partial_lift": {"neck": "mild"},
    "unclear": {"neck": "not_sure"},
}
"""Suggestion → the answers that lead to it, one after the other."""


def test_every_screen_and_every_result_is_easy_to_read(someone):
    person = someone()
    found = {screen: grades(person) for screen in every_screen(person, JAW_AND_NECK)}
    person.keeps_their_answers()
    for suggestion, changes in CHANGED_FROM_JAW_AND_NECK_ON.items():
        person.goes_back()
        for question, level in changes.items():
            person.changes_to(question, level)
        person.shows_the_result().reads(QUESTIONNAIRE.outcomes[suggestion].headline)
        found[suggestion] = grades(person)

    hard = [f"{screen}: {grade}" for screen, grade in found.items() if not grade.low_enough]
    assert not hard, "\n".join(hard)


def test_a_line_is_a_sentence_and_a_defined_word_is_left_out():
    read = sentences("Your neck\nA specialist can tell. Ask first!\n\n2")

    assert read == ["Your neck.", "A can tell.", "Ask first!", "2."]
