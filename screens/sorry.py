"""The calm page for when the app cannot be used. Staff find out why on the server's console."""

from __future__ import annotations

import streamlit as st

from screens import markup

# In code, since the files that hold the texts may be what is broken.
TITLE = "We are sorry"
WORDS = (
    "This page is not ready right now. It is not your fault.",
    "Please try again later, or ask the clinic's team.",
)


def show() -> None:
    """Show the calm page."""
    st.set_page_config(page_title=TITLE)
    markup.show(
        markup.head(0, markup.brand("SMAS facelift self-assessment", ""), TITLE),
        *(markup.text("p", each) for each in WORDS),
    )
