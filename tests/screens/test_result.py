"""The result holds its parts in one order, whatever the suggestion, and nothing is folded."""

import re
from html import escape
from urllib.parse import quote

import pytest

from assessment.drawing.dots import row_of_dots
from assessment.model.procedure import ON_CARDS
from assessment.model.steps import FROM_RESULT, RESULT
from assessment.rule import wording
from assessment.rule.suggest import suggest
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK, NO_SIGNS, ONE_FOR_EACH
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS

PARTS = [
    QUESTIONNAIRE.advice,
    *(TEXTS(f"result.{part}_heading") for part in ("gains", "effects", "options", "visit", "keep")),
]
ON_PAPER = [TEXTS(f"result.{page}_heading") for page in ("told", "compare", "works", "about")]


@pytest.fixture(params=ONE_FOR_EACH)
def given(request):
    return ONE_FOR_EACH[request.param]


@pytest.fixture
def result(given, patient):
    return patient.comes_back_to(Visit(RESULT, given, adult=True, turn=20))


def between(patient, start, end):
    """Return the lines of the page between two of its own lines."""
    lines = [line for line in patient.reads.splitlines() if line]
    at = lines.index(start)
    return lines[at + 1 : lines.index(end, at)]


def test_the_parts_stand_in_their_order_and_then_the_pages_for_the_print(result):
    assert result.headings == [result.heading, *PARTS, *ON_PAPER]


def test_the_first_part_says_all_that_a_person_must_not_miss(given, result):
    suggestion = suggest(QUESTIONNAIRE, given)
    first = "\n".join(between(result, QUESTIONNAIRE.advice, TEXTS("result.gains_heading")))

    assert suggestion.because in first
    assert wording.first_doubt(DEFINITION, suggestion) in first
    for harm in DEFINITION.evidence.harms:
        if harm.figure:
            assert wording.figure_number(DEFINITION, harm.figure) in first
            assert harm.figure.say in first
    for option in DEFINITION.procedures:
        assert (option.name in first.splitlines()[-1]) == (option.id != suggestion.suggestion)


def test_a_close_call_says_between_which_results_it_lies_and_not_how_to_get_the_other(patient):
    suggestion = suggest(QUESTIONNAIRE, JAW_AND_NECK)
    others = {call.would_suggest for call in suggestion.close_calls}
    assert others
    sentence = wording.close_call_sentence(DEFINITION, suggestion)

    for each in (suggestion.suggestion, *others):
        assert wording.result_name(DEFINITION, each) in sentence
    assert not [each.name for each in QUESTIONNAIRE.questions if each.name in sentence]
    assert sentence in patient.comes_back_to(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20)).reads


def test_harms_are_told_group_by_group_before_anything_can_be_kept_and_never_folded(result):
    told = between(result, TEXTS("result.effects_heading"), TEXTS("result.options_heading"))
    names = [harm.name for harm in DEFINITION.evidence.harms]

    assert [line for line in told if line in names] == names
    for harm in DEFINITION.evidence.harms:
        assert all(each.say in told for each in harm.says)
    assert not result.app.expander
    assert not result.app.tabs
    assert "<details" not in result.html
    assert result.reads.index(names[-1]) < result.reads.index(TEXTS("result.keep_heading"))


def test_what_went_well_for_others_is_told_with_its_sources_and_never_without_what_went_wrong(
    result,
):
    told = between(result, TEXTS("result.gains_heading"), TEXTS("result.effects_heading"))

    assert [line for line in told if line.strip() and "[" not in line] == [
        gain.said.say for gain in DEFINITION.evidence.gains
    ]
    assert quote(row_of_dots(20, 24), safe=" =/:;,()'") in result.html


def test_a_figure_that_is_part_of_another_is_drawn_inside_it_alone(result):
    for figure in DEFINITION.evidence.figures:
        drawn = TEXTS(
            "result.effects_picture", count=figure.most, of=f"{figure.of:,}", say=figure.say
        )
        assert (f'alt="{escape(drawn)}' in result.html) == (not figure.part_of)
        if figure.part_of:
            part = TEXTS("result.effects_part", count=figure.count, say=figure.say)
            assert re.search(f'alt="[^"]*{escape(part)}', result.html)
            assert part in result.reads.splitlines()


def test_all_options_are_cards_of_one_form_and_the_suggested_one_is_like_the_others(result):
    html = result.html
    start = html.index(TEXTS("result.options_heading"))
    cards = re.findall(
        r'<div class="option">(.*?)</ul></div>', html[start : html.index("</section>", start)]
    )

    forms = {
        re.sub(r">[^<]+<", "><", re.sub(r' <span class="cited">.*?</span>', "", each))
        for each in cards
    }
    assert len(cards) == len(DEFINITION.procedures)
    assert len(forms) == 1
    for card, option in zip(cards, DEFINITION.procedures):
        assert option.name in card
        assert all(escape(option.in_short[row].say) in card for row in ON_CARDS)


def test_the_questions_that_fit_the_suggestion_stand_there_and_those_of_no_other(given, result):
    suggestion = suggest(QUESTIONNAIRE, given)
    asked = wording.asks(DEFINITION, suggestion)

    assert wording.ask_heading(DEFINITION, suggestion) in result.reads
    for name, outcome in QUESTIONNAIRE.outcomes.items():
        for each in outcome.ask:
            assert (each in result.reads) == (name == suggestion.suggestion)
    assert all(each in result.reads for each in asked)
    assert all(each in result.reads for each in TEXTS("result.next").splitlines())


def test_the_result_leads_to_every_page_of_its_own_and_each_leads_back(patient):
    patient.comes_back_to(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20))
    headline = patient.heading

    for page, heading in zip(FROM_RESULT, ON_PAPER, strict=True):
        assert patient.taps(page).heading == heading
        assert patient.taps("back-last").heading == headline
        assert patient.taps(page).taps("back-first").heading == headline


def test_notes_are_for_the_specialist_each_with_its_reason(patient):
    patient.sees_result(JAW_AND_NECK)

    health = QUESTIONNAIRE["medical"]
    assert health.tell["smoke"] in patient.reads
    assert health.tell["thinners"] not in patient.reads, "a note that nobody took"


def test_blank_notes_are_said_to_be_blank(patient):
    patient.sees_result({**NO_SIGNS, "medical": (), "dreams": ()})

    assert TEXTS("result.tell_none") in patient.reads
