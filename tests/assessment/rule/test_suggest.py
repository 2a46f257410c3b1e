"""What goes with a suggestion: reasons, close calls, remarks, criteria."""

from dataclasses import replace
from itertools import islice, product

import numpy as np
import pytest

from assessment.model.answers import checked
from assessment.model.questionnaire import NOT_SURE, UNCLEAR
from assessment.rule.every_set import every_set, with_not_sure
from assessment.rule.suggest import suggest
from tests.answer_sets import NO_SIGNS

SIGNS = ("mouth_lines", "chin", "throat", "brow_lines", "whole")


@pytest.fixture(scope="module")
def sets(questionnaire):
    return every_set(questionnaire)


@pytest.fixture(scope="module")
def suggestions(questionnaire, sets):
    """The suggestion to every set of answers, by name; `not_sure` is the last place of an axis."""
    return np.array(questionnaire.suggestions)[with_not_sure(sets)]


@pytest.fixture(scope="module")
def sample(questionnaire):
    """Every 127th set with its suggestion: 127 shares no factor with any number of choices."""
    every = product(*(question.choices for question in questionnaire.counting))
    ids = [question.id for question in questionnaire.counting]
    some = (dict(zip(ids, picked, strict=True)) for picked in islice(every, 0, None, 127))
    return [(answers, suggest(questionnaire, answers)) for answers in some]


def place(questionnaire, answers):
    return tuple(questionnaire[each].choices.index(answers[each]) for each in answers)


def test_one_person_is_told_what_the_arrays_of_all_say(questionnaire, sample, suggestions):
    clauses = {clause.id: clause for clause in questionnaire.rule}

    assert len(sample) > 2_500
    for answers, given in sample:
        assert given.suggestion == suggestions[place(questionnaire, answers)]
        assert given.advice == questionnaire.advice
        unsure = tuple(sign for sign in SIGNS if answers[sign] == NOT_SURE)
        if given.clause:
            assert given.because == clauses[given.clause].because
            assert given.suggestion == clauses[given.clause].suggest
            assert (given.tried, given.unsure_of) == (unsure, ())
        else:
            assert given.suggestion == UNCLEAR
            assert given.because == questionnaire.not_sure_because
            assert (given.tried, given.unsure_of) == ((), unsure)


def test_every_clause_is_the_one_that_matches_first(questionnaire, sample, sets):
    ids = [clause.id for clause in questionnaire.rule]

    for answers, given in sample:
        if NOT_SURE not in answers.values():
            assert given.clause == ids[sets.clauses[place(questionnaire, answers)]]


def test_reasons_name_only_the_persons_own_answers_and_are_never_empty(questionnaire, sample):
    order = [question.id for question in questionnaire.counting]

    for answers, given in sample:
        named = {reason.question: reason.answer for reason in given.reasons}

        assert named.items() <= answers.items()
        assert NOT_SURE not in named.values()
        assert bool(named) == (given.clause is not None)
        assert list(named) == [question for question in order if question in named]


def test_the_reasons_alone_keep_the_clause_whatever_the_lesser_answers(questionnaire, sample):
    clauses = {clause.id: clause for clause in questionnaire.rule[:-1]}
    least = {question.id: 0 for question in questionnaire.counting}

    for _, given in sample:
        if given.clause not in clauses:
            continue
        named = {
            reason.question: questionnaire[reason.question].level_ids.index(reason.answer)
            for reason in given.reasons
        }
        assert clauses[given.clause].when.holds(least | named)


def test_a_close_call_is_stated_for_each_step_that_changes_the_suggestion_and_no_other(
    questionnaire, sample, suggestions
):
    stated_at_all = 0

    for answers, given in sample:
        at = place(questionnaire, answers)
        changes = set()
        for axis, (question, answer) in enumerate(answers.items()):
            levels = questionnaire[question].level_ids
            for step in (at[axis] - 1, at[axis] + 1):
                if answer == NOT_SURE or not 0 <= step < len(levels):
                    continue
                other = suggestions[(*at[:axis], step, *at[axis + 1 :])]
                if other != suggestions[at]:
                    changes.add((question, answer, levels[step], other))

        stated = [(c.question, c.answer, c.one_step, c.would_suggest) for c in given.close_calls]

        assert set(stated) == changes
        assert len(stated) == len(changes)
        stated_at_all += len(stated)
    assert stated_at_all


def test_notes_change_nothing_but_remarks(questionnaire, sample):
    noted = [{note.id: (level,)} for note in questionnaire.notes for level in note.level_ids]
    noted.append(
        {
            note.id: tuple(each for each in note.level_ids if each not in note.alone)[
                : note.at_most
            ]
            for note in questionnaire.notes
        }
    )

    for answers, plain in sample[::31]:
        for note in noted:
            given = suggest(questionnaire, checked(questionnaire, answers | note))
            assert replace(given, remarks=plain.remarks) == plain


def test_without_remarks_every_suggestion_is_the_same(questionnaire, sample):
    silent = replace(questionnaire, remarks=())

    for answers, spoken in sample[::7]:
        assert suggest(silent, answers) == replace(spoken, remarks=())


def test_remarks_stand_beside_the_answers_and_suggestions_that_they_name_and_no_others(sample):
    for answers, given in sample:
        expected = {
            "small_lift_and_throat": answers["throat"] == "marked"
            and given.suggestion == "small_lift",
            "large_lift_and_rest": answers["rest"] == "days" and given.suggestion == "large_lift",
            "lifts_and_lines": "heavy" in (answers["mouth_lines"], answers["brow_lines"]),
        }

        assert {remark.id for remark in given.remarks} == {
            remark for remark, holds in expected.items() if holds
        }


@pytest.mark.parametrize(
    ("note", "level", "remark"),
    [("dreams", "smooth", "dream_smooth"), ("medical", "expecting", "it_waits")],
)
def test_a_remark_on_a_note_stands_beside_every_suggestion(note, level, remark, questionnaire):
    for chin in questionnaire["chin"].level_ids:
        answers = {**NO_SIGNS, "chin": chin, note: (level,)}

        (given,) = suggest(questionnaire, checked(questionnaire, answers)).remarks

        assert given.id == remark
        assert given.first == (remark == "it_waits")


def test_criteria_are_met_from_their_level_up_and_not_sure_where_the_person_was(
    questionnaire, sample
):
    for answers, given in sample:
        stated = {each.criterion: each.state for each in given.criteria}

        assert stated.keys() == {criterion.id for criterion in questionnaire.criteria}
        for criterion in questionnaire.criteria:
            answer = answers[criterion.question]
            if answer == NOT_SURE:
                assert stated[criterion.id] == "not_sure"
            else:
                at = questionnaire[criterion.question].level_ids.index(answer)
                assert stated[criterion.id] == ("met" if at >= criterion.met_from else "not_met")
