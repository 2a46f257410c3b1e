"""The first page of the desk: one field, into which a code is typed, pasted or scanned."""

from __future__ import annotations

import streamlit as st

from assessment.model.definition import Definition
from assessment.records.visit_code import VisitCodeError
from desk import at_the_desk
from desk.kept_editions import at_hand, opened
from serving import markup


def show(definition: Definition) -> None:
    """Show the page. definition: today's."""
    texts = definition.texts
    refused = at_the_desk.refusal()
    with st.container(key="open"):
        lead = markup.text("p", texts("desk.lead"), class_="lead")
        markup.show(markup.head(at_the_desk.turn(), "", "", texts("desk.heading"), lead))
        with st.form("code-form", border=False):
            st.text_input(
                markup.label(texts("desk.field")), key=at_the_desk.CODE, autocomplete="off"
            )
            why = why_refused(definition, refused) if refused else ""
            markup.show(markup.text("p", why, id="refused", role="alert"))
            words = markup.label(texts("desk.open"))
            submitted = st.form_submit_button(words, type="primary", on_click=_open)
        markup.show(markup.text("p", texts("desk.kept_nowhere"), class_="quiet"))
    if submitted and not refused:  # the server knows this page no more, since it was started anew
        _open()
        st.rerun()


def _open() -> None:
    try:
        at_the_desk.lay_open(opened(at_the_desk.typed_code()))
    except VisitCodeError as error:
        at_the_desk.refuse(error)


def why_refused(definition: Definition, error: VisitCodeError) -> str:
    """Return in one line why a code opens nothing, and what to do. It repeats only the mark."""
    texts = definition.texts
    if error.reason != "other_edition":
        return texts(f"desk.{error.reason}")
    kept = ", ".join(
        texts("desk.kept_edition", version=edition.questionnaire.version, mark=mark)
        for mark, edition in at_hand().items()
    )
    return texts("desk.other_edition", mark=error.mark, kept=kept)
