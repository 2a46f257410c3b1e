"""The stylesheet: four files, each a cascade layer of its own, joined when the server starts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from starlette.routing import Route

import screens
from server.immutable_route import immutable_route

FOLDER: Final = Path(screens.__file__).parent / "styles"

LAYERS: Final = ("tokens", "streamlit", "screens", "print")
"""The layers and their files: what a later one says counts above what an earlier one says."""


def joined_stylesheet() -> tuple[str, str]:
    """Return the stylesheet, and a short hash of it."""
    order = f"@layer {', '.join(LAYERS)};\n"
    files = ((FOLDER / f"{layer}.css").read_text(encoding="utf-8") for layer in LAYERS)
    sheet = "\n".join([order, *files])
    return sheet, hashlib.sha256(sheet.encode()).hexdigest()[:12]


def stylesheet_route(sheet: str, version: str) -> Route:
    """Return the route `/style.….css` to the stylesheet. version: its hash."""
    return immutable_route("/style.{name}.css", "text/css", {version: sheet})
