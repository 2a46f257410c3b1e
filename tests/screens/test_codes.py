"""The code of a visit on the screens: shown with what the person ticks, and typed to go on."""

import re

import pytest

from assessment.model.steps import GO_ON, RESULT, SHEET, VISIT_CODE, WELCOME
from assessment.records import visit_code as coding
from assessment.records.qr_code import qr_svg
from assessment.records.visit_code import edition_mark, read_visit_code, visit_code
from screens.journey import Visit
from serving import markup
from tests.answer_sets import JAW_AND_NECK
from tests.screens.patient import DEFINITION, QUESTIONNAIRE, TEXTS, Patient

EDITIONS = {edition_mark(DEFINITION): DEFINITION}
NOTES = [note.id for note in QUESTIONNAIRE.notes]
ASKED_FIRST = [note.id for note in QUESTIONNAIRE.notes if not note.ticked_at_first]
FIRST, SECOND, THIRD, *_ = QUESTIONNAIRE.questions
HELD = {key: JAW_AND_NECK[key] for key in (FIRST.id, SECOND.id)}
TABLET = {"tablet": "front-desk"}


@pytest.fixture
def patient():
    return Patient()


def at(step, answers, **visit):
    return Patient().comes_back_to(Visit(step, answers, adult=True, turn=9, **visit))


class Lent(Patient):
    """Someone with a clinic's tablet."""

    def __init__(self):
        super().__init__()
        self.app.query_params.update(TABLET)


def code_on(patient):
    (written,) = re.findall('<p class="code">(.*?)</p>', patient.html)
    return "-".join(re.findall("<span>(.*?)</span>", written))


def held_by(patient):
    return read_visit_code(code_on(patient), EDITIONS)


def code_of(answers, *, helped=False, given_on=NOTES):
    finished = {each.id for each in QUESTIONNAIRE.counting} <= answers.keys()
    return visit_code(DEFINITION, answers, helped=helped, given_on=given_on, finished=finished)


def types(patient, code):
    patient.app.text_input(key="typed-code").set_value(code)
    return patient.taps("go-on")


# Shown


@pytest.mark.parametrize(("step", "button"), [(RESULT, "to-clinic"), (SHEET, "to-clinic-sheet")])
def test_the_result_and_the_sheet_lead_to_the_code_and_back_leads_to_the_result(step, button):
    patient = at(step, JAW_AND_NECK).taps(button)

    assert patient.heading == TEXTS("code.heading")
    assert TEXTS("code.is_answers") in patient.reads
    assert patient.taps("back-code").visit.step == RESULT


def test_health_and_hopes_are_in_the_code_only_once_they_are_ticked():
    patient = at(VISIT_CODE, JAW_AND_NECK)
    without = held_by(patient)
    assert not set(without.answers) & set(ASKED_FIRST)
    assert {each.id for each in QUESTIONNAIRE.counting} <= set(without.answers)

    for note in ASKED_FIRST:
        patient.puts_on_the_sheet(note)

    assert dict(held_by(patient).answers) == dict(JAW_AND_NECK)
    patient.keeps_off_the_sheet(ASKED_FIRST[0])
    assert ASKED_FIRST[0] not in held_by(patient).answers


def test_what_is_ticked_for_the_sheet_is_ticked_for_the_code_too():
    patient = at(SHEET, JAW_AND_NECK)
    assert ASKED_FIRST[0] not in held_by(at(VISIT_CODE, JAW_AND_NECK)).answers

    patient.puts_on_the_sheet(ASKED_FIRST[0]).taps("to-clinic-sheet")

    assert ASKED_FIRST[0] in held_by(patient).answers


def test_a_note_in_which_nothing_is_ticked_has_no_box():
    patient = at(VISIT_CODE, {**JAW_AND_NECK, ASKED_FIRST[0]: ()})

    assert f"part-{ASKED_FIRST[0]}" not in [box.key for box in patient.app.checkbox]


def test_that_nothing_is_ticked_is_told_of_a_note_that_goes_in_without_a_tick():
    ticked_at_first = [note for note in NOTES if note not in ASKED_FIRST]
    visit = held_by(at(VISIT_CODE, {**JAW_AND_NECK, **dict.fromkeys(NOTES, ())}))

    assert ticked_at_first
    assert {note: visit.answers.get(note) for note in NOTES} == {
        note: () if note in ticked_at_first else None for note in NOTES
    }


def test_that_someone_helped_is_in_the_code():
    assert held_by(at(VISIT_CODE, JAW_AND_NECK, helped=True)).helped


def test_the_square_says_nothing_but_the_code():
    patient = at(VISIT_CODE, JAW_AND_NECK)

    assert patient.html.count("<img") == 1
    assert markup.drawing(qr_svg(code_on(patient)), TEXTS("code.qr")) in patient.html


def test_on_a_tablet_it_is_the_last_thing_and_says_how_long_it_waits():
    patient = Lent().comes_back_to(Visit(VISIT_CODE, JAW_AND_NECK, adult=True, turn=9, **TABLET))

    minutes = TEXTS.number(DEFINITION.clinic.tablets.code_minutes)
    assert TEXTS("code.waits", minutes=minutes) in patient.reads
    assert patient.buttons == ["done-code", "back-code"]
    patient.taps("done-code")
    assert patient.heading == TEXTS("tablet.handed_heading")
    assert not [level for level in JAW_AND_NECK.values() if repr(level) in repr(patient.visit)]


def test_at_home_nothing_waits_and_nothing_is_wiped():
    patient = at(VISIT_CODE, JAW_AND_NECK)

    assert patient.buttons == ["back-code"]
    assert "minutes" not in patient.reads


# Left for later


def test_who_is_not_finished_gets_a_code_of_what_is_answered_so_far():
    patient = at(VISIT_CODE, HELD)

    assert patient.heading == TEXTS("code.later_heading")
    assert dict(held_by(patient).answers) == HELD
    assert not held_by(patient).is_finished
    assert patient.taps("back-code").visit.step == THIRD.id


def test_whoever_stops_at_a_note_is_not_said_to_have_finished():
    counting = {key: JAW_AND_NECK[key] for key in JAW_AND_NECK if key not in NOTES}
    patient = at(NOTES[0], counting)

    visit = held_by(at(VISIT_CODE, counting))

    assert patient.asked == NOTES[0]
    assert dict(visit.answers) == counting
    assert not visit.is_finished


def test_on_a_tablet_the_link_to_go_on_later_stays_on_the_tablet():
    patient = at(SECOND.id, HELD)
    assert f'href="?step={VISIT_CODE}"' in patient.html

    lent = Lent().comes_back_to(Visit(SECOND.id, HELD, adult=True, turn=9, **TABLET))

    assert f'href="?tablet=front-desk&amp;step={VISIT_CODE}"' in lent.html


def test_every_question_but_the_first_offers_to_go_on_later():
    link = f'href="?step={VISIT_CODE}"'

    assert link not in at(FIRST.id, {}).html
    for question in QUESTIONNAIRE.questions[1:]:
        assert at(question.id, JAW_AND_NECK).html.count(link) == 1


# Typed


def test_whoever_began_elsewhere_goes_on_at_the_next_question_with_every_answer(patient):
    types(patient.opens().taps("have-code"), code_of(HELD))

    assert patient.asked == THIRD.id
    assert dict(patient.visit.answers) == HELD
    assert patient.goes_back().chosen == HELD[SECOND.id]


def test_whoever_had_finished_goes_on_where_every_answer_can_be_checked(patient):
    types(patient.opens().taps("have-code"), code_of(JAW_AND_NECK, helped=True).lower())

    assert patient.heading == TEXTS("check.heading")
    assert dict(patient.visit.answers) == dict(JAW_AND_NECK)
    assert patient.visit.helped
    assert patient.taps("show-result").visit.step == RESULT


def test_a_note_that_was_not_given_on_is_asked_again(patient):
    types(patient.opens().taps("have-code"), code_of(JAW_AND_NECK, given_on=NOTES[:1]))

    assert patient.asked == NOTES[1]


@pytest.mark.parametrize("typed", ["", "???", "7QK-8F3M-XT2A-9CD"])
def test_a_wrong_code_is_told_and_stays_to_be_mended(patient, typed):
    types(patient.opens().taps("have-code"), typed)

    assert patient.visit.step == GO_ON
    assert not patient.visit.answers
    assert "error" in patient.html
    assert patient.app.text_input(key="typed-code").value == typed
    told = TEXTS("code.mistyped") if len(typed) > 3 else TEXTS("code.no_code")
    assert told in patient.reads
    assert types(patient, code_of(HELD)).asked == THIRD.id


def test_a_code_of_other_questions_is_never_read_as_one_of_these(patient):
    mark, *groups = code_of(HELD).split("-")
    other = "0" if mark[0] != "0" else "1"
    held = other + mark[1:] + "".join(groups)[:-2]
    check = (1 - coding._number(f"{held}00")) % coding._MODULUS

    types(patient.opens().taps("have-code"), held + coding._written(check).rjust(2, "0"))

    assert TEXTS("code.other_edition") in patient.reads
    assert not patient.visit.answers


def test_whoever_has_no_code_after_all_goes_back_and_has_lost_nothing():
    patient = at(WELCOME, JAW_AND_NECK).taps("have-code").taps("back-go-on")

    assert patient.heading == TEXTS("welcome.heading")
    assert dict(patient.visit.answers) == dict(JAW_AND_NECK)


def test_whoever_types_a_code_has_nothing_of_the_person_before_them():
    before = at(WELCOME, JAW_AND_NECK, ticks={ASKED_FIRST[0]: True}, helped=True)
    reference = before.visit.reference

    after = types(before.taps("have-code"), code_of(HELD))

    assert dict(after.visit.answers) == HELD
    assert not after.visit.ticks
    assert not after.visit.helped
    assert after.visit.reference != reference


def test_nobody_comes_to_the_field_by_an_address(patient):
    assert patient.opens(GO_ON).heading == TEXTS("welcome.heading")
