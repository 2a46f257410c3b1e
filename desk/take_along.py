"""What is made of a visit when staff ask for it: the sheet as a file or on paper, and FHIR."""

from __future__ import annotations

import datetime
import json

from assessment.coded_sheet import with_code
from assessment.model.answers import without_withheld_notes
from assessment.records import fhir
from assessment.records.reference import new_reference
from assessment.records.visit_code import CodedVisit
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import parts
from assessment.sheet.render import sheet_pages, sheet_pdf
from assessment.sheet.typesetting import SheetError
from desk.facts import facts
from desk.handed import Handed, NotMade
from serving.console import tell_staff
from serving.made_files import FHIR, PDF, File, Pages


def sheet_to_save(visit: CodedVisit) -> Handed:
    """Return the sheet as a file (PDF), with all on it that the code holds."""
    request, answers = _request(visit), facts(visit).answers
    try:
        made = sheet_pdf(visit.edition, answers, request)
    except SheetError as error:
        tell_staff(error)
        return NotMade()
    name = visit.edition.texts("sheet.file", code=request.reference)
    return File(f"{name}.pdf", PDF, made)


def sheet_to_print(visit: CodedVisit) -> Handed:
    """Return the same sheet as pages for the printer."""
    try:
        pages = sheet_pages(visit.edition, facts(visit).answers, _request(visit))
    except SheetError as error:
        tell_staff(error)
        return NotMade()
    return Pages(tuple(pages), visit.edition.clinic.paper)


def record_to_save(visit: CodedVisit) -> Handed:
    """Return the visit for a record system (FHIR), under a reference of its own."""
    reference = new_reference()
    record = fhir.response(
        visit.edition,
        without_withheld_notes(visit.edition.questionnaire, visit.answers, visit.answers),
        reference=reference,
        authored=datetime.datetime.now(datetime.UTC),
        helped=visit.helped,
    )
    name = visit.edition.texts("sheet.record_file", code=reference)
    return File(f"{name}.json", FHIR, json.dumps(record, ensure_ascii=False, indent=2).encode())


def _request(visit: CodedVisit) -> SheetRequest:
    """Return what the sheet is made for, under a reference of its own: the visit's is not here."""
    answers = facts(visit).answers
    given = frozenset(parts(visit.edition.questionnaire, answers))
    request = SheetRequest(new_reference(), given, datetime.date.today(), visit.helped)
    return with_code(visit.edition, visit.answers, request)
