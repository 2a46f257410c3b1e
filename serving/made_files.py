"""What a server makes for a person to take along: a file to save, or pages to print.

It has no address: it travels to the page, and the page hands it on.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from assessment.model.clinic import Paper

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
