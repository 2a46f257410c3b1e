"""Saves a file or prints, in the person's own browser, once for each time they ask for it.

The server gives no file an address: it travels to the page, and the page hands it to the person.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from assessment.model.clinic import Paper
from screens import session

_SCRIPT = (Path(__file__).parent / "static" / "export.js").read_text(encoding="utf-8")

_component = st.components.v2.component(
    "export", html='<div class="paper" aria-hidden="true"></div>', js=_SCRIPT, isolate_styles=False
)

PDF: Final = "application/pdf"
FHIR: Final = "application/fhir+json"


@dataclass(frozen=True)
class File:
    """A file to save."""

    name: str
    media_type: str
    content: bytes

    def as_json(self) -> dict[str, object]:
        """Return what the browser is told."""
        content = base64.b64encode(self.content).decode()
        return {"name": self.name, "type": self.media_type, "content": content}


@dataclass(frozen=True)
class Pages:
    """Pages to print: pictures (SVG), each as large as the paper. None: the page on the screen."""

    pages: tuple[str, ...] = ()
    paper: Paper | None = None

    def as_json(self) -> dict[str, object]:
        """Return what the browser is told."""
        return {"pages": self.pages, "format": self.paper}


WHOLE_PAGE: Final = Pages()


def hand_over(export_id: str, handed: File | Pages) -> None:
    """Save a file, or print. export_id: of the person's asking for it; each is met once."""
    _component(key=session.EXPORT_KEY, data={"export": export_id, **handed.as_json()})
