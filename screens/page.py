"""What every page has: its title in the browser's tab, its head, and its buttons."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assessment.texts import Texts
from screens import markup, visit
from screens.definition import current
from screens.journey import Visit, gone_back, gone_on


def head(texts: Texts, here: Visit, heading: str, *after: str, before: str = "") -> str:
    """Return the head of a page, and name the page in the browser's tab."""
    title = "page.error_title" if here.missing else "page.step_title"
    st.set_page_config(page_title=texts(title, heading=heading))
    return markup.head(here.turn, texts("page.title"), heading, *after, before=before)


def buttons(*taps: tuple[str, str, Callable[[], None]], row: str = "buttons") -> None:
    """Show buttons in a row, the first as the way on. Each: key, words, what a tap does.

    row: the key of the row, where a page has more than one.
    """
    with st.container(key=row, horizontal=True):
        for place, (key, words, tap) in enumerate(taps):
            kind = "secondary" if place else "primary"
            st.button(words, key=key, type=kind, on_click=tap)  # type: ignore[arg-type]


def on_and_back(texts: Texts, of: str = "") -> None:
    """Show Continue and Back.

    of: the step's own name, so that a late tap is never taken for one on the next step.
    """
    buttons(
        (f"continue-{of}", texts("buttons.continue"), go_on),
        (f"back-{of}", texts("buttons.back"), go_back),
    )


def go_on() -> None:
    """Take the person to the next step."""
    visit.change(lambda here: gone_on(current().questionnaire, here))


def go_back() -> None:
    """Take the person to the step before."""
    visit.change(lambda here: gone_back(current().questionnaire, here))
