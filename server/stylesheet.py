"""The stylesheet: files, each a cascade layer of its own, joined when the server starts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from starlette.routing import Route

import screens
from server.immutable_route import immutable_route
from serving.made_files import PAPER_STYLE

_STYLES: Final = Path(screens.__file__).parent / "styles"

FILES: Final = (
    PAPER_STYLE,
    *(_STYLES / f"{layer}.css" for layer in ("tokens", "streamlit", "screens", "print")),
)
"""The files, each named after its layer: what a later one says counts above what an earlier one
says, and the other way round for what is `!important`."""


def joined_stylesheet() -> tuple[str, str]:
    """Return the stylesheet, and a short hash of it."""
    order = f"@layer {', '.join(file.stem for file in FILES)};\n"
    sheet = "\n".join([order, *(file.read_text(encoding="utf-8") for file in FILES)])
    return sheet, hashlib.sha256(sheet.encode()).hexdigest()[:12]


def stylesheet_route(sheet: str, version: str) -> Route:
    """Return the route `/style.….css` to the stylesheet. version: its hash."""
    return immutable_route("/style.{name}.css", "text/css", {version: sheet})
