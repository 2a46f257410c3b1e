"""Saves a file or prints, in the person's own browser, once for each time they ask for it.

The server gives no file an address: it travels to the page, and the page hands it to the person.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from screens import session
from serving.made_files import PAPER, SAVES_AND_PRINTS, File, Pages

_SCRIPT: Final = SAVES_AND_PRINTS + (Path(__file__).parent / "static/export.js").read_text(
    encoding="utf-8"
)

_component = st.components.v2.component("export", html=PAPER, js=_SCRIPT, isolate_styles=False)

WHOLE_PAGE: Final = Pages()


def hand_over(export_id: str, handed: File | Pages) -> None:
    """Save a file, or print. export_id: of the person's asking for it; each is met once."""
    _component(key=session.EXPORT_KEY, data={"export": export_id, **handed.as_json()})
