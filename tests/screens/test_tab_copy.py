"""What a tab keeps of a visit, and what comes of it when the tab brings it back."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.loading import ROOT
from assessment.model.steps import (
    CHECK,
    HANDED_BACK,
    MIRROR,
    RESULT,
    SHEET,
    TABLET_START,
    WELCOME,
    asked_at,
    steps,
)
from assessment.records.reference import LETTERS, is_reference
from assessment.sheet.parts import is_chosen
from screens.back_and_forward import at_requested_step, reachable
from screens.browser import HOURS_AT_HOME
from screens.journey import (
    Export,
    Visit,
    after_age,
    after_back,
    after_continue,
    at_step,
    changing_answer,
    new_visit,
    wiped,
    with_answer,
)
from screens.tab_copy import MOST_CHARACTERS, TURNS, restored, tab_copy
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import QUESTIONNAIRE

FIRST, SECOND, *_ = QUESTIONNAIRE.questions
NOTE = next(each for each in QUESTIONNAIRE.questions if each.alone)
TABLET = "front-desk"
UNKNOWING = new_visit(TABLET)
DONE = Visit(
    step=CHECK,
    answers=JAW_AND_NECK,
    adult=True,
    turn=30,
    tablet=TABLET,
    helped=True,
    reference="K7MP-3XTA",
    ticks=MappingProxyType({"dreams": False, "sources": False, "medical": True}),
)
SOUND = tab_copy(QUESTIONNAIRE, DONE)
FIELDS = tuple(json.loads(SOUND))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


def spoilt(**fields):
    return json.dumps({**json.loads(SOUND), **fields})


def brought_back(text, server=UNKNOWING, questionnaire=QUESTIONNAIRE):
    return restored(questionnaire, server, text)


def with_levels(question, levels):
    """Return the questionnaire after the clinic has given one question other levels."""
    questions = [
        replace(each, levels=MappingProxyType(dict.fromkeys(levels, "Words")))
        if each.id == question.id
        else each
        for each in QUESTIONNAIRE.questions
    ]
    return replace(QUESTIONNAIRE, questions=tuple(questions), content_hash="another")


def every_visit_on_the_way(tablet):
    """Yield one person's visit as it stands after each tap, from the age to the sheet."""
    visit = after_age(at_step(new_visit(tablet), WELCOME), adult=True)
    yield after_back(QUESTIONNAIRE, visit)
    while visit.step != SHEET:
        yield visit
        question = asked_at(QUESTIONNAIRE, visit.step)
        if question:
            yield after_continue(QUESTIONNAIRE, visit)
            visit = with_answer(visit, question, JAW_AND_NECK[question.id])
            yield visit
        visit = after_continue(QUESTIONNAIRE, visit)
    yield visit
    result = after_back(QUESTIONNAIRE, visit)
    check = replace(after_back(QUESTIONNAIRE, result), helped=bool(tablet))
    yield check
    for question in QUESTIONNAIRE.questions:
        yield changing_answer(check, question)
    yield at_requested_step(QUESTIONNAIRE, check, SECOND.id)


def told(visit):
    return {
        name: getattr(visit, name)
        for name in (
            *("step", "answers", "adult", "changing", "turn"),
            *("tablet", "helped", "reference", "ticks", "renewed"),
        )
    }


@pytest.mark.parametrize("tablet", ["", TABLET])
def test_a_visit_comes_back_as_it_was_from_every_step(tablet):
    way = list(every_visit_on_the_way(tablet))
    back = [brought_back(tab_copy(QUESTIONNAIRE, visit), new_visit(tablet)) for visit in way]

    assert {visit.step for visit in way} == set(steps(QUESTIONNAIRE))
    assert [told(visit) for visit in back] == [told(visit) for visit in way]


def test_a_visit_that_comes_back_on_a_tablet_waits_for_nobody():
    assert not brought_back(SOUND).waits_for_someone


@pytest.mark.parametrize(
    "visit",
    [
        Visit(),
        UNKNOWING,
        at_step(UNKNOWING, WELCOME),
        after_age(DONE, adult=False),
        wiped(DONE),
        wiped(DONE, HANDED_BACK),
    ],
    ids=["new", "new on a tablet", "begun", "under 18", "wiped", "handed back"],
)
def test_nothing_is_kept_where_there_is_nothing_to_lose(visit):
    assert tab_copy(QUESTIONNAIRE, visit) is None


@pytest.mark.parametrize("further", [0, 1])
def test_a_visit_no_further_than_the_servers_own_is_not_brought_back(further):
    server = replace(UNKNOWING, turn=DONE.turn + further)

    assert brought_back(SOUND, server) is None


def test_a_visit_one_turn_further_than_the_servers_own_is_brought_back():
    assert brought_back(SOUND, replace(UNKNOWING, turn=DONE.turn - 1)).turn == DONE.turn


@pytest.mark.parametrize("tablet", ["", "back-desk", "Front-Desk"])
def test_the_visit_of_another_tablet_is_not_brought_back(tablet):
    assert brought_back(SOUND, Visit(tablet=tablet)) is None


@pytest.mark.parametrize("turn", [True, 1.0, "3", -1, 0, None, [31], 10**9, TURNS + 1])
def test_a_turn_that_no_visit_has_brings_nothing_back(turn):
    assert brought_back(spoilt(turn=turn)) is None


@pytest.mark.parametrize(
    "text",
    [
        None,
        True,
        31,
        json.loads(SOUND),
        [SOUND],
        SOUND.encode(),
        "",
        "null",
        "[]",
        '"visit"',
        SOUND[:-1],
        SOUND + "}",
        "\ud800",
        "[" * MOST_CHARACTERS,
        '{"turn":' * 2_000 + "1" + "}" * 2_000,
        '{"turn": ' + "9" * 10_000 + "}",
    ],
    ids=lambda text: repr(text)[:20],
)
def test_what_is_no_visit_brings_nothing_back(text):
    assert brought_back(text) is None


def test_one_character_too_many_is_not_looked_at():
    assert brought_back(SOUND.ljust(MOST_CHARACTERS)).answers == DONE.answers
    assert brought_back(SOUND.ljust(MOST_CHARACTERS + 1)) is None


@pytest.mark.parametrize("step", [SECOND.id, CHECK, RESULT, "no-such-step", "", None, 3, [CHECK]])
def test_a_step_that_may_not_be_reached_gives_way_to_the_last_that_may(step):
    back = brought_back(spoilt(step=step, answers={}, changing=True))

    assert back.step == FIRST.id
    assert not back.changing


@pytest.mark.parametrize(
    "answer", ["no_such_level", "", 2, True, None, [], ["marked"], {"marked": "marked"}]
)
def test_a_level_that_does_not_exist_is_asked_for_again(answer):
    back = brought_back(spoilt(answers={**JAW_AND_NECK, SECOND.id: answer}, step=RESULT))

    assert back.step == SECOND.id
    assert back.answers == {each: JAW_AND_NECK[each] for each in JAW_AND_NECK if each != SECOND.id}


@pytest.mark.parametrize(
    "answer",
    [[NOTE.alone[0], "smoke"], ["smoke", "no_such_level"], [["smoke"]], "smoke", 1],
)
def test_a_note_that_does_not_fit_is_asked_for_again(answer):
    back = brought_back(spoilt(answers={**JAW_AND_NECK, NOTE.id: answer}))

    assert back.step == NOTE.id
    assert NOTE.id not in back.answers


def test_an_answer_to_no_question_is_left_out():
    back = brought_back(spoilt(answers={"no_such_question": "slight", **JAW_AND_NECK}))

    assert back.answers == JAW_AND_NECK


@pytest.mark.parametrize("said", [1, "true", "yes", [True], None])
def test_only_a_plain_yes_says_that_someone_helped_or_that_an_answer_is_being_changed(said):
    back = brought_back(spoilt(helped=said, changing=said))

    assert not back.helped
    assert not back.changing


@pytest.mark.parametrize(
    "code",
    [
        *(None, True, 7, "", [DONE.reference], {"code": DONE.reference}),
        *(DONE.reference[:-1], DONE.reference + "A", DONE.reference + "\n", " " + DONE.reference),
        *(DONE.reference.lower(), DONE.reference.replace("-", ""), "0OI1-LSB8", "<br>-<br>"),
        *("../../etc", "ＡＣＤＥ-ＦＨＪＫ", "A" * 5_000),
    ],
    ids=lambda code: repr(code)[:20],
)
def test_a_code_that_is_none_gives_way_to_the_servers_own(code):
    back = brought_back(spoilt(reference=code))

    assert back.reference == UNKNOWING.reference
    assert is_reference(back.reference)
    assert back.answers == DONE.answers, "for the sake of a code, answers are lost"


@pytest.mark.parametrize("ticks", [None, 7, True, "dreams", ["medical"], {"medical": 1}])
def test_where_what_was_ticked_is_damaged_nothing_counts_as_ticked(ticks):
    back = brought_back(spoilt(ticks=ticks))

    assert back.ticks == {}
    assert not is_chosen(QUESTIONNAIRE, "medical", back.ticks)
    assert back.answers == DONE.answers


def test_a_visit_kept_before_there_were_codes_is_given_one():
    old = {name: value for name, value in json.loads(SOUND).items() if name != "reference"}

    assert brought_back(json.dumps(old)).reference == UNKNOWING.reference


def test_what_a_person_wanted_done_with_the_sheet_does_not_come_back():
    wanting = replace(DONE, step=SHEET, export=Export("save_sheet", "b4c1f00d"))

    assert "b4c1f00d" not in tab_copy(QUESTIONNAIRE, wanting)
    assert brought_back(tab_copy(QUESTIONNAIRE, wanting)).export is None


def fits(question, answer):
    if question.counts:
        return answer in question.choices
    in_order = tuple(level for level in question.level_ids if level in answer)
    return answer == in_order and (len(answer) < 2 or not set(answer) & set(question.alone))


def assert_nothing_or_a_sound_visit(text):
    back = brought_back(text)
    if back is None:
        return
    assert all(fits(QUESTIONNAIRE[name], answer) for name, answer in back.answers.items())
    assert back.step in reachable(QUESTIONNAIRE, back)
    assert type(back.turn) is int
    assert UNKNOWING.turn < back.turn <= TURNS
    assert back.tablet == UNKNOWING.tablet
    assert {type(said) for said in (back.changing, back.helped, back.renewed)} == {bool}
    assert is_reference(back.reference)
    again = brought_back(tab_copy(QUESTIONNAIRE, back))
    assert again == replace(back, renewed=False)
    assert again.reference == back.reference


def many(examples):
    return settings(max_examples=examples, derandomize=True, database=None, deadline=None)


@many(200)
@given(text=st.text() | JSON | JSON.map(json.dumps))
def test_nothing_but_a_visit_is_ever_brought_back(text):
    assert brought_back(text) is None


@many(300)
@given(field=st.sampled_from(FIELDS), value=JSON)
def test_with_any_one_field_forged_a_visit_is_sound_or_not_brought_back(field, value):
    assert_nothing_or_a_sound_visit(spoilt(**{field: value}))


@many(300)
@given(
    fields=st.fixed_dictionaries(
        {},
        optional={
            "step": st.sampled_from(steps(QUESTIONNAIRE)),
            "changing": st.booleans(),
            "turn": st.integers(-1, TURNS + 1),
            "reference": st.text(LETTERS + "-", max_size=10),
            "answers": st.fixed_dictionaries(
                {},
                optional={
                    question.id: st.sampled_from(question.choices)
                    | st.lists(st.sampled_from(question.choices))
                    | JSON
                    for question in QUESTIONNAIRE.questions
                },
            ),
        },
    )
)
def test_however_well_it_is_forged_a_visit_is_sound_or_not_brought_back(fields):
    assert_nothing_or_a_sound_visit(spoilt(**fields))


@many(100)
@given(at=st.integers(0, len(SOUND)), long=st.integers(0, 40), instead=st.text(max_size=3))
def test_with_any_piece_damaged_a_visit_is_sound_or_not_brought_back(at, long, instead):
    assert_nothing_or_a_sound_visit(SOUND[:at] + instead + SOUND[at + long :])


def test_after_a_change_of_words_alone_every_answer_is_kept_and_that_is_told():
    back = brought_back(SOUND, questionnaire=replace(QUESTIONNAIRE, content_hash="another"))

    assert told(back) == {**told(DONE), "renewed": True}


def test_after_a_change_of_levels_the_answers_that_fit_are_kept_and_that_is_told():
    changed = with_levels(SECOND, ["little", "much"])

    back = brought_back(SOUND, questionnaire=changed)

    assert back.renewed
    assert back.step == SECOND.id
    assert back.answers == {each: JAW_AND_NECK[each] for each in JAW_AND_NECK if each != SECOND.id}


def test_that_the_questionnaire_was_changed_is_told_on_one_page_alone():
    changed = replace(QUESTIONNAIRE, content_hash="another")
    back = brought_back(SOUND, questionnaire=changed)

    assert not after_continue(changed, back).renewed
    assert not brought_back(tab_copy(changed, back), questionnaire=changed).renewed


def test_a_new_page_takes_the_tablet_the_person_and_the_answers_along():
    assert at_step(DONE, MIRROR) == replace(DONE, step=MIRROR, turn=DONE.turn + 1)


def test_a_wiped_visit_keeps_its_tablet_and_a_later_turn_and_nothing_else():
    full = replace(
        DONE,
        changing=True,
        missing=True,
        requested=CHECK,
        wiping=True,
        renewed=True,
        export=Export("save_sheet", "b4c1f00d"),
    )

    assert wiped(full) == Visit(step=TABLET_START, tablet=TABLET, turn=DONE.turn + 1)
    assert wiped(full).reference != full.reference


def test_the_browser_and_the_server_keep_as_much_and_as_long():
    script = (ROOT / "screens/static/sealed.js").read_text(encoding="utf-8")

    assert f"const LARGEST = {MOST_CHARACTERS:_} " in script
    assert f"const LONGEST = {HOURS_AT_HOME} * 3_600_000 " in script
