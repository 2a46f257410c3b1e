"""What every page has: its head, and its buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from assessment.model.definition import Definition
from screens import session
from screens.journey import Visit, after_back, after_continue
from serving import markup
from serving.served_definition import served_definition


def head(
    definition: Definition,
    visit: Visit,
    heading: str,
    *after: str,
    before: str = "",
    title: str = "",
) -> str:
    """Return the head of a page, which names it in the browser's tab too.

    title: for the tab, where the heading would tell an answer: browsers keep titles on disk.
    before, after: pieces of HTML above and below the heading.
    """
    texts = definition.texts
    named = texts(
        "page.error_title" if visit.missing or visit.code_refused else "page.step_title",
        heading=title or heading,
    )
    brand = markup.brand(texts("page.title"), definition.clinic.name)
    renewed = markup.text("p", texts("tab.renewed"), class_="notice", role="status")
    first = renewed + before if visit.renewed else before
    return markup.head(visit.turn, named, brand, heading, *after, before=first)


def buttons(visit: Visit, *taps: tuple[str, str, Callable[[], None]], row: str = "buttons") -> None:
    """Show buttons in a row, the first as the way on. Each: key, words, what a tap does.

    row: the key of the row, where a page has more than one.
    """
    with st.container(key=row, horizontal=True):
        for place, (key, words, tap) in enumerate(taps):
            button(visit, key, words, tap, kind="secondary" if place else "primary")


def button(
    visit: Visit,
    key: str,
    words: str,
    tap: Callable[[], None],
    kind: Literal["primary", "secondary"] = "secondary",
    read_out: str = "",
    *,
    in_form: bool = False,
) -> None:
    """Show one button. key: its own on the page; words: on it; tap: what it is for.

    read_out: more words, which a screen reader says and the stylesheet hides. in_form: whether
    the Enter key in a field of its form is a tap too.
    """
    args = (key, visit.turn, tap)
    words = markup.label(words) + (f" *{markup.label(read_out)}*" if read_out else "")
    shown = st.form_submit_button if in_form else st.button
    if shown(words, key=key, type=kind, on_click=session.handle_tap, args=args):
        session.handle_missed_tap(*args)


def continue_and_back(definition: Definition, visit: Visit) -> None:
    """Show Continue and Back."""
    texts = definition.texts
    buttons(
        visit,
        (f"continue-{visit.step}", texts("buttons.continue"), go_on),
        (f"back-{visit.step}", texts("buttons.back"), go_back),
    )


def go_on() -> None:
    """Take the person to the next step."""
    session.change(lambda visit: after_continue(served_definition().questionnaire, visit))


def go_back() -> None:
    """Take the person to the step before."""
    session.change(lambda visit: after_back(served_definition().questionnaire, visit))
