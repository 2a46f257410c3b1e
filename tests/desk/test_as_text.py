"""A visit as text for a record system: one fact a line, and nothing that should not be there."""

import pytest

from assessment.model.answers import checked
from assessment.records.visit_code import edition_mark, read_visit_code
from assessment.rule import wording
from assessment.rule.suggest import suggest
from desk.as_text import as_text
from tests.answer_sets import (
    EVERYTHING_SAID,
    JAW_AND_NECK,
    ONE_FOR_EACH,
    SOFT_JAW,
    UNSURE_OF_NECK,
)
from tests.desk.clerk import DEFINITION, NOTES, QUESTIONNAIRE, TEXTS, UNFINISHED, code_of


def lines_of(given, **more):
    editions = {edition_mark(DEFINITION): DEFINITION}
    return as_text(read_visit_code(code_of(given, **more), editions)).splitlines()


def fact(key, said):
    return TEXTS("desk.fact", name=TEXTS(f"desk.{key}"), said=said)


@pytest.mark.parametrize("name", ONE_FOR_EACH)
def test_it_tells_the_suggestion_with_its_advice_reasons_and_version(name):
    given = ONE_FOR_EACH[name]
    lines, suggestion = lines_of(given), suggest(QUESTIONNAIRE, checked(QUESTIONNAIRE, given))

    assert lines[0] == f"{TEXTS('page.title')} · {DEFINITION.clinic.name}"
    assert lines[1] == fact("suggestion", wording.result_name(DEFINITION, name))
    assert lines[2] == fact("advice", QUESTIONNAIRE.advice)
    assert fact("because", suggestion.because) in lines
    reasons = [fact("reason", each) for each in wording.reason_lines(DEFINITION, suggestion)]
    assert [each for each in lines if each in reasons] == reasons
    number = [clause.id for clause in QUESTIONNAIRE.rule].index(suggestion.clause) + 1
    assert fact("clause", f"{number} ({suggestion.clause})") in lines
    version, mark, content = QUESTIONNAIRE.version, edition_mark(DEFINITION), "hash"
    assert any(version in each and mark in each and content in each for each in lines)


def test_each_answer_each_criterion_and_each_remark_has_a_line_of_its_own():
    lines = lines_of(EVERYTHING_SAID)
    suggestion = suggest(QUESTIONNAIRE, checked(QUESTIONNAIRE, EVERYTHING_SAID))

    for question in QUESTIONNAIRE.questions:
        answer = EVERYTHING_SAID[question.id]
        levels = (answer,) if isinstance(answer, str) else answer
        words = "; ".join(question.words(each) for each in levels)
        assert TEXTS("desk.fact", name=question.name, said=words) in lines
    assert all(fact("remark", each.say) in lines for each in suggestion.remarks)
    criteria = [each for each in lines if each.startswith(TEXTS("desk.criterion"))]
    assert len(criteria) == len(QUESTIONNAIRE.criteria)
    assert len(lines) == len(set(lines))


def test_what_would_change_it_and_what_was_not_sure_are_told():
    changes = [each for each in lines_of(JAW_AND_NECK) if each.startswith(TEXTS("desk.change"))]
    calls = suggest(QUESTIONNAIRE, checked(QUESTIONNAIRE, JAW_AND_NECK)).close_calls
    assert len(changes) == len(calls) > 0

    unsure = lines_of(UNSURE_OF_NECK)
    assert TEXTS("desk.unsure_decides", names=QUESTIONNAIRE["throat"].name) in unsure
    assert not [each for each in unsure if each.startswith(TEXTS("desk.clause"))]


def test_what_was_kept_back_is_not_in_it_and_none_ticked_is_told():
    lines = lines_of({**JAW_AND_NECK, "dreams": ()}, given_on=("dreams",))
    medical, dreams = (QUESTIONNAIRE[each] for each in NOTES)

    assert f"{medical.name}: {TEXTS('desk.not_given')}" in lines
    assert f"{dreams.name}: {TEXTS('desk.none_ticked')}" in lines
    assert not [each for each in medical.levels.values() if each in " ".join(lines)]


def test_of_a_visit_that_is_not_finished_it_tells_the_answers_and_no_suggestion():
    lines = lines_of(UNFINISHED)

    total = len(QUESTIONNAIRE.questions)
    assert lines[1] == TEXTS("desk.unfinished", answered=len(UNFINISHED), total=total)
    chin, whole = QUESTIONNAIRE["chin"], QUESTIONNAIRE["whole"]
    assert f"{chin.name}: {chin.words('slight')}" in lines
    assert f"{whole.name}: {TEXTS('desk.not_answered')}" in lines
    assert not [each for each in lines if each.startswith(TEXTS("desk.suggestion"))]
    assert not [each for each in lines if QUESTIONNAIRE.advice in each]


def test_whether_someone_helped_is_told():
    assert TEXTS("tablet.helped_said") in lines_of(SOFT_JAW, helped=True)
    assert TEXTS("desk.not_helped") in lines_of(SOFT_JAW)


@pytest.mark.parametrize("given", [SOFT_JAW, EVERYTHING_SAID, UNFINISHED])
def test_it_is_plain_one_fact_a_line_and_the_code_is_not_in_it(given):
    text = "\n".join(lines_of(given))

    assert code_of(given) not in text
    assert code_of(given).replace("-", "") not in text
    assert "\n\n" not in text
    assert not set("<>{}\t\r") & set(text)
