"""The sheet to take to the specialist: the person says what goes on it, saves it, prints it."""

from __future__ import annotations

import datetime
import json
import secrets
import sys
from dataclasses import replace
from functools import partial

import streamlit as st

from assessment import fhir, sheet
from assessment.definition import Definition
from assessment.sheet import Made
from assessment.typesetting import SheetError
from screens import file, markup, page, visit
from screens.file import FHIR, PDF, File, Pages
from screens.journey import Visit, Want, Wish


def show(definition: Definition, here: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    saves = may_save(definition, here)
    lead = markup.text("p", texts("sheet.lead"), class_="lead")
    choose = markup.text("p", texts("sheet.choose"), id="hint", class_="hint")
    markup.show(page.head(definition, here, texts("sheet.title"), lead, choose))
    with st.container(key="choices-sheet"):
        parts = _parts(definition, here)
    made = Made(here.reference, parts, datetime.date.today(), here.helped)
    handed = _handed(definition, here, made) if here.wish else None
    save = [("save-sheet", texts("sheet.save"), partial(_wish, "save"))] if saves else []
    page.buttons(here, *save, ("print-sheet", texts("sheet.print"), partial(_wish, "print")))
    _say(definition, here, handed, "save", "print")
    if saves and sheet.ANSWERS in parts:
        about = markup.text("p", texts("sheet.record_lead"))
        markup.show(markup.section(texts("sheet.record_heading"), about))
        with st.container(key="buttons-record"):
            page.button(here, "save-record", texts("sheet.record"), partial(_wish, "record"))
        _say(definition, here, handed, "record")
    with st.container(key="buttons-back", horizontal=True):
        if here.tablet:
            page.button(here, "done-sheet", texts("tablet.done"), visit.hand_back)
        page.button(here, "back-sheet", texts("buttons.back"), page.go_back)
    if here.wish and handed:
        file.hand_over(here.wish.id, handed)


def may_save(definition: Definition, here: Visit) -> bool:
    """Return whether files may be saved here. On a shared tablet the next person finds them."""
    return not here.tablet or definition.clinic.tablets.saves


def _parts(definition: Definition, here: Visit) -> frozenset[str]:
    """Show what may go on the sheet, each with a box to tick; return what is ticked."""
    texts = definition.texts
    words = {part: texts.by_key[key] for part, key in sheet.PARTS.items()}
    chosen = set()
    for part in sheet.parts(definition.questionnaire, here.answers):
        ticked = st.checkbox(
            words.get(part) or definition.questionnaire[part].name,
            value=part not in here.left_out,
            key=visit.part_key(part),
            on_change=visit.keep_part,
            args=(part,),
            width="stretch",
        )
        if ticked:
            chosen.add(part)
        if ticked == (part in here.left_out):
            visit.keep_part(part)  # Streamlit has not told us of it: see visit.hear
    return frozenset(chosen)


def _wish(want: Want) -> None:
    """Keep what the person wants now. Each wish has an id of its own, and is met once."""
    visit.change(lambda here: replace(here, wish=Wish(want, secrets.token_hex(4))))


def _handed(definition: Definition, here: Visit, made: Made) -> File | Pages | None:
    """Return what the person wants, None where it could not be made."""
    texts, answers = definition.texts, here.answers
    try:
        match here.wish.want if here.wish else None:
            case "save":
                name = texts("sheet.file", code=here.reference)
                return File(f"{name}.pdf", PDF, sheet.pdf(definition, answers, made))
            case "print":
                return Pages(sheet.pages(definition, answers, made), definition.clinic.paper)
            case "record":
                name = texts("sheet.record_file", code=here.reference)
                return File(f"{name}.json", FHIR, _record(definition, here, made))
            case _:
                return None
    except SheetError as error:
        print(error, file=sys.stderr, flush=True)
        return None


def _say(definition: Definition, here: Visit, handed: File | Pages | None, *wants: Want) -> None:
    """Say what became of the wish, where it was one of these."""
    if here.wish is None or here.wish.want not in wants:
        return
    texts = definition.texts
    if handed is None:
        markup.show(markup.text("p", texts("sheet.failed"), class_="notice", role="alert"))
    elif isinstance(handed, File):
        saved = texts("sheet.saved", file=handed.name)
        markup.show(markup.text("p", saved, class_="saved", role="status"))


def _record(definition: Definition, here: Visit, made: Made) -> bytes:
    answers = sheet.shared(definition.questionnaire, here.answers, made.parts)
    record = fhir.response(
        definition,
        answers,
        reference=here.reference,
        authored=datetime.datetime.now(datetime.UTC),
        helped=here.helped,
    )
    return json.dumps(record, ensure_ascii=False, indent=2).encode()
