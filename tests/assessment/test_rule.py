"""The rule over every set of answers, against the table of the design written out once more."""

from dataclasses import replace
from itertools import islice, product

import numpy as np
import pytest

from assessment.answers import checked
from assessment.questionnaire import NOT_SURE, SUGGESTIONS
from assessment.suggestion import agreed_clause, suggest

DEGREE = ("none", "mild", "moderate", "severe")
LEVELS = {
    "nasolabial_folds": DEGREE,
    "jawline": DEGREE,
    "neck": DEGREE,
    "face_wrinkles": DEGREE,
    "overall_sagging": DEGREE,
    "face_contours": ("not_at_all", "a_little", "quite_a_lot", "a_great_deal"),
    "effect": ("subtle", "clear", "powerful"),
    "duration": ("few_years", "longer", "longest"),
    "recovery": ("flexible", "shorter", "shortest_only"),
}
SIGNS = tuple(LEVELS)[:5]
SUGGESTS = {
    "no_sagging": "neither",
    "answers_disagree": "unclear",
    "severe_area": "full_smas_lift",
    "severe_overall": "full_smas_lift",
    "jaw_and_neck": "full_smas_lift",
    "deep_lines_with_sagging": "full_smas_lift",
    "strong_wishes": "full_smas_lift",
    "not_severe": "minimum_incision_partial_lift",
}
CLAUSES = tuple(SUGGESTS)
UNCLEAR = -1
FULL, PARTIAL, NEITHER = (
    SUGGESTIONS.index(name)
    for name in ("full_smas_lift", "minimum_incision_partial_lift", "neither")
)


def clause_by_the_table(f, j, n, w, s, c, e, d, _recovery):
    if j == n == s == 0:
        return "no_sagging"
    if (s == 3 and j <= 1 and n <= 1) or (s == 0 and (j >= 2 or n >= 2)):
        return "answers_disagree"
    if j == 3 or n == 3:
        return "severe_area"
    if s == 3:
        return "severe_overall"
    if j >= 2 and n >= 2:
        return "jaw_and_neck"
    if (f == 3 or w == 3) and (j >= 2 or n >= 2):
        return "deep_lines_with_sagging"
    if (j >= 2 or n >= 2) and [c == 3, e == 2, d == 2].count(True) >= 2:
        return "strong_wishes"
    return "not_severe"


def choices(question):
    return (*LEVELS[question], NOT_SURE) if question in SIGNS else LEVELS[question]


def every_set():
    for picked in product(*map(choices, LEVELS)):
        yield dict(zip(LEVELS, picked, strict=True))


def place(answers):
    return tuple(choices(question).index(answer) for question, answer in answers.items())


def name_of(code):
    return "unclear" if code == UNCLEAR else SUGGESTIONS[code]


@pytest.fixture(scope="module")
def by_the_table():
    """The suggestion and the clause of every set by the table, not sure tried at every level."""
    shape = tuple(len(levels) for levels in LEVELS.values())
    found = [clause_by_the_table(*levels) for levels in np.ndindex(shape)]
    clause = np.array([CLAUSES.index(name) for name in found]).reshape(shape)
    suggestion = np.array([SUGGESTIONS.index(SUGGESTS[name]) for name in found]).reshape(shape)
    least = most = suggestion
    for axis in range(len(SIGNS)):
        least = np.concatenate([least, least.min(axis, keepdims=True)], axis)
        most = np.concatenate([most, most.max(axis, keepdims=True)], axis)
        clause = np.concatenate([clause, clause.take([0], axis)], axis)
    agreed = least == most
    return np.where(agreed, least, UNCLEAR), np.where(agreed, clause, UNCLEAR)


@pytest.fixture(scope="module")
def by_the_rule(questionnaire):
    """The clause that the rule gives to every set of answers, one set after the other."""
    given = [agreed_clause(questionnaire, answers) for answers in every_set()]
    shape = tuple(len(choices(question)) for question in LEVELS)
    places = [CLAUSES.index(clause.id) if clause else UNCLEAR for clause in given]
    return np.array(places).reshape(shape)


@pytest.fixture(scope="module")
def codes_by_the_rule(by_the_rule):
    codes = np.array([SUGGESTIONS.index(SUGGESTS[clause]) for clause in CLAUSES] + [UNCLEAR])
    return codes[by_the_rule]


@pytest.fixture(scope="module")
def sample(questionnaire):
    """Every 31st set with its suggestion: 31 shares no factor with any number of choices."""
    some = islice(every_set(), 0, None, 31)
    return [(answers, suggest(questionnaire, answers)) for answers in some]


def sure(table):
    return table[(slice(4),) * len(SIGNS)]


def test_the_questions_and_levels_are_those_of_the_design(questionnaire):
    asked = {question.id: question.level_ids for question in questionnaire.counting}

    assert asked == LEVELS
    assert list(asked) == list(LEVELS)
    assert tuple(q.id for q in questionnaire.questions if q.kind == "sign") == SIGNS
    assert tuple(q.id for q in questionnaire.questions if q.not_sure) == SIGNS
    assert not [q.id for q in questionnaire.questions if q.kind == "note" and q.counts]


def test_the_clauses_are_those_of_the_design_in_its_order(questionnaire):
    assert {clause.id: clause.suggest for clause in questionnaire.rule} == SUGGESTS
    assert tuple(clause.id for clause in questionnaire.rule) == CLAUSES
    assert not [clause.id for clause in questionnaire.rule[:-1] if clause.when is None]


def test_every_set_of_levels_has_the_clause_of_the_table(by_the_rule, by_the_table):
    _, clause = by_the_table

    assert sure(by_the_rule).size == 110_592
    assert not (sure(by_the_rule) != sure(clause)).any()
    assert not (sure(by_the_rule) == UNCLEAR).any()


def test_every_not_sure_set_stands_where_every_level_agrees_and_is_unclear_elsewhere(
    by_the_rule, by_the_table
):
    _, clause = by_the_table

    assert by_the_rule.size - sure(by_the_rule).size == 226_908
    assert not (by_the_rule != clause).any()


def test_every_clause_is_the_first_match_of_some_set(by_the_rule):
    assert set(np.unique(sure(by_the_rule))) == set(range(len(CLAUSES)))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_worse_sign_never_lessens_a_lift(sign, codes_by_the_rule):
    along = np.moveaxis(sure(codes_by_the_rule), SIGNS.index(sign), 0)
    better, worse = along[:-1], along[1:]

    assert not ((better == FULL) & (worse != FULL)).any()
    assert not ((better == PARTIAL) & (worse == NEITHER)).any()


def test_lines_folds_and_wishes_alone_never_point_toward_a_full_lift(codes_by_the_rule):
    little_sagging = sure(codes_by_the_rule)[:, :2, :2]

    assert (sure(codes_by_the_rule) == FULL).any()
    assert not (little_sagging == FULL).any()


def test_the_time_to_heal_never_changes_the_suggestion(codes_by_the_rule):
    assert not (codes_by_the_rule != codes_by_the_rule[..., :1]).any()


LEAST = dict.fromkeys(SIGNS, "none") | {
    "face_contours": "not_at_all",
    "effect": "subtle",
    "duration": "few_years",
    "recovery": "flexible",
}
FIXED_POINTS = {
    "all signs none": ({}, "neither", "no_sagging"),
    "jawline and overall mild": (
        {"jawline": "mild", "overall_sagging": "mild"},
        "minimum_incision_partial_lift",
        "not_severe",
    ),
    "jawline, neck and overall moderate": (
        {"jawline": "moderate", "neck": "moderate", "overall_sagging": "moderate"},
        "full_smas_lift",
        "jaw_and_neck",
    ),
    "folds and wrinkles severe, no sagging": (
        {"nasolabial_folds": "severe", "face_wrinkles": "severe"},
        "neither",
        "no_sagging",
    ),
    "overall severe, jawline and neck mild": (
        {"overall_sagging": "severe", "jawline": "mild", "neck": "mild"},
        "unclear",
        "answers_disagree",
    ),
    "neck not sure, jawline severe, overall moderate": (
        {"neck": NOT_SURE, "jawline": "severe", "overall_sagging": "moderate"},
        "full_smas_lift",
        "severe_area",
    ),
}


@pytest.mark.parametrize(
    ("answers", "suggestion", "clause"), FIXED_POINTS.values(), ids=FIXED_POINTS.keys()
)
def test_a_fixed_point_of_the_design_holds(answers, suggestion, clause, questionnaire):
    given = suggest(questionnaire, checked(questionnaire, LEAST | answers))

    assert (given.suggestion, given.clause) == (suggestion, clause)
    assert given.advice == questionnaire.advice
    assert not given.unsure_of


@pytest.mark.parametrize("signs", [("jawline",), ("neck", "overall_sagging"), SIGNS])
def test_what_the_person_was_unsure_of_is_named_where_it_makes_the_answers_unclear(
    signs, questionnaire
):
    answers = LEAST | dict.fromkeys(signs, NOT_SURE)

    given = suggest(questionnaire, checked(questionnaire, answers))

    assert (given.suggestion, given.clause) == ("unclear", None)
    assert given.unsure_of == signs
    assert given.because == questionnaire.not_sure_because
    assert not given.tried
    assert not given.reasons


def test_suggest_says_what_the_table_says_with_reasons_and_the_advice(
    sample, questionnaire, by_the_table
):
    suggestion, clause = by_the_table
    clauses = {clause.id: clause for clause in questionnaire.rule}

    for answers, given in sample:
        expected = clause[place(answers)]

        assert given.suggestion == name_of(suggestion[place(answers)])
        assert given.clause == (None if expected == UNCLEAR else CLAUSES[expected])
        assert given.advice == questionnaire.advice
        unsure = tuple(question for question in SIGNS if answers[question] == NOT_SURE)
        assert (given.tried, given.unsure_of) in [(unsure, ()), ((), unsure)]
        if given.clause:
            assert given.because == clauses[given.clause].because
            assert given.tried == unsure


def test_reasons_name_only_the_persons_own_answers_and_are_never_empty(sample):
    for answers, given in sample:
        named = {reason.question: reason.answer for reason in given.reasons}

        assert named.items() <= answers.items()
        assert NOT_SURE not in named.values()
        assert bool(named) == (given.clause is not None)
        assert list(named) == [question for question in LEVELS if question in named]


def test_the_reasons_alone_keep_the_clause_whatever_the_lesser_answers(sample, questionnaire):
    clauses = {clause.id: clause for clause in questionnaire.rule[:-1]}

    for _, given in sample:
        if given.clause not in clauses:
            continue
        named = {
            reason.question: LEVELS[reason.question].index(reason.answer)
            for reason in given.reasons
        }
        assert clauses[given.clause].when.holds(dict.fromkeys(LEVELS, 0) | named)


def test_a_close_call_is_stated_for_each_step_that_changes_the_suggestion_and_no_other(
    sample, by_the_table
):
    suggestion, _ = by_the_table
    stated_at_all = 0

    for answers, given in sample:
        at = place(answers)
        changes = set()
        for axis, (question, answer) in enumerate(answers.items()):
            for step in (at[axis] - 1, at[axis] + 1):
                if answer == NOT_SURE or not 0 <= step < len(LEVELS[question]):
                    continue
                other = suggestion[(*at[:axis], step, *at[axis + 1 :])]
                if name_of(other) != name_of(suggestion[at]):
                    changes.add((question, answer, LEVELS[question][step], name_of(other)))

        stated = [(c.question, c.answer, c.one_step, c.would_suggest) for c in given.close_calls]

        assert set(stated) == changes
        assert len(stated) == len(changes)
        stated_at_all += len(stated)
    assert stated_at_all


def test_notes_change_nothing_but_remarks(sample, questionnaire):
    notes = [question for question in questionnaire.questions if not question.counts]
    noted = [{note.id: (level,)} for note in notes for level in note.level_ids]
    noted.append(
        {
            note.id: tuple(level for level in note.level_ids if level not in note.alone)
            for note in notes
        }
    )

    for answers, plain in sample[::97]:
        for note in noted:
            given = suggest(questionnaire, checked(questionnaire, answers | note))
            assert replace(given, remarks=plain.remarks) == plain


def test_without_remarks_every_suggestion_is_the_same(sample, questionnaire):
    silent = replace(questionnaire, remarks=())

    for answers, spoken in sample[::7]:
        assert suggest(silent, answers) == replace(spoken, remarks=())


def test_remarks_stand_beside_the_answers_that_the_design_names_and_no_others(sample):
    for answers, given in sample:
        expected = {
            "partial_lift_and_neck": answers["neck"] == "moderate"
            and given.suggestion == "minimum_incision_partial_lift",
            "full_lift_and_time": answers["recovery"] == "shortest_only"
            and given.suggestion == "full_smas_lift",
            "lifts_and_lines": "severe" in (answers["nasolabial_folds"], answers["face_wrinkles"]),
        }

        assert {remark.id for remark in given.remarks} == {
            remark for remark, holds in expected.items() if holds
        }


@pytest.mark.parametrize(
    ("note", "level", "remark"),
    [
        ("hopes", "no_lines_at_all", "hope_no_lines"),
        ("hopes", "look_like_someone_else", "hope_someone_else"),
        ("hopes", "change_in_my_life", "hope_change_in_life"),
        ("health", "pregnant_or_breastfeeding", "pregnancy_waits"),
    ],
)
@pytest.mark.parametrize("jawline", DEGREE)
def test_a_note_that_calls_for_kind_words_has_them_beside_every_suggestion(
    note, level, remark, jawline, questionnaire
):
    answers = LEAST | {"jawline": jawline, note: [level]}

    (given,) = suggest(questionnaire, checked(questionnaire, answers)).remarks

    assert given.id == remark
    assert given.first == (remark == "pregnancy_waits")


def test_a_hope_that_a_lift_can_meet_calls_for_no_remark(questionnaire):
    answers = LEAST | {"hopes": ["fresher_look", "less_sagging"], "health": ["none_of_these"]}

    assert not suggest(questionnaire, checked(questionnaire, answers)).remarks


def test_criteria_are_met_from_their_level_up_and_not_sure_where_the_person_was(sample):
    from_level = {
        "powerful_effect": ("effect", "powerful"),
        "deep_nasolabial_folds": ("nasolabial_folds", "moderate"),
        "loose_jawline": ("jawline", "moderate"),
        "deep_wrinkles": ("face_wrinkles", "severe"),
        "dislike_of_contours": ("face_contours", "quite_a_lot"),
        "neck_wrinkles": ("neck", "moderate"),
        "long_lasting_effect": ("duration", "longer"),
    }

    for answers, given in sample:
        stated = {each.criterion: each.state for each in given.criteria}

        assert stated.keys() == from_level.keys()
        for criterion, (question, level) in from_level.items():
            position = choices(question).index(answers[question])
            met = position >= LEVELS[question].index(level)
            unsure = answers[question] == NOT_SURE
            assert stated[criterion] == ("not_sure" if unsure else "met" if met else "not_met")
