"""Where whoever began elsewhere types their code, and goes on."""

from __future__ import annotations

import streamlit as st

from assessment.model.definition import Definition
from assessment.records.visit_code import VisitCodeError, edition_mark, read_visit_code
from screens import page, session
from screens.journey import Visit, after_code, at_step, new_visit
from serving import markup
from serving.served_definition import served_definition


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    after = [markup.text("p", texts("code.go_on_lead"), id="hint", class_="hint")]
    if visit.code_refused:
        wrong = markup.text("p", texts(f"code.{visit.code_refused}"))
        after.append(markup.element("div", wrong, id="error", role="alert", tabindex="-1"))
    markup.show(page.head(definition, visit, texts("code.go_on_heading"), *after))
    with st.form("go-on", border=False):
        st.text_input(
            markup.label(texts("code.go_on_label")),
            key=session.CODE_KEY,
            max_chars=200,
            autocomplete="off",
        )
        with st.container(key="buttons-go-on", horizontal=True):
            page.button(visit, "go-on", texts("code.go_on"), _go_on, kind="primary", in_form=True)
    with st.container(key="buttons-back"):
        page.button(visit, "back-go-on", texts("buttons.back"), _go_back)


def _go_on() -> None:
    definition = served_definition()
    try:
        held = read_visit_code(session.typed_code(), {edition_mark(definition): definition})
    except VisitCodeError as error:
        reason = error.reason
        session.change(lambda visit: after_code(definition.questionnaire, visit, reason))
    else:
        session.change(lambda visit: after_code(definition.questionnaire, visit, held))


def _go_back() -> None:
    session.change(lambda visit: at_step(visit, new_visit(visit.tablet).step))
