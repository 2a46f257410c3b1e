"""The desk's watch: the page tells when it was touched, and clears itself when it was not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import streamlit as st

_SCRIPT: Final = (Path(__file__).parent / "static/idle.js").read_text(encoding="utf-8")

LEEWAY: Final = 1
"""Seconds that the page waits longer than the server, which then knows by itself."""

TELLS_EVERY: Final = 4
"""How often a page that is touched tells of it within the time that it may be left alone."""

_component = st.components.v2.component("idle", js=_SCRIPT)


def watch(idle: int) -> tuple[float | None, bool]:
    """Watch the page. idle: seconds without a touch after which it is cleared.

    Returns how many seconds ago the page was touched, where this run is to tell that and nothing
    else; and whether the page has cleared itself.
    """
    told = _component(
        key="idle",
        data=json.dumps({"idle": 1000 * (idle + LEEWAY), "every": 1000 * idle / TELLS_EVERY}),
        on_touched_change=_nothing_yet,
        on_left_change=_nothing_yet,
    )
    touched, left = told.touched, told.left
    ago = touched if isinstance(touched, int | float) and 0 <= touched <= 1000 * idle else None
    return (None if ago is None else ago / 1000), left is not None


def _nothing_yet() -> None:
    """Streamlit tells of what a component says only where something listens."""
