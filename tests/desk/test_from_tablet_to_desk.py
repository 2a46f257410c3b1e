"""From the tablet to the desk: a scanner reads the code off the one, and types it at the other."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import OnATablet, clinic_with, nothing_is_left_of
from tests.browser.person import DEVICES, QUESTIONS, TEXTS

NOTES = [question for question in QUESTIONS if not question.counts]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    with clinic_with(tmp_path_factory) as server:
        yield server


@pytest.fixture
def patient(new_page, clinic):
    return OnATablet(new_page(DEVICES["tablet"], alone=True), clinic.url)


def scanned_from(patient):
    picture = Image.open(BytesIO(patient.page.screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def test_staff_see_what_the_patient_answered_and_nothing_of_it_is_stored_anywhere(
    patient, clinic, receptionist, desk
):
    given = JAW_AND_NECK
    patient.takes_the_tablet().begins().starts().answers_all(given)
    patient.shows_the_result().shows_it_to_the_clinic()
    code = scanned_from(patient)

    someone = receptionist().comes().types(code).sees_a_visit()

    view = someone.page.locator(".visit")
    for question in QUESTIONS:
        if question.counts:
            expect(view).to_contain_text(question.words(given[question.id]))
    for note in (note for note in NOTES if not note.ticked_at_first):
        for level in given[note.id]:
            expect(view).not_to_contain_text(note.words(level))
    assert not someone.scrolls()

    patient.taps(TEXTS("tablet.done"))
    someone.closes()
    nothing_is_left_of(given, patient, clinic)
    logs = clinic.log.read_text(encoding="utf-8") + desk.server.log.read_text(encoding="utf-8")
    assert code not in logs
    assert code not in someone.everything_kept
    assert desk.written_since_it_started([code, code.replace("-", "")]) == []


def test_what_the_patient_ticks_for_the_code_is_what_staff_see(patient, receptionist):
    patient.takes_the_tablet().begins().starts().answers_all(JAW_AND_NECK)
    patient.shows_the_result().shows_it_to_the_clinic()
    for note in NOTES:
        if not note.ticked_at_first:
            patient.chooses(note.name)

    someone = receptionist().comes().types(scanned_from(patient)).sees_a_visit()

    for note in NOTES:
        for level in JAW_AND_NECK[note.id]:
            expect(someone.page.locator(".visit")).to_contain_text(note.words(level))
