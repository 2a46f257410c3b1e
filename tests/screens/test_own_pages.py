"""The pages that the result leads to: what stands on each, and all of them in the print."""

import pytest

from assessment.model.procedure import ROWS
from assessment.model.steps import (
    COMPARE,
    FROM_RESULT,
    HOW_A_LIFT_IS_DONE,
    RESULT,
    WHAT_YOU_TOLD_US,
    WHERE_THIS_COMES_FROM,
)
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS, Patient


def page(step, **more):
    return Patient().comes_back_to(Visit(step, JAW_AND_NECK, adult=True, turn=20, **more))


def lines_of(patient):
    return [line for line in patient.reads.splitlines() if line]


def test_every_option_is_compared_in_every_row_in_the_same_order():
    lines = lines_of(page(COMPARE))
    names = [option.name for option in DEFINITION.procedures]

    assert [line for line in lines if line in names] == names * len(ROWS)
    for option in DEFINITION.procedures:
        for row in ROWS:
            assert all(said.say in lines for said in option.rows[row])
        for step in option.healing_steps:
            assert step.when in lines
            assert step.said.say in lines


def test_every_criterion_is_marked_in_words_and_none_is_counted():
    lines = lines_of(page(WHAT_YOU_TOLD_US))
    marks = [TEXTS(f"result.criteria_{state}") for state in ("met", "not_met", "not_sure")]

    for criterion in QUESTIONNAIRE.criteria:
        assert lines[lines.index(criterion.say) + 1] in marks
    assert TEXTS("result.map_heading") in lines


def test_every_drawing_of_a_lift_stands_on_its_page_with_its_words():
    told = page(HOW_A_LIFT_IS_DONE).reads

    assert all(drawing.caption in told for drawing in DEFINITION.evidence.drawings.values())


def test_every_source_the_rule_and_who_pays_are_told():
    told = page(WHERE_THIS_COMES_FROM).reads

    assert all(source.cite in told for source in DEFINITION.evidence.sources)
    assert all(clause.plain in told for clause in QUESTIONNAIRE.rule)
    assert all(each.say in told for each in DEFINITION.evidence.unknown)
    assert DEFINITION.clinic.paid_by in told


@pytest.mark.parametrize("step", FROM_RESULT)
def test_all_that_stands_on_a_page_of_its_own_is_printed_with_the_result(step):
    own = page(step)
    printed = lines_of(page(RESULT))
    frame = {TEXTS("page.title"), DEFINITION.clinic.name}

    assert [line for line in lines_of(own) if line not in printed and line not in frame] == []


@pytest.mark.parametrize("step", FROM_RESULT)
def test_a_page_of_its_own_works_on_a_clinics_tablet(step):
    own = page(step, tablet="front-desk")

    assert not own.app.exception
    assert own.taps("back-last").visit.step == RESULT
