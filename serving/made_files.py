"""What a server makes for a person to take along: a file to save, or pages to print.

It has no address: it travels to the page, and the page hands it on.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessment.model.clinic import Paper

PDF: Final = "application/pdf"
FHIR: Final = "application/fhir+json"

_HERE: Final = Path(__file__).parent

SAVES_AND_PRINTS: Final = (_HERE / "static/made.js").read_text(encoding="utf-8")
"""What the browser does with it. It stands before the script of whoever mounts `PAPER`."""

PAPER: Final = '<div class="paper" aria-hidden="true"></div>'
"""Where that lays out pages to print."""

PAPER_STYLE: Final = _HERE / "styles/paper.css"
"""The stylesheet by which they are printed. It stands before every other of the page."""


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
