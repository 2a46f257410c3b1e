"""Keep the result: save the sheet, print, start again; and who stands behind all of it."""

from __future__ import annotations

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.steps import WHERE_THIS_COMES_FROM
from assessment.rule import wording
from assessment.rule.approval_wording import approval_in_short, demonstration_sentence
from screens import own_page, page, session, sheet, show_to_clinic
from screens.journey import Visit, asking_to_wipe, with_export
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the last part of the result."""
    texts = definition.texts
    saves = sheet.may_save(definition, visit)
    lead = texts("result.keep" if saves else "result.keep_on_tablet")
    with st.container(key="keep"):
        markup.show(markup.section(texts("result.keep_heading"), markup.text("p", lead)))
        if visit.wiping:
            asking = {"id": "sure", "role": "alert", "tabindex": "-1"}
            sure = texts("result.again_sure")
            markup.show(markup.text("p", sure, class_="notice", **asking))
            page.buttons(
                visit,
                ("keep-answers", texts("result.again_no"), _ask_to_wipe),
                ("wipe", texts("result.again_yes"), session.wipe),
            )
        else:
            done = (
                ("done", texts("tablet.done"), session.hand_back)
                if visit.tablet
                else ("again", texts("result.again"), _ask_to_wipe)
            )
            save = texts("result.save_sheet" if saves else "result.print_sheet")
            page.buttons(
                visit,
                ("sheet", save, page.go_on),
                ("to-clinic", texts("code.to_clinic"), show_to_clinic.to_clinic),
                ("print", texts("result.print"), _print),
                done,
            )
        checked = texts(
            "result.checked",
            reviewed=wording.written_date(definition.questionnaire.reviewed),
            version=definition.questionnaire.version,
        )
        signed = [
            demonstration_sentence(definition),
            approval_in_short(definition),
            texts("result.not_tested"),
        ]
        behind = " ".join(filter(None, [*signed, definition.clinic.paid_by, checked]))
        markup.show(markup.text("p", behind, class_="behind"))
    way = (WHERE_THIS_COMES_FROM, texts("result.about_heading"))
    own_page.ways_to(visit, way, back=texts("buttons.back"))


def _print() -> None:
    session.change(lambda visit: with_export(visit, "print_page"))


def _ask_to_wipe() -> None:
    session.change(asking_to_wipe)
