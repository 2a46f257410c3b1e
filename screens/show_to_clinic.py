"""The code that holds the answers: shown large, for the desk, or to go on elsewhere with."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.steps import VISIT_CODE
from assessment.records.qr_code import qr_svg
from assessment.records.visit_code import visit_code
from assessment.sheet.parts import notes_given, notes_given_on
from screens import page, session
from screens.journey import Visit, at_step, next_question
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts, questionnaire = definition.texts, definition.questionnaire
    finished = next_question(questionnaire, visit) is None
    notes = notes_given(questionnaire, visit.answers)
    chosen = notes_given_on(questionnaire, visit.ticks)
    code = visit_code(
        definition, visit.answers, helped=visit.helped, given_on=chosen, finished=finished
    )
    markup.show(
        page.head(
            definition,
            visit,
            texts("code.heading" if finished else "code.later_heading"),
            markup.text("p", texts("code.lead" if finished else "code.later_lead"), class_="lead"),
            _large(code, texts("code.qr")),
            *(markup.text("p", each) for each in _about(definition, visit, finished=finished)),
        )
    )
    if notes:
        markup.show(markup.text("p", texts("code.choose"), id="hint", class_="hint"))
        with st.container(key=f"choices-{VISIT_CODE}"):
            for note in notes:
                st.checkbox(
                    markup.label(questionnaire[note].name),
                    value=note in chosen,
                    key=session.part_key(note),
                    width="stretch",
                )
    back = texts("result.back_to_result" if finished else "code.back_to_questions")
    done = [("done-code", texts("tablet.done"), session.hand_back)] if visit.tablet else []
    page.buttons(visit, *done, ("back-code", back, page.go_back))


def to_clinic() -> None:
    """Take the person to this page."""
    session.change(partial(at_step, step=VISIT_CODE))


def _about(definition: Definition, visit: Visit, *, finished: bool) -> list[str]:
    """Return what has to be known of the code."""
    texts = definition.texts
    about = [texts("code.is_answers")]
    if visit.tablet:
        minutes = texts.number(definition.clinic.tablets.code_minutes)
        about += [] if finished else [texts("code.later_address")]
        about.append(texts("code.waits", minutes=minutes))
    return about


def _large(code: str, about_square: str) -> str:
    groups = [markup.text("span", group) for group in code.split("-")]
    written = markup.element("p", " ".join(groups), class_="code")
    return markup.element(
        "div", markup.drawing(qr_svg(code), about_square), written, class_="visit-code"
    )
