"""The sheet to take to the specialist: the person says what goes on it, saves it, prints it."""

from __future__ import annotations

import datetime
import json
from functools import partial

import streamlit as st

from assessment.coded_sheet import with_code
from assessment.model.answers import without_withheld_notes
from assessment.model.definition import Definition
from assessment.records import fhir
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import ANSWERS, OWN_PARTS, is_chosen, parts
from assessment.sheet.render import sheet_pages, sheet_pdf
from assessment.sheet.typesetting import SheetError
from screens import export, page, session, show_to_clinic
from screens.counts import count
from screens.journey import ExportKind, Visit, with_export
from screens.sheet_queue import BusyError, in_turn
from serving import markup
from serving.console import tell_staff
from serving.made_files import FHIR, PDF, File, Pages

Handed = File | Pages | str | None
"""What was made, or the key of what is said where it was not; None before anyone asks."""


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts, questionnaire = definition.texts, definition.questionnaire
    offered = parts(questionnaire, visit.answers)
    chosen = frozenset(each for each in offered if is_chosen(questionnaire, each, visit.ticks))
    request = SheetRequest(visit.reference, chosen, datetime.date.today(), visit.helped)
    handed: Handed = None
    if visit.export:
        handed = session.once(visit.export.id, partial(_handed, definition, visit, request))
    saves = may_save(definition, visit)
    lead = markup.text("p", texts("sheet.lead"), class_="lead")
    choose = markup.text("p", texts("sheet.choose"), id="hint", class_="hint")
    markup.show(page.head(definition, visit, texts("sheet.title"), lead, choose))
    with st.container(key="choices-sheet"):
        for part in offered:
            st.checkbox(
                markup.label(_words(definition, part)),
                value=part in chosen,
                key=session.part_key(part),
                width="stretch",
            )
    save = [("save-sheet", texts("sheet.save"), partial(_ask_for, "save_sheet"))] if saves else []
    print_ = ("print-sheet", texts("sheet.print"), partial(_ask_for, "print_sheet"))
    page.buttons(visit, *save, print_)
    _say(definition, visit, handed, "save_sheet", "print_sheet")
    if saves and ANSWERS in chosen:
        about = markup.text("p", texts("sheet.record_lead"))
        markup.show(markup.section(texts("sheet.record_heading"), about))
        with st.container(key="buttons-record"):
            record = partial(_ask_for, "save_record")
            page.button(visit, "save-record", texts("sheet.record"), record)
        _say(definition, visit, handed, "save_record")
    with st.container(key="buttons-back", horizontal=True):
        page.button(visit, "to-clinic-sheet", texts("code.to_clinic"), show_to_clinic.to_clinic)
        if visit.tablet:
            page.button(visit, "done-sheet", texts("tablet.done"), session.hand_back)
        page.button(visit, "back-sheet", texts("buttons.back"), page.go_back)
    if visit.export and isinstance(handed, File | Pages):
        export.hand_over(visit.export.id, handed)


def may_save(definition: Definition, visit: Visit) -> bool:
    """Return whether files may be saved. On a shared tablet the next person finds them."""
    return not visit.tablet or definition.clinic.tablets.saves


def _words(definition: Definition, part: str) -> str:
    """Return what a part of the sheet is called: a text of our own, or the name of the note."""
    key = OWN_PARTS.get(part)
    return definition.texts(key) if key else definition.questionnaire[part].name


def _ask_for(kind: ExportKind) -> None:
    session.change(lambda visit: with_export(visit, kind))


def _handed(definition: Definition, visit: Visit, request: SheetRequest) -> Handed:
    """Return what the person asked for, or the key of what is said where it could not be made."""
    texts, answers = definition.texts, visit.answers
    kind = visit.export.kind if visit.export else None
    if kind == "save_record":
        name = texts("sheet.record_file", code=visit.reference)
        return File(f"{name}.json", FHIR, _record(definition, visit, request))
    if not session.may_have_a_sheet():
        return "sheet.busy"
    request = with_code(definition, answers, request)
    try:
        if kind == "print_sheet":
            pages = in_turn(partial(sheet_pages, definition, answers, request))
            count("sheets_made")
            return Pages(tuple(pages), definition.clinic.paper)
        name = texts("sheet.file", code=visit.reference)
        made = in_turn(partial(sheet_pdf, definition, answers, request))
        count("sheets_made")
        return File(f"{name}.pdf", PDF, made)
    except SheetError as error:
        count("faults")
        tell_staff(error)
        return "sheet.failed"
    except BusyError:
        return "sheet.busy"


def _say(definition: Definition, visit: Visit, handed: Handed, *kinds: ExportKind) -> None:
    """Say what became of what the person asked for, where it was one of these."""
    if visit.export is None or visit.export.kind not in kinds:
        return
    texts = definition.texts
    if isinstance(handed, str):
        markup.show(markup.text("p", texts(handed), class_="notice", role="alert"))
    elif isinstance(handed, File):
        saved = texts("sheet.saved", file=handed.name)
        markup.show(markup.text("p", saved, class_="saved", role="status"))


def _record(definition: Definition, visit: Visit, request: SheetRequest) -> bytes:
    record = fhir.response(
        definition,
        without_withheld_notes(definition.questionnaire, visit.answers, request.parts),
        reference=visit.reference,
        authored=datetime.datetime.now(datetime.UTC),
        helped=visit.helped,
    )
    return json.dumps(record, ensure_ascii=False, indent=2).encode()
