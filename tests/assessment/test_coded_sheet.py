"""The sheet carries its visit's code: a scanner reads from the paper what stands on it."""

import datetime

import pytest
import zxingcpp

from assessment.coded_sheet import with_code
from assessment.records.visit_code import edition_mark, read_visit_code
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import ANSWERS, parts
from assessment.sheet.render import sheet_pdf
from tests.answer_sets import JAW_AND_NECK
from tests.opened_sheet import pictures_of, plain, text_of

DAY = datetime.date(2026, 11, 29)


@pytest.fixture
def sheet_with(definition):
    """Return a function that makes a sheet of these parts, and says what it was made for."""

    def make(wanted):
        request = SheetRequest("K7MP-3XTA", frozenset(wanted), DAY)
        request = with_code(definition, JAW_AND_NECK, request)
        return request, sheet_pdf(definition, JAW_AND_NECK, request)

    return make


def scanned(pdf):
    first, *others = pictures_of(pdf, 2)
    assert [zxingcpp.read_barcodes(page) for page in others] == [[] for _ in others]
    return [each.text for each in zxingcpp.read_barcodes(first)]


def test_a_scanner_reads_from_the_paper_what_stands_on_the_sheet(definition, sheet_with):
    every_part = parts(definition.questionnaire, JAW_AND_NECK)
    request, pdf = sheet_with(every_part)

    assert scanned(pdf) == [request.code]
    assert plain(definition.texts("sheet.code", code=request.code)) in plain(" ".join(text_of(pdf)))
    visit = read_visit_code(request.code, {edition_mark(definition): definition})
    assert dict(visit.answers) == dict(JAW_AND_NECK)


def test_what_is_not_on_the_sheet_is_not_in_its_code(definition, sheet_with):
    notes = [note.id for note in definition.questionnaire.notes]
    _, pdf = sheet_with([ANSWERS, notes[0]])

    (code,) = scanned(pdf)
    visit = read_visit_code(code, {edition_mark(definition): definition})
    assert notes[0] in visit.answers
    assert not set(notes[1:]) & set(visit.answers)


def test_a_sheet_without_the_answers_has_no_code(definition, sheet_with):
    every_part = parts(definition.questionnaire, JAW_AND_NECK)
    request, pdf = sheet_with(part for part in every_part if part != ANSWERS)

    assert request.code == ""
    assert scanned(pdf) == []
    before_the_code = definition.texts("sheet.code", code="\0").partition("\0")[0]
    assert plain(before_the_code) not in plain(" ".join(text_of(pdf)))
