"""The one browser component: what only JavaScript can do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.picture import picture_name
from assessment.model.steps import (
    ASIDE,
    FROM_RESULT,
    NEXT_PERSON,
    VISIT_CODE,
    WELCOME,
    asked_at,
    steps,
)
from screens import session
from screens.journey import Visit
from screens.tab_copy import tab_copy
from serving import markup

SCRIPT: Final = "\n".join(
    (Path(__file__).parent / "static" / name).read_text(encoding="utf-8")
    for name in ("sealed.js", "browser.js")
)
"""The script: what keeps a visit sealed, then all that calls it."""

VERSION: Final = hashlib.sha256(SCRIPT.encode()).hexdigest()[:12]

ADDRESS: Final = f"browser.{VERSION}.js"
"""Where the script is: Streamlit would send all of it along with each run."""

_LOADER: Final = f"""
const script = import(new URL("{ADDRESS}", document.baseURI))
script.catch(() => setTimeout(() => window.location.reload(), 2000))
export default (component) => {{
  const told = {{ ...component, data: JSON.parse(component.data) }}
  script.then((browser) => browser.default(told))
}}
"""
"""The component: it has the script fetched once, and hands it each run in turn. Without the script
no page works, so where it cannot be fetched the page is loaded anew."""

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

_component = st.components.v2.component("browser", js=_LOADER)


def mount(definition: Definition, visit: Visit) -> object:
    """Tell the browser where the person is, and let it report its own Back and Forward.

    visit: the visit as it stands in this run. Returns what the tab has kept of a visit, whatever
    that is, where it told of it: it does after a reload, and once a lost connection is back.
    """
    told = _component(
        key=session.BROWSER_KEY,
        data=_as_one_text(
            {
                "step": WELCOME if visit.step in ASIDE else visit.step,  # as the address names it
                "first_step": WELCOME,
                "turn": visit.turn,
                "requested": visit.requested,
                "focus": _focus(visit),
                "language": definition.texts.language,
                "preload": _preload(definition, visit),
                "kept": tab_copy(definition.questionnaire, visit),
                "refused": visit.refused,
                "tablet": visit.tablet,
                "limits": _limits(definition, visit)
                if visit.tablet and not visit.waits_for_someone
                else None,
                "max_age": _max_age(definition, visit),
                "leaving": visit.step == NEXT_PERSON,
                "words": {name: definition.texts.by_key[key] for name, key in _WORDS.items()},
            }
        ),
        on_went_to_change=session.follow_browser,
        on_kept_change=_nothing_yet,
        on_left_change=session.wipe,
    )
    return told.kept.get("text") if isinstance(told.kept, dict) else None


def _as_one_text(told: dict[str, object]) -> str:
    """Return it as JSON. Streamlit would look whether each of its values is a table."""
    return json.dumps(told)


def _nothing_yet() -> None:
    """Streamlit tells of a state only where something listens; `mount` returns it."""


def _limits(definition: Definition, visit: Visit) -> dict[str, int]:
    """Return how long nobody may touch a clinic's tablet, in milliseconds."""
    tablets = definition.clinic.tablets
    idle = 60 * tablets.code_minutes if visit.step == VISIT_CODE else tablets.idle
    return {"idle": 1000 * idle, "countdown": 1000 * tablets.countdown}


def _max_age(definition: Definition, visit: Visit) -> int:
    """Return for how long a visit can be brought back after the last touch, in milliseconds."""
    return sum(_limits(definition, visit).values()) if visit.tablet else HOURS_AT_HOME * 3_600_000


def _preload(definition: Definition, visit: Visit) -> list[str]:
    """Return where the pictures of the next page are, so that they are there when it comes."""
    if visit.step in (*ASIDE, *FROM_RESULT, VISIT_CODE):
        return []
    everything = steps(definition.questionnaire)
    following = everything[everything.index(visit.step) + 1 :]
    question = asked_at(definition.questionnaire, following[0]) if following else None
    if question is None or not question.picture:
        return []
    names = (picture_name(question, level) for level in question.level_ids)
    return [markup.address(definition.pictures[name]) for name in names]


def _focus(visit: Visit) -> str:
    """Return the id of the element that has the focus once the page has turned."""
    if visit.wiping:
        return "sure"
    return "error" if visit.missing or visit.code_refused else "heading"
