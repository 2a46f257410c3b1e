"""What must hold of a rule: each kind of check finds just the sets at which it fails."""

from dataclasses import replace

import pytest

from assessment.model.clause import Example, StateCheck, StepCheck
from assessment.model.conditions import AllOf, AtLeast, AtMost, Atom
from assessment.rule.checks import check_results, faults_of_rule
from assessment.rule.every_set import every_set, with_not_sure

LEAST = {
    **dict.fromkeys(("mouth_lines", "chin", "throat", "brow_lines", "whole"), "nil"),
    **{"outline": "never", "strength": "faint", "years": "brief", "rest": "any_time"},
}
LIFTS = frozenset({"small_lift", "large_lift"})


def faults(questionnaire, *checks, examples=()):
    return faults_of_rule(replace(questionnaire, checks=checks, examples=examples))


def kinds(told):
    return [fault.kind for fault in told]


def test_the_example_passes_all_that_it_asks_of_its_rule(questionnaire):
    results = check_results(questionnaire)

    assert all(result.holds for result in results)
    asked = [*questionnaire.checks, *questionnaire.examples]
    assert [result.id for result in results[-len(asked) :]] == [each.id for each in asked]


def test_a_state_check_fails_where_its_condition_holds_and_another_suggestion_is_given(
    questionnaire,
):
    heavy = StateCheck("c", "C", Atom("chin", 3), frozenset({"large_lift", "unclear"}), line=7)
    mistaken = replace(heavy, allowed=frozenset({"unclear"}))

    assert faults(questionnaire, heavy) == ()
    (fault,) = faults(questionnaire, mistaken)
    assert (fault.line, fault.kind) == (7, "failed-check")
    assert "first at mouth_lines nil, chin heavy, throat nil, brow_lines nil, whole slight" in str(
        fault
    )


def test_a_step_check_fails_where_one_step_more_leads_to_what_it_does_not_allow(questionnaire):
    stays = StepCheck("c", "C", ("chin", "throat"), "large_lift", frozenset({"large_lift"}))
    grows = StepCheck("c", "C", ("chin",), "small_lift", frozenset({"small_lift"}))

    assert faults(questionnaire, stays) == ()
    assert kinds(faults(questionnaire, grows)) == ["failed-check"]


def test_a_step_check_looks_along_its_own_questions_alone(questionnaire):
    grows = StepCheck("c", "C", ("rest",), "small_lift", frozenset({"small_lift"}))

    assert faults(questionnaire, grows) == ()


def test_a_step_check_does_not_go_round_from_the_last_level_to_the_first(questionnaire):
    """The last level has no step more; the first level of all is no step from it."""
    never = StepCheck("c", "C", ("whole",), "unclear", frozenset({"unclear", *LIFTS}))

    assert faults(questionnaire, never) == ()


@pytest.mark.parametrize(
    ("answers", "suggest", "clause", "holds"),
    [
        ({}, "neither", "nothing_seen", True),
        ({}, "neither", None, True),
        ({}, "neither", "the_rest", False),
        ({}, "small_lift", None, False),
        ({"chin": "marked", "whole": "marked", "throat": "not_sure"}, "unclear", None, True),
        ({"chin": "heavy", "whole": "marked", "throat": "not_sure"}, "large_lift", None, True),
    ],
)
def test_an_example_holds_where_the_person_gets_the_suggestion_by_the_clause_that_is_named(
    answers, suggest, clause, holds, questionnaire
):
    example = Example("e", {**LEAST, **answers}, suggest, clause, line=9)

    told = faults(questionnaire, examples=(example,))

    assert [(fault.line, fault.kind) for fault in told] == (
        [] if holds else [(9, "failed-example")]
    )


def test_a_clause_that_no_answers_reach_is_told_at_its_line(questionnaire):
    first, *others = questionnaire.rule
    again = replace(first, id="again", line=99)

    told = faults_of_rule(replace(questionnaire, rule=(first, again, *others)))

    assert [(fault.line, fault.kind) for fault in told] == [(99, "unreachable-clause")]


def test_a_clause_that_contradicts_itself_is_never_reached(questionnaire):
    never = AllOf((AtLeast("chin", 2), AtMost("chin", 1)))
    first, *others = questionnaire.rule

    told = faults(replace(questionnaire, rule=(replace(first, when=never), *others)))

    assert kinds(told) == ["unreachable-clause"]


def test_a_rule_that_asks_about_a_note_is_not_passed_even_if_reading_let_it_through(questionnaire):
    first, *others = questionnaire.rule
    noted = replace(first, when=AllOf((first.when, Atom("medical", 0))))

    told = faults_of_rule(replace(questionnaire, rule=(noted, *others)))

    assert [(fault.line, fault.kind) for fault in told] == [(first.line, "note-in-rule")]


def test_a_questionnaire_without_advice_is_not_passed(questionnaire):
    told = faults_of_rule(replace(questionnaire, advice=" "))

    assert kinds(told) == ["no-advice"]


def test_not_sure_stands_where_every_level_agrees_and_is_unclear_elsewhere(questionnaire):
    sets = every_set(questionnaire)
    unsure = with_not_sure(sets)
    throat = [question.id for question in questionnaire.counting].index("throat")
    by_level = sets.suggestions.min(axis=throat), sets.suggestions.max(axis=throat)

    sure_of_the_rest = unsure[tuple(slice(len(q.levels)) for q in questionnaire.counting[:throat])]
    at_not_sure = sure_of_the_rest.take([4], axis=throat).squeeze(throat)
    at_not_sure = at_not_sure[(slice(None), slice(None), slice(4), slice(4))]

    agree = by_level[0] == by_level[1]
    assert (at_not_sure[agree] == by_level[0][agree]).all()
    assert (at_not_sure[~agree] == sets.code("unclear")).all()
    assert agree.any()
    assert (~agree).any()


def test_a_rule_that_leaves_someone_without_a_suggestion_is_told(questionnaire):
    told = faults(replace(questionnaire, rule=questionnaire.rule[:-1]))

    assert "otherwise-missing" in kinds(told)
