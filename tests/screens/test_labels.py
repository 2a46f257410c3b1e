"""What stands on buttons, beside boxes and on choices: a clinic's own words, as they are."""

import re
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from assessment.model.questionnaire import Question
from assessment.model.steps import ASIDE, FROM_RESULT, RESULT, steps
from assessment.model.text_keys import LABELS
from screens.journey import Visit
from screens.question import _label
from serving import markup
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS, Patient

FIRST = next(question for question in QUESTIONNAIRE.questions if question.counts)


def words_of_questions():
    for question in QUESTIONNAIRE.questions:
        yield from (question.ask, question.name)
        yield from (question.words(choice) for choice in question.choices)


def looks(words):
    """Return the words with what is filled in as a pattern."""
    return re.sub(r"\\{\w+\\}", ".*", re.escape(markup.label(words)))


CHANGE = rf"{looks(TEXTS('check.change'))} \*{looks(TEXTS.by_key['check.change_about'])}\*"
ALLOWED = re.compile("|".join([CHANGE, *map(looks, [*words_of_questions(), *map(TEXTS, LABELS)])]))


@pytest.mark.parametrize(
    ("step", "tablet", "wiping"),
    [
        *product([*steps(QUESTIONNAIRE), *FROM_RESULT, *ASIDE], ["", "front-desk"], [False]),
        (RESULT, "", True),
    ],
)
def test_nothing_stands_on_a_button_or_beside_a_box_that_check_has_not_looked_at(
    step, tablet, wiping
):
    visit = Visit(step=step, answers=JAW_AND_NECK, adult=True, turn=3, tablet=tablet, wiping=wiping)
    app = Patient().comes_back_to(visit).app

    labels = [each.label for each in (*app.button, *app.checkbox, *app.radio)]

    assert labels
    assert [label for label in labels if not ALLOWED.fullmatch(label)] == []


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("A *soft* neck_line", r"A \*soft* neck_line"),
        ("[see](x) <b>it</b> `a` ~b~", r"\[see](x) \<b>it\</b> \`a` \~b~"),
        (":red[a] $b$ &amp; \\c \\*", r"\:red\[a] \$b$ \&amp; \c \\*"),
        ("- one\n\n# two", r"\- one # two"),
        ("    four blanks", "four blanks"),
        (
            "Creams & fillers, 5 < 6, $7, a * b: at 8:00",
            "Creams & fillers, 5 < 6, $7, a * b: at 8:00",
        ),
    ],
)
def test_words_are_escaped_where_markdown_would_read_more_in_them(words, markdown):
    assert markup.label(words) == markdown


def test_a_choice_is_told_by_its_id_though_two_had_the_same_words():
    levels = MappingProxyType({"mild": "Soft", "severe": "Soft"})
    question = Question("chin", "sign", "Chin", "How is it?", levels, not_sure="Soft")

    labels = [_label(DEFINITION, question, choice) for choice in question.choices]

    assert len(set(labels)) == 3
    for choice, label in zip(question.choices, labels, strict=True):
        assert choice in label


def test_choices_with_pictures_are_told_by_their_pictures_though_two_had_the_same_words():
    levels = MappingProxyType(dict.fromkeys(FIRST.level_ids, "Soft"))
    question = replace(FIRST, levels=levels, not_sure="Soft")

    labels = [_label(DEFINITION, question, choice) for choice in question.choices]

    assert question.picture
    assert len(set(labels)) == len(FIRST.choices)


@pytest.mark.parametrize("forged", ["", "severe", "dropped tables", "\x1b[2J", "x" * 5000])
def test_a_choice_that_was_never_offered_is_no_answer(forged):
    patient = Patient().comes_back_to(Visit(step=FIRST.id, adult=True, turn=2))
    (radio,) = patient.app.radio

    patient.app._run(WidgetStates(widgets=[WidgetState(id=radio.id, string_value=forged)]))

    assert not patient.app.exception
    assert patient.visit.answers == {}
    patient.taps(f"continue-{FIRST.id}")
    assert patient.visit.step == FIRST.id
    assert patient.visit.missing


def test_a_forged_choice_does_not_undo_the_one_that_was_made():
    patient = Patient().comes_back_to(Visit(step=FIRST.id, adult=True, turn=2))
    patient.chooses(FIRST.level_ids[1])
    (radio,) = patient.app.radio

    patient.app._run(WidgetStates(widgets=[WidgetState(id=radio.id, string_value="forged")]))

    assert not patient.app.exception
    assert patient.visit.answers == {FIRST.id: FIRST.level_ids[1]}
