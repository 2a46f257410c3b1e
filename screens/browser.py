"""The one browser component: what only JavaScript can do."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assessment.definition import Definition
from assessment.pictures import answer_name
from screens import markup
from screens import visit as visits
from screens.journey import WELCOME, Visit, asked_at, steps

_SCRIPT = (Path(__file__).parent / "static" / "browser.js").read_text(encoding="utf-8")

_component = st.components.v2.component("browser", js=_SCRIPT)


def mount(definition: Definition, visit: Visit) -> None:
    """Tell the browser where the person is, and hear of its own Back and Forward.

    visit: as it stands in this run.
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
            "language": definition.texts.language,
            "soon": _soon(definition, visit),
        },
        on_went_to_change=visits.follow_browser,
    )


def _soon(definition: Definition, visit: Visit) -> list[str]:
    """Return where the pictures of the next page are, so that they are there when it comes."""
    everything = steps(definition.questionnaire)
    following = everything[everything.index(visit.step) + 1 :]
    question = asked_at(definition.questionnaire, following[0]) if following else None
    if question is None or not question.picture:
        return []
    names = (answer_name(question, level) for level in question.level_ids)
    return [markup.address(definition.pictures[name]) for name in names]


def _focus(visit: Visit) -> str:
    """Return the id of the element that has the focus once the page has turned."""
    if visit.wiping:
        return "sure"
    return "error" if visit.missing else "heading"
