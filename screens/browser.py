"""The one browser component: what only JavaScript can do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from assessment.definition import Definition
from assessment.pictures import answer_name
from screens import markup
from screens import visit as visits
from screens.journey import WELCOME, Visit, asked_at, steps
from screens.keeping import kept

_SCRIPT = (Path(__file__).parent / "static" / "browser.js").read_text(encoding="utf-8")

HOURS_AT_HOME: Final = 48
"""For how long a reload brings a visit back: a phone may put a page to sleep over night."""

_WORDS: Final = {
    "away": "tab.away",
    "idle_heading": "tablet.idle_heading",
    "idle_text": "tablet.idle_text",
    "more_time": "tablet.more_time",
    "gone_heading": "tablet.gone_heading",
    "gone_text": "tablet.gone_text",
    "gone_away": "tablet.gone_away",
}
"""What the browser says by itself, since the server may be gone."""

_component = st.components.v2.component("browser", js=_SCRIPT)


def mount(definition: Definition, here: Visit) -> object:
    """Tell the browser where the person is, and hear of its own Back and Forward.

    here: the visit as it stands in this run. Returns what the tab has kept of a visit, whatever
    that is, where it told of it: it does after a reload, and once a lost connection is back.
    """
    told = _component(
        key=visits.BROWSER_KEY,
        data={
            "step": here.step,
            "first_step": WELCOME,
            "turn": here.turn,
            "asked": here.asked,
            "focus": _focus(here),
            "prints": here.prints,
            "language": definition.texts.language,
            "soon": _soon(definition, here),
            "kept": kept(definition.questionnaire, here),
            "refused": here.refused,
            "tablet": here.tablet,
            "limits": _limits(definition) if here.tablet and here.begun else None,
            "longest": _longest(definition, here),
            "leaving": here.leaving,
            "words": {name: definition.texts.by_key[key] for name, key in _WORDS.items()},
        },
        on_went_to_change=visits.follow_browser,
        on_kept_change=_nothing_yet,
        on_left_change=visits.wipe,
    )
    return told.kept.get("text") if isinstance(told.kept, dict) else None


def _nothing_yet() -> None:
    """Streamlit tells of a state only where something listens; `mount` returns it."""


def _limits(definition: Definition) -> dict[str, int]:
    """Return how long nobody may touch a clinic's tablet, in milliseconds."""
    tablets = definition.clinic.tablets
    return {"idle": 1000 * tablets.idle, "countdown": 1000 * tablets.countdown}


def _longest(definition: Definition, here: Visit) -> int:
    """Return for how long a visit can be brought back after the last touch, in milliseconds."""
    return sum(_limits(definition).values()) if here.tablet else HOURS_AT_HOME * 3_600_000


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
