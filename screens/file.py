"""Hands a file to the person in their own browser. The server gives it no address."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from assessment.clinic import Paper

_SCRIPT = (Path(__file__).parent / "static" / "file.js").read_text(encoding="utf-8")

_component = st.components.v2.component(
    "file", html='<div class="paper" aria-hidden="true"></div>', js=_SCRIPT, isolate_styles=False
)

PDF: Final = "application/pdf"
FHIR: Final = "application/fhir+json"


@dataclass(frozen=True)
class File:
    """A file to save."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Pages:
    """Pages to print: pictures (SVG), each as large as the paper."""

    pages: list[str]
    paper: Paper


def hand_over(wish: str, handed: File | Pages) -> None:
    """Save a file, or print pages. wish: the id of the person's wish for it; each is met once."""
    data: dict[str, object]
    if isinstance(handed, File):
        content = base64.b64encode(handed.content).decode()
        data = {"name": handed.name, "type": handed.media_type, "content": content}
    else:
        data = {"pages": handed.pages, "format": handed.paper}
    _component(key="file", data={"wish": wish, **data})
