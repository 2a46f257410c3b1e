"""The one browser component: what only JavaScript can do."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from screens import visit as visits
from screens.journey import WELCOME, Visit

_SCRIPT = (Path(__file__).parent / "static" / "browser.js").read_text(encoding="utf-8")

_component = st.components.v2.component("browser", js=_SCRIPT)


def mount(visit: Visit, language: str) -> None:
    """Tell the browser where the person is, and hear of its own Back and Forward.

    visit: as it stands in this run. language: of the texts, such as `en`.
    """
    _component(
        key=visits.BROWSER_KEY,
        data={
            "step": visit.step,
            "first_step": WELCOME,
            "turn": visit.turn,
            "asked": visit.asked,
            "focus": _focus(visit),
            "prints": visit.prints,
            "language": language,
        },
        on_went_to_change=visits.follow_browser,
    )


def _focus(visit: Visit) -> str:
    """Return the id of the element that has the focus once the page has turned."""
    if visit.wiping:
        return "sure"
    return "error" if visit.missing else "heading"
