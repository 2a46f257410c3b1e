"""The calm words for when something is broken. Staff find out why on the server's console."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assessment.model.faults import DefinitionError
from serving import markup
from serving.served_definition import served_definition

SPARE_TEXTS: Final = {
    "page.title": "SMAS facelift self-assessment",
    "page.description": "Questions that help you prepare for a talk with a specialist.",
    "page.no_script": "This page works with JavaScript. Please turn it on, or ask the clinic.",
    "page.too_old": "This browser is too old for this page. Please use another, or ask the clinic.",
    "page.waiting": "This page is still waiting for an answer. It goes on by itself once one "
    "comes. If none does, please try again later, or ask the clinic's team.",
    "page.sorry_title": "We are sorry",
    "page.sorry": "This page is not ready right now. It is not your fault. "
    "Please try again later, or ask the clinic's team.",
    "page.slip": "Something went wrong on our side. Please ask the clinic's team.",
}
"""What is said where the files that hold the texts may themselves be broken."""


def text(key: str) -> str:
    """Return a text of the page, from the definition or else from the spare ones."""
    try:
        return served_definition().texts(key)
    except DefinitionError:
        return SPARE_TEXTS[key]


def show() -> None:
    """Show the calm page in place of an app that cannot be used."""
    title = text("page.sorry_title")
    st.set_page_config(page_title=title)
    brand = markup.brand(text("page.title"), "")
    markup.show(markup.head(0, title, brand, title), markup.text("p", SPARE_TEXTS["page.sorry"]))


def show_script_error(_error: Exception) -> bool:
    """Say in plain words that a screen failed; Streamlit has logged the error for the staff."""
    title, words = markup.text("h2", text("page.sorry_title")), markup.text("p", text("page.slip"))
    markup.show(markup.element("div", title, words, role="alert"))
    return True  # the visitor sees this and no traceback
