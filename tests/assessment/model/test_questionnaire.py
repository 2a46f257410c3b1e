"""What the screens ask of a loaded definition."""

import pytest


def test_a_choice_is_shown_in_its_own_words_and_not_sure_in_those_of_the_question(questionnaire):
    throat = questionnaire["throat"]

    assert throat.choices == (*throat.levels, "not_sure")
    assert [throat.words(level) for level in throat.levels] == list(throat.levels.values())
    assert throat.words("not_sure") == throat.not_sure
    assert "not_sure" not in throat.levels


def test_a_wish_has_no_choice_of_not_sure(questionnaire):
    assert questionnaire["strength"].choices == ("faint", "plain", "bold")
    assert questionnaire["strength"].not_sure is None


def test_a_question_that_is_not_asked_is_not_found(questionnaire):
    with pytest.raises(KeyError):
        questionnaire["elbow"]


def test_a_text_has_its_places_filled_in_and_no_other_text_changed(definition):
    told = definition.texts("question.progress", number=3, total=11)

    assert "3" in told
    assert "11" in told
    assert "{" not in told
    assert definition.texts("buttons.back") == definition.texts.by_key["buttons.back"]


def test_a_text_that_there_is_not_is_not_found(definition):
    with pytest.raises(KeyError):
        definition.texts("buttons.sideways")


def test_sources_are_numbered_from_one_in_the_order_they_stand(definition):
    numbers = definition.evidence.number_of

    assert list(numbers) == [source.id for source in definition.evidence.sources]
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
