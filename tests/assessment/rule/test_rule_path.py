"""The way through the rule: what is told of each clause is what the rule did."""

from itertools import islice, product

import pytest

from assessment.model.answers import checked
from assessment.model.questionnaire import NOT_SURE
from assessment.rule.clause_matching import first_match
from assessment.rule.rule_path import rule_path
from assessment.rule.suggest import suggest
from tests.answer_sets import (
    JAW_AND_NECK,
    NECK_MAKES_NO_DIFFERENCE,
    NO_SIGNS,
    SOFT_JAW,
    UNSURE_OF_NECK,
)


def fates(questionnaire, given):
    path = rule_path(questionnaire, checked(questionnaire, given))
    return {step.clause.id: step.fate for step in path}


@pytest.mark.parametrize("given", [NO_SIGNS, SOFT_JAW, JAW_AND_NECK, NECK_MAKES_NO_DIFFERENCE])
def test_every_clause_is_told_of_in_its_order_and_the_one_of_the_suggestion_decides(
    given, questionnaire
):
    path = rule_path(questionnaire, checked(questionnaire, given))
    suggestion = suggest(questionnaire, checked(questionnaire, given))

    assert [step.clause for step in path] == list(questionnaire.rule)
    assert [step.number for step in path] == list(range(1, len(questionnaire.rule) + 1))
    assert [each.clause.id for each in path if each.fate == "decides"] == [suggestion.clause]


def test_what_stands_before_the_first_match_is_passed_and_the_rest_is_not_reached(questionnaire):
    found = [*fates(questionnaire, JAW_AND_NECK).values()]

    at = found.index("decides")
    assert 0 < at < len(found) - 1
    assert set(found[:at]) == {"passed"}
    assert set(found[at + 1 :]) == {"not_reached"}


def test_where_the_answers_turn_on_what_is_not_sure_no_clause_decides(questionnaire):
    found = fates(questionnaire, UNSURE_OF_NECK)

    assert "decides" not in found.values()
    tried = {
        first_match(questionnaire.rule, at(questionnaire, {**UNSURE_OF_NECK, "throat": level})).id
        for level in questionnaire["throat"].level_ids
    }
    assert len(tried) > 1
    assert {clause for clause, fate in found.items() if fate == "may_decide"} == tried


def at(questionnaire, given):
    return {each.id: each.position(given[each.id]) for each in questionnaire.counting}


def test_each_clause_that_may_be_first_is_told_and_no_other(questionnaire):
    """Held against every level that the unsure signs may have, over many sets."""
    unsure = [each for each in questionnaire.counting if each.not_sure][:3]
    rest = [each for each in questionnaire.counting if each not in unsure]
    sets = product(*(each.level_ids for each in rest))
    for levels in islice(sets, 0, None, 37):
        given = dict(zip((each.id for each in rest), levels, strict=True))
        path = rule_path(questionnaire, {**given, **{each.id: NOT_SURE for each in unsure}})
        first = set()
        for tried in product(*(each.level_ids for each in unsure)):
            whole = {**given, **dict(zip((each.id for each in unsure), tried, strict=True))}
            first.add(first_match(questionnaire.rule, at(questionnaire, whole)).id)

        told = {step.clause.id for step in path if step.fate in ("decides", "may_decide")}
        assert told == first
        last = max(step.number for step in path if step.clause.id in first)
        assert all((step.fate == "not_reached") == (step.number > last) for step in path)
