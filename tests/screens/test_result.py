"""The result holds everything, in one order, whatever the suggestion."""

from html import escape

import pytest

from assessment.model.procedure import ROWS
from tests.answer_sets import JAW_AND_NECK, NO_SIGNS, ONE_FOR_EACH
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS

SECTIONS = [
    QUESTIONNAIRE.advice,
    *(
        TEXTS(f"result.{section}_heading")
        for section in ("criteria", "effects", "options", "tell", "ask", "keep", "about")
    ),
]


@pytest.fixture(params=ONE_FOR_EACH)
def result(request, patient):
    return patient.sees_result(ONE_FOR_EACH[request.param])


def test_every_section_stands_in_its_place(result):
    assert [heading for heading in result.headings if heading in SECTIONS] == SECTIONS
    assert result.headings[0] == result.heading, "something stands before the suggestion"


def test_every_option_is_told_in_every_row_in_the_same_order(result):
    names = [option.name for option in DEFINITION.procedures]
    lines = [line for line in result.reads.splitlines() if line]
    start = lines.index(TEXTS("result.options_heading"))
    end = lines.index(TEXTS("result.tell_heading"))

    assert [line for line in lines[start:end] if line in names] == names * len(ROWS)
    for option in DEFINITION.procedures:
        for row in ROWS:
            assert all(said.say in lines[start:end] for said in option.rows[row])


def test_every_number_is_told_in_words_and_as_dots_and_behind_no_click(result):
    for figure in DEFINITION.evidence.figures:
        most = figure.up_to or figure.count
        drawn = TEXTS("result.effects_picture", count=most, of=f"{figure.of:,}", say=figure.say)
        assert f'alt="{escape(drawn)}"' in result.html
        assert figure.meaning in result.reads
    assert not result.app.expander
    assert not result.app.tabs


def test_every_criterion_is_marked_in_words(result):
    marks = [TEXTS(f"result.criteria_{state}") for state in ("met", "not_met", "not_sure")]
    lines = [line for line in result.reads.splitlines() if line]

    for criterion in QUESTIONNAIRE.criteria:
        assert lines[lines.index(criterion.say) + 1] in marks


def test_the_questions_to_ask_and_the_sources_are_all_there(result):
    for line in TEXTS("result.ask").splitlines():
        assert line in result.reads
    for source in DEFINITION.evidence.sources:
        assert source.cite in result.reads


def test_notes_are_for_the_specialist_each_with_its_reason(patient):
    patient.sees_result(JAW_AND_NECK)

    health = QUESTIONNAIRE["medical"]
    assert health.tell["smoke"] in patient.reads
    assert health.tell["thinners"] not in patient.reads, "a note that nobody took"


def test_blank_notes_are_said_to_be_blank(patient):
    patient.sees_result({**NO_SIGNS, "medical": (), "dreams": ()})

    assert TEXTS("result.tell_none") in patient.reads
