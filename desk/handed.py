"""What the server hands to the page in front of a member of staff: a file, or pages to print.

It has no address: it travels to the page, and the page hands it on.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

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
        return {"id": uuid4().hex, "name": self.name, "type": self.media_type, "content": content}


@dataclass(frozen=True)
class Pages:
    """Pages to print: pictures (SVG), each as large as the paper."""

    pages: tuple[str, ...]
    paper: Paper

    def as_json(self) -> dict[str, object]:
        """Return what the browser is told."""
        return {"id": uuid4().hex, "pages": self.pages, "format": self.paper}


@dataclass(frozen=True)
class NotMade:
    """What was asked for could not be made."""


Handed = File | Pages | NotMade
