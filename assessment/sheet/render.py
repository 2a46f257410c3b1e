"""The sheet as a file to save, or as pages to print."""

from __future__ import annotations

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.sheet.contents import SheetRequest, sheet_contents
from assessment.sheet.typesetting import typeset


def sheet_pdf(definition: Definition, answers: Answers, request: SheetRequest) -> bytes:
    """Return the sheet as a tagged PDF (PDF/UA-1). Raises SheetError.

    answers: as for `sheet_contents`.
    """
    return b"".join(typeset(sheet_contents(definition, answers, request), "pdf"))


def sheet_pages(definition: Definition, answers: Answers, request: SheetRequest) -> list[str]:
    """Return the same sheet as pictures (SVG), one a page. Raises SheetError."""
    pages = typeset(sheet_contents(definition, answers, request), "svg")
    return [page.decode() for page in pages]
