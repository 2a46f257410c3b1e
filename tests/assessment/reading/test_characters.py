"""Which texts can be shown as they stand, and which look the same."""

import pytest

from assessment.model.text_keys import LABELS, PLACES
from assessment.reading.characters import alike, unfit, unfit_on_a_button


@pytest.mark.parametrize(
    "text",
    [
        "Loose skin under the chin, with lines",
        "목주름 · 首のしわ · 颈部 · Hängt – sehr",
        "*Stars*, _lines_, `ticks`, <b>tags</b>, [brackets](of a link), $5 to $7, 50 % & more",
        "Line one\nline two",
        "가" * 500,
    ],
)
def test_what_a_screen_can_show_is_let_be(text):
    assert unfit(text) is None


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u200d",
        "\u2066",
        "\u202e",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x7f",
        "\ue000",
        "\ufe0f",
        "\u034f",
    ],
)
def test_what_nobody_sees_is_named_by_its_number(hidden):
    why = unfit(f"Loose{hidden} skin")

    assert f"U+{ord(hidden):04X}" in why.wrong
    assert hidden not in why.wrong


@pytest.mark.parametrize(
    "label",
    [
        *("At 8:00 or 9:30", "From 8:00-9:30:", "Note: a neck", "1. First", "# Head", "---", "> 5"),
        *("<b>Bold</b>", "**Bold**", "[a](b)", "![a](b)", ":red[a]", "$a$", "A & B", "under <5"),
    ],
)
def test_a_button_may_say_whatever_can_be_escaped(label):
    assert unfit_on_a_button(label) is None


@pytest.mark.parametrize(
    "label",
    [
        *(":material/home:", ":smile:", "so :+1:", "https://a.example", "see www.a.example"),
        *("write to a@b.example", "a -> b", "<- back", "a -- b", "a >= b"),
    ],
)
def test_a_button_may_not_say_what_would_be_shown_as_something_else(label):
    assert unfit_on_a_button(label).kind == "not-on-a-button"


def test_words_that_differ_in_capitals_blanks_or_forms_alone_look_the_same():
    assert alike(" Loose\tSKIN ") == alike("loose skin") == alike("ｌｏｏｓｅ skin")
    assert alike("Loose skin") != alike("Loose skins")


def test_every_label_is_a_text_of_the_screens():
    assert set(PLACES) >= LABELS
