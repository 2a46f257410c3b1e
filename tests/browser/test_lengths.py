"""How long the result and the pages it leads to are, in screens: what is too long is not read."""

import pytest

from assessment.model.steps import (
    COMPARE,
    HOW_A_LIFT_IS_DONE,
    RESULT,
    WHAT_YOU_TOLD_US,
    WHERE_THIS_COMES_FROM,
)
from screens.journey import Visit
from tests.browser.clinics_patient import CLINIC, ClinicsPatient, answers_toward
from tests.browser.person import DEVICES

MOST_OF_A_QUESTION = {"phone": 1.25, "tablet": 1}
"""Screens, its Continue button and all."""

SUGGESTED = sorted({example.suggest for example in CLINIC.questionnaire.examples})

MOST = {
    "phone": {
        RESULT: 6,
        WHAT_YOU_TOLD_US: 3,
        COMPARE: 18,
        HOW_A_LIFT_IS_DONE: 3.5,
        WHERE_THIS_COMES_FROM: 19,
    },
    "tablet": {
        RESULT: 3.5,
        WHAT_YOU_TOLD_US: 2,
        COMPARE: 8.25,
        HOW_A_LIFT_IS_DONE: 2.25,
        WHERE_THIS_COMES_FROM: 7.75,
    },
}
"""Screens that each page may take. The result is read to the end; the others are looked into."""


@pytest.fixture(params=MOST)
def device(request):
    return request.param


@pytest.fixture
def patient(someone, clinics_server, device):
    return someone(device, kind=ClinicsPatient, at=clinics_server)


def given_by_one_toward(suggestion, ticks=2):
    """Return the answers of one of the clinic's examples, with so many ticks a note."""
    given = answers_toward(suggestion)
    return given | {note.id: given[note.id][:ticks] for note in CLINIC.questionnaire.notes}


def at(step, patient, suggestion, ticks=2):
    """Bring the patient to a page, as one of the clinic's examples."""
    given = given_by_one_toward(suggestion, ticks)
    return patient.comes_back_with(Visit(step, given, adult=True, turn=20))


def screens(patient, device):
    height = patient.page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid=stMain]')
          return main.scrollHeight > main.clientHeight ? main.scrollHeight : 0
        }"""
    )
    return height / DEVICES[device][1]


def test_a_question_stands_on_one_tablet_screen_and_with_pictures_nearly_on_a_phones(
    someone, clinics_server
):
    patient, too_long = someone(kind=ClinicsPatient, at=clinics_server).opens().starts(), {}
    for question in patient.answers(given_by_one_toward(SUGGESTED[0])):
        for device in MOST:
            width, height = DEVICES[device]
            patient.page.set_viewport_size({"width": width, "height": height})
            found = screens(patient.settled(), device)
            if device == "tablet" or CLINIC.questionnaire[question].picture:
                too_long |= {question: found} if found > MOST_OF_A_QUESTION[device] else {}

    assert too_long == {}


def test_the_result_is_short_enough_to_be_read_to_the_end(patient, device):
    for suggestion in SUGGESTED:
        found = screens(at(RESULT, patient, suggestion), device)

        assert 1 < found <= MOST[device][RESULT], suggestion


def test_the_first_part_of_the_result_stands_on_the_first_screen(patient, device):
    """With every note ticked, so that what stands above everything is there too."""
    for suggestion in SUGGESTED:
        at(RESULT, patient, suggestion, ticks=None)
        low = patient.page.evaluate(
            "document.querySelector('.first-screen').getBoundingClientRect().bottom"
        )

        assert 0 < low <= DEVICES[device][1], suggestion


@pytest.mark.parametrize("step", [step for step in MOST["phone"] if step != RESULT])
def test_a_page_of_its_own_is_no_longer_than_it_was_meant_to_be(step, patient, device):
    found = screens(at(step, patient, SUGGESTED[0]), device)

    assert 1 < found <= MOST[device][step]
