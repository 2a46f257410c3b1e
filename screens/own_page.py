"""What each page has that the result leads to: its head, the way there and back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assessment.model.definition import Definition
from screens import page, session
from screens.journey import Visit, at_step
from serving import markup


def show(definition: Definition, visit: Visit, heading: str, content: str) -> None:
    """Show a page. content: as HTML, whose headings begin at the second level."""
    texts = definition.texts
    markup.show(page.head(definition, visit, heading))
    with st.container(key="buttons-first"):
        page.button(visit, "back-first", texts("result.back_to_result"), page.go_back)
    markup.show(markup.element("div", content, class_="own-page"))
    page.buttons(visit, ("back-last", texts("result.back_to_result"), page.go_back))


def ways_to(visit: Visit, *ways: tuple[str, str], back: str = "") -> None:
    """Show the buttons that lead from the result to pages of their own. Each: step, words.

    back: the words of a button at their end that leads one step back, if there is to be one.
    """
    with st.container(key=f"buttons-{ways[0][0]}", horizontal=True):
        for step, words in ways:
            page.button(visit, step, words, partial(_go_to, step))
        if back:
            page.button(visit, "back-result", back, page.go_back)


def _go_to(step: str) -> None:
    session.change(lambda visit: at_step(visit, step))
