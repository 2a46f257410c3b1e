"""Texts that tell how many there are of something."""

import pytest

from assessment.loading import load
from assessment.model.texts import Texts


def texts(**by_key):
    return Texts("en", {"numbers.words": "one two three", **by_key})


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "One of one"), (3, "Three of three"), (4, "4 of 4"), (0, "0 of 0")],
)
def test_a_count_is_written_in_words_as_far_as_there_are_words(count, words):
    told = texts(a="{Questions} of {questions}").with_counts({"questions": count})

    assert told("a") == words


def test_other_places_stay_until_they_are_filled_in():
    told = texts(a="{number} of {questions}").with_counts({"questions": 2})

    assert told("a", number=1) == "1 of two"


def test_the_screens_count_what_the_files_hold(definition):
    told = definition.texts

    assert "eleven" in told("welcome.does")
    assert "five" in told("result.options_lead"), "a fifth option is there, and is not counted"
    assert not [key for key, text in told.by_key.items() if "{options}" in text]


def test_one_question_less_is_counted_without_a_word_being_changed(folder):
    file = folder / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    start, end = words.index("  - id: rest\n"), words.index("  - id: medical\n")
    remark = words[words.index("  - remark: large_lift_and_rest") :].split("\n\n")[0]
    words = (words[:start] + words[end:]).replace(remark, "")
    file.write_text(words, encoding="utf-8")

    assert "ten" in load(folder).texts("welcome.does")


def test_a_number_is_written_in_words_where_there_are_words():
    told = Texts("en", {"numbers.words": "one two three"})

    assert [told.number(count) for count in (0, 1, 3, 4)] == ["0", "one", "three", "4"]
