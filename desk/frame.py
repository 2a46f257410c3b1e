"""What is around every page of the desk: its look, and the band that says whose desk it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

import streamlit as st

from assessment.model.definition import Definition
from assessment.records.visit_code import CodedVisit
from desk import at_the_desk, in_the_browser, sign_in
from desk.handed import Handed, NotMade
from desk.take_along import record_to_save, sheet_to_print, sheet_to_save
from serving import markup
from serving.made_files import PAPER_STYLE

_HERE: Final = Path(__file__).parent


def put_up(definition: Definition) -> None:
    """Name the page, and give it its look. It comes before all else on the page."""
    st.set_page_config(
        page_title=f"{definition.texts('desk.title')} · {definition.clinic.name}",
        page_icon=_icon(),
        layout="wide",
    )
    markup.show(markup.element("style", _stylesheet()))


@cache
def _stylesheet() -> str:
    return PAPER_STYLE.read_text(encoding="utf-8") + (_HERE / "styles/desk.css").read_text(
        encoding="utf-8"
    )


@cache
def _icon() -> str:
    icon = (_HERE / "styles/favicon.svg").read_text(encoding="utf-8")
    return f"data:image/svg+xml,{quote(icon)}"


def band(definition: Definition, visit: CodedVisit | None) -> None:
    """Show the band above every page; with a visit open, what can be done with it.

    definition: today's.
    """
    texts = definition.texts
    handed = at_the_desk.take_handed()
    with st.container(key="band", horizontal=True, vertical_alignment="center"):
        markup.show(markup.brand(texts("desk.title"), definition.clinic.name))
        sign_in.show_who(definition)
        in_the_browser.mount(definition, visit, handed)
        if visit and visit.is_finished:
            _button("save-sheet", texts("desk.save_sheet"), partial(_make, sheet_to_save))
            _button("print-sheet", texts("desk.print_sheet"), partial(_make, sheet_to_print))
            _button("save-record", texts("desk.save_record"), partial(_make, record_to_save))
        if visit:
            _button("close", texts("desk.close"), at_the_desk.close_visit)
    if isinstance(handed, NotMade):
        markup.show(markup.text("p", texts("desk.failed"), class_="notice", role="alert"))


def _button(key: str, words: str, tap: Callable[[], None]) -> None:
    st.button(markup.label(words), key=key, on_click=tap)


def _make(of: Callable[[CodedVisit], Handed]) -> None:
    visit = at_the_desk.open_visit()
    if visit:
        at_the_desk.hand(of(visit))
