"""The view of a visit: everything that the rule saw, what it makes of it, and why."""

import re

import pytest

from assessment.drawing.svg import without_melting
from assessment.model.answers import checked, without_withheld_notes
from assessment.model.picture import picture_name
from assessment.records.visit_code import edition_mark
from assessment.rule import wording
from assessment.rule.suggest import suggest
from serving import markup
from tests.answer_sets import (
    DISAGREEING,
    EVERYTHING_SAID,
    JAW_AND_NECK,
    NECK_MAKES_NO_DIFFERENCE,
    NO_SIGNS,
    ONE_FOR_EACH,
    SOFT_JAW,
    UNSURE_OF_NECK,
)
from tests.desk.clerk import DEFINITION, NOTES, QUESTIONNAIRE, TEXTS, UNFINISHED, code_of

EXPECTING = {**JAW_AND_NECK, "medical": ("expecting",)}


def suggestion_of(given):
    return suggest(QUESTIONNAIRE, checked(QUESTIONNAIRE, given))


@pytest.mark.parametrize("name", ONE_FOR_EACH)
def test_the_suggestion_is_the_heading_and_the_advice_stands_beside_it(name, clerk):
    clerk.opens(ONE_FOR_EACH[name])
    suggestion = suggestion_of(ONE_FOR_EACH[name])

    assert suggestion.suggestion == name
    assert clerk.heading == wording.result_name(DEFINITION, name)
    assert suggestion.advice in clerk.reads
    assert suggestion.because in clerk.reads
    number = [clause.id for clause in QUESTIONNAIRE.rule].index(suggestion.clause) + 1
    total = len(QUESTIONNAIRE.rule)
    by = TEXTS("desk.by_clause", number=number, total=total, clause=suggestion.clause)
    assert by in clerk.reads


def test_the_answers_that_it_rests_on_are_told_and_no_others(clerk):
    clerk.opens(JAW_AND_NECK)

    reasons = wording.reason_lines(DEFINITION, suggestion_of(JAW_AND_NECK))
    assert clerk.section("desk.reasons_heading") == " ".join(reasons)


def test_what_would_change_it_is_told_step_by_step(clerk):
    clerk.opens(JAW_AND_NECK)
    changes = clerk.section("desk.changes_heading")
    calls = suggestion_of(JAW_AND_NECK).close_calls

    assert calls
    for call in calls:
        question = QUESTIONNAIRE[call.question]
        step = TEXTS("result.own_answer", name=question.name, answer=question.words(call.one_step))
        assert step in changes
        assert wording.result_name(DEFINITION, call.would_suggest) in changes
    assert changes.count(wording.result_name(DEFINITION, calls[0].would_suggest)) == 1
    assert clerk.heading not in changes


def test_where_no_step_would_change_it_that_is_said(clerk):
    heavy = {**JAW_AND_NECK, "chin": "heavy", "throat": "heavy", "whole": "marked"}
    assert not suggestion_of(heavy).close_calls

    clerk.opens(heavy)

    assert clerk.section("desk.changes_heading") == TEXTS("desk.changes_none")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (UNSURE_OF_NECK, "desk.unsure_decides"),
        (NECK_MAKES_NO_DIFFERENCE, "desk.unsure_tried"),
    ],
)
def test_what_was_not_sure_is_named_and_whether_it_matters(given, key, clerk):
    clerk.opens(given)
    throat = QUESTIONNAIRE["throat"]

    assert clerk.section("desk.unsure_heading") == TEXTS(key, names=throat.name)
    assert throat.not_sure in clerk.section("desk.signs_heading")


def test_where_all_was_sure_that_is_said(clerk):
    assert clerk.opens(SOFT_JAW).section("desk.unsure_heading") == TEXTS("desk.unsure_none")


def test_where_no_clause_decides_that_is_said_and_each_that_may_is_shown(clerk):
    clerk.opens(UNSURE_OF_NECK)

    assert TEXTS("desk.by_none") in clerk.reads
    assert QUESTIONNAIRE.not_sure_because in clerk.reads
    assert clerk.section("desk.reasons_heading") == TEXTS("desk.reasons_none")
    path = clerk.section("desk.path_heading")
    assert path.count(TEXTS("desk.may_decide")) > 1
    assert 'class="decides"' not in clerk.html


def test_each_criterion_is_told_as_met_not_met_or_not_sure_and_none_are_counted(clerk):
    clerk.opens(UNSURE_OF_NECK)
    told = clerk.section("desk.criteria_heading")
    states = {each.criterion: each.state for each in suggestion_of(UNSURE_OF_NECK).criteria}

    assert {"met", "not_met", "not_sure"} == set(states.values())
    words = " ".join(
        f"{each.say} {TEXTS(f'desk.{states[each.id]}')}" for each in QUESTIONNAIRE.criteria
    )
    assert told == words


def test_remarks_are_told_the_first_one_above_all(clerk):
    clerk.opens(EXPECTING)
    remarks = suggestion_of(EXPECTING).remarks
    (first,) = (each for each in remarks if each.first)

    assert clerk.reads.index(first.say) < clerk.reads.index(clerk.heading)
    beside = clerk.section("desk.remarks_heading")
    assert first.say not in beside
    assert beside == " ".join(each.say for each in remarks if not each.first)


def test_without_a_remark_that_is_said(clerk):
    assert clerk.opens(NO_SIGNS).section("desk.remarks_heading") == TEXTS("desk.remarks_none")


def test_each_sign_stands_with_the_picture_that_was_chosen_and_no_other(clerk):
    clerk.opens(JAW_AND_NECK)

    for question in QUESTIONNAIRE.counting:
        if not question.picture:
            continue
        words = clerk.section("desk.signs_heading")
        assert f"{question.name} {question.words(JAW_AND_NECK[question.id])}" in words
        for level in question.level_ids:
            svg = without_melting(DEFINITION.pictures[picture_name(question, level)].svg)
            shown = markup.drawing(svg, "") in clerk.html
            assert shown == (level == JAW_AND_NECK[question.id])


def test_the_areas_are_numbered_on_the_face_as_in_the_list(clerk):
    clerk.opens(SOFT_JAW)

    maps = re.search('class="maps">(.*?)</div>', clerk.html)[1]
    (shows,) = re.findall('alt="([^"]*)"', maps)
    assert f"2 {QUESTIONNAIRE['chin'].name}" in shows
    assert f"5 {QUESTIONNAIRE['whole'].name}" in shows
    assert QUESTIONNAIRE["throat"].name not in shows, "it is not marked"
    signs = clerk.section("desk.signs_heading")
    assert f"2 {QUESTIONNAIRE['chin'].name}" in signs


def test_no_picture_is_fetched_by_an_address_that_would_tell_an_answer(clerk):
    clerk.opens(JAW_AND_NECK)

    sources = re.findall(r'(?:src|href)="([^"]{0,9})', clerk.html)
    assert len(sources) > 5
    assert set(sources) == {"data:imag"}


def test_wishes_are_told_in_the_words_of_the_answers(clerk):
    clerk.opens(JAW_AND_NECK)
    wishes = [each for each in QUESTIONNAIRE.counting if each.kind == "wish"]

    assert clerk.section("desk.wishes_heading") == " ".join(
        f"{each.name} {each.words(JAW_AND_NECK[each.id])}" for each in wishes
    )


def test_a_note_is_told_in_full_and_none_ticked_is_something_else_than_not_given(clerk):
    def notes(given, given_on):
        return clerk.opens(given, given_on=given_on).section("desk.notes_heading")

    medical, dreams = (QUESTIONNAIRE[each] for each in NOTES)
    told = notes(JAW_AND_NECK, ("medical",))
    assert [medical.words(each) for each in JAW_AND_NECK["medical"]] == [
        each for each in medical.levels.values() if each in told
    ]
    assert f"{dreams.name} {TEXTS('desk.not_given')}" in told
    assert not [each for each in dreams.levels.values() if each in clerk.reads]
    clerk.taps("close")
    told = notes({**JAW_AND_NECK, "dreams": ()}, NOTES)
    assert f"{dreams.name} {TEXTS('desk.none_ticked')}" in told
    assert TEXTS("desk.not_given") not in told


def test_whether_someone_helped_is_told(clerk):
    assert TEXTS("tablet.helped_said") in clerk.opens(SOFT_JAW, helped=True).reads
    clerk.taps("close").opens(SOFT_JAW)
    assert TEXTS("tablet.helped_said") not in clerk.reads
    assert TEXTS("desk.not_helped") in clerk.reads


@pytest.mark.parametrize("given", [NO_SIGNS, DISAGREEING, JAW_AND_NECK])
def test_the_path_names_every_clause_in_order_and_the_first_that_matched(given, clerk):
    clerk.opens(given)
    path = clerk.section("desk.path_heading")

    places = [path.index(clause.plain) for clause in QUESTIONNAIRE.rule]
    assert places == sorted(places)
    fates = [
        "decides" if clause.id == suggestion_of(given).clause else ""
        for clause in QUESTIONNAIRE.rule
    ]
    at = fates.index("decides")
    fates = ["passed"] * at + ["decides"] + ["not_reached"] * (len(fates) - at - 1)
    told = [
        f"{TEXTS(f'desk.{fate}')} {clause.plain}"
        for fate, clause in zip(fates, QUESTIONNAIRE.rule, strict=True)
    ]
    assert path == " ".join([TEXTS("desk.path_lead"), *told])


def test_the_version_and_who_has_approved_it_are_told_in_one_line(clerk):
    clerk.opens(SOFT_JAW)
    (line,) = re.findall('class="about">([^<]*)<', clerk.html)

    assert QUESTIONNAIRE.version in line
    assert edition_mark(DEFINITION) in line
    assert QUESTIONNAIRE.content_hash[:12] in line
    assert TEXTS("approval.demonstration") not in line


def test_how_far_the_rule_is_tested_and_approved_stands_beside_the_suggestion(clerk):
    clerk.opens(SOFT_JAW)
    (beside,) = re.findall('<div class="advice">(.*?)</div>', clerk.html)

    assert TEXTS("approval.in_part") in beside
    assert TEXTS("result.not_tested") in beside


def test_the_code_stands_on_the_view_so_that_staff_see_whose_visit_it_is(clerk):
    clerk.opens(SOFT_JAW)

    assert code_of(SOFT_JAW) in re.findall('<span class="here">(.*?)</span>', clerk.html)


def test_nothing_is_there_that_teaches_a_patient(clerk):
    clerk.opens(EVERYTHING_SAID)

    assert not [each.say for each in DEFINITION.evidence.unknown if each.say in clerk.reads]
    tells = [why for note in QUESTIONNAIRE.notes for why in note.tell.values()]
    assert not [each for each in tells if each in clerk.reads]
    assert not [each for each in TEXTS("result.ask").splitlines() if each in clerk.reads]


# A visit that is not finished


def test_a_visit_that_is_not_finished_is_told_as_such_with_what_is_answered(clerk):
    clerk.opens(UNFINISHED)

    assert clerk.heading == TEXTS("desk.unfinished_heading")
    total = len(QUESTIONNAIRE.questions)
    assert TEXTS("desk.unfinished", answered=len(UNFINISHED), total=total) in clerk.reads
    chin, throat = QUESTIONNAIRE["chin"], QUESTIONNAIRE["throat"]
    assert f"{chin.name} {chin.words('slight')}" in clerk.reads
    assert f"{throat.name} {throat.not_sure}" in clerk.reads
    assert f"{QUESTIONNAIRE['whole'].name} {TEXTS('desk.not_answered')}" in clerk.reads
    assert f"{QUESTIONNAIRE['medical'].name} {TEXTS('desk.none_ticked')}" in clerk.reads


def test_of_a_visit_that_is_not_finished_nothing_is_suggested_or_made(clerk):
    clerk.opens(UNFINISHED)

    for outcome in QUESTIONNAIRE.suggestions:
        assert wording.result_name(DEFINITION, outcome) not in clerk.reads
        assert QUESTIONNAIRE.outcomes[outcome].headline not in clerk.reads
    assert not [clause for clause in QUESTIONNAIRE.rule if clause.because in clerk.reads]
    assert clerk.buttons == ["close"]
    assert clerk.told["text"].count(TEXTS("desk.suggestion")) == 0


def test_every_screen_reads_the_same_suggestion(clerk):
    """A visit opened by its code comes to what its answers come to."""
    given = without_withheld_notes(
        QUESTIONNAIRE, checked(QUESTIONNAIRE, EVERYTHING_SAID), ("medical",)
    )
    clerk.opens(EVERYTHING_SAID, given_on=("medical",))
    suggestion = suggest(QUESTIONNAIRE, given)

    assert clerk.heading == wording.result_name(DEFINITION, suggestion.suggestion)
    assert all(each.say in clerk.reads for each in suggestion.remarks)
    kept_back = {*suggestion_of(EVERYTHING_SAID).remarks} - {*suggestion.remarks}
    assert kept_back
    assert not [each.say for each in kept_back if each.say in clerk.reads]
