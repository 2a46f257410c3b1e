"""Not sure is every level: held against any rule a clinic may write, not the shipped one alone."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.loading import load
from assessment.model.answers import checked
from assessment.model.clause import Clause
from assessment.model.conditions import AllOf, AnyOf, AtLeast, AtLeastOf, AtMost, Atom
from assessment.model.questionnaire import NOT_SURE
from assessment.rule.clause_matching import first_match
from assessment.rule.not_sure import agreed_clause
from assessment.rule.suggest import suggest
from tests.definition_files import write_small_definition

SIGNS = ("chin", "throat", "whole")

atoms = st.builds(
    lambda kind, question, position: kind(question, position),
    st.sampled_from([Atom, AtLeast, AtMost]),
    st.sampled_from(SIGNS),
    st.integers(0, 3),
)


def groups(inner):
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(AllOf, parts) | st.builds(AnyOf, parts) | st.builds(AtLeastOf, parts, st.just(2))
    )


conditions = st.recursive(atoms, groups, max_leaves=6)
rules = st.lists(
    st.tuples(conditions, st.sampled_from(["large_lift", "small_lift", "neither", "unclear"])),
    min_size=1,
    max_size=4,
)


def rule_of(pairs):
    clauses = [Clause(f"c{n}", when, says, "B", "P") for n, (when, says) in enumerate(pairs)]
    return (*clauses, Clause("rest", None, "unclear", "B", "P", reasons=SIGNS))


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(pairs=rules, levels=st.tuples(*[st.integers(0, 4)] * len(SIGNS)))
def test_what_is_not_sure_is_as_every_level_would_have_it(questionnaire, pairs, levels):
    ruled = replace(questionnaire, rule=rule_of(pairs))
    answers = {question.id: question.level_ids[0] for question in questionnaire.counting}
    for sign, level in zip(SIGNS, levels, strict=True):
        answers[sign] = questionnaire[sign].choices[level]

    tried = [
        first_match(ruled.rule, dict(zip(SIGNS, each, strict=True)))
        for each in product(*(range(4) if level == 4 else (level,) for level in levels))
    ]
    clause = agreed_clause(ruled, answers)

    assert (clause is not None) == (len({each.suggest for each in tried}) == 1)
    assert clause in (None, tried[0])
    if clause:
        named = {reason.question for reason in suggest(ruled, answers).reasons}
        assert not named & {sign for sign in SIGNS if answers[sign] == NOT_SURE}


@pytest.fixture
def agreeing(tmp_path):
    """A definition whose two clauses both give `neither`, and whose one sign may be not sure."""
    write_small_definition(tmp_path)
    place = tmp_path / "questionnaire.yaml"
    text = place.read_text()
    for old, new in [
        ("suggest: lift, because", "suggest: neither, because"),
        ("from: lift, only: [lift]", "from: neither, only: [neither]"),
        ("name: Neck", "name: Neck, not_sure: Who knows"),
    ]:
        assert old in text
        text = text.replace(old, new)
    place.write_text(text)
    return load(tmp_path).questionnaire


def test_an_answer_of_not_sure_is_no_reason_and_no_close_call(agreeing):
    told = suggest(agreeing, {"neck": NOT_SURE})

    assert (told.suggestion, told.clause, told.tried) == ("neither", "rest", ("neck",))
    assert not told.reasons
    assert not told.close_calls
    assert not told.unsure_of


def test_no_remark_speaks_of_what_the_person_was_not_sure_of(questionnaire):
    remark = replace(questionnaire.remarks[0], when=AtMost("throat", 3))
    asked = replace(questionnaire, remarks=(remark,))
    answers = dict.fromkeys((question.id for question in questionnaire.counting), NOT_SURE)
    wishes = {q.id: q.level_ids[0] for q in questionnaire.counting if not q.not_sure}

    unsure = suggest(asked, checked(asked, answers | wishes))
    sure = suggest(asked, checked(asked, answers | wishes | {"throat": "heavy"}))

    assert sure.remarks == (remark,)
    assert unsure.remarks == ()
