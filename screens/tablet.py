"""A clinic's tablet: its name, its start page, and the page that asks for it back."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.steps import WELCOME
from screens import page, session
from screens.journey import Visit, at_step
from serving import markup

NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
ANY: Final = "tablet"
"""The name of a tablet that has none, or none that we use."""


def name(definition: Definition) -> str:
    """Return the name of the tablet that the address tells of, empty at home."""
    named = st.query_params.get("tablet")
    if named is not None and NAME.fullmatch(named):
        return named
    return ANY if named is not None or definition.clinic.tablets.always else ""


def show_start(definition: Definition, visit: Visit) -> None:
    """Show the page that waits for the next person."""
    texts = definition.texts
    with st.container(key="start-page"):
        head = page.head(
            definition,
            visit,
            texts("tablet.start_heading"),
            markup.text("p", texts("tablet.start_text"), class_="lead"),
            before=markup.picture(definition.pictures["ahead"]),
        )
        markup.show(markup.element("div", head, class_="between"))
        page.buttons(visit, ("begin", texts("tablet.start"), _begin))
    with st.container(key="buttons-code", horizontal=True, horizontal_alignment="center"):
        page.button(visit, "have-code", texts("code.have"), session.ask_for_code)


def show_handed_back(definition: Definition, visit: Visit) -> None:
    """Show the page that asks for the tablet. Nothing of the visit is left by then."""
    texts = definition.texts
    with st.container(key="start-page"):
        lead = markup.text("p", texts("tablet.handed_text"), class_="lead")
        head = page.head(definition, visit, texts("tablet.handed_heading"), lead)
        markup.show(markup.element("div", head, class_="between"))
        page.buttons(visit, ("next-person", texts("tablet.next"), session.make_ready))


def _begin() -> None:
    session.change(lambda visit: at_step(visit, WELCOME))
