"""The sheet for the specialist, beside a plain page of the same text that reportlab writes."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from assessment.coded_sheet import with_code
from assessment.loading import ROOT, load
from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.sheet.contents import SheetRequest, sheet_contents
from assessment.sheet.parts import parts
from assessment.sheet.render import sheet_pdf
from benchmarks.suggestions_made import random_sets

SHEETS = 200
FRESH_STARTS = 5

Maker = Callable[[Definition, Answers], bytes]


def ours(definition: Definition, answers: Answers) -> bytes:
    """Return the sheet with all its parts."""
    return sheet_pdf(definition, answers, _request(definition, answers))


def plain(definition: Definition, answers: Answers) -> bytes:
    """Return the words of the same sheet, one paragraph each, without pictures or tags."""
    # Here, so that our own first sheet does not wait for it.
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["BodyText"]
    content = sheet_contents(definition, answers, _request(definition, answers))
    page = BytesIO()
    SimpleDocTemplate(page).build([Paragraph(escape(words), style) for words in _words(content)])
    return page.getvalue()


def a_second(maker: Maker) -> float:
    """Return how many sheets are made in a second, one after the other, on one core."""
    definition = load()
    sets = random_sets(definition.questionnaire, SHEETS)
    maker(definition, sets[0])
    started = time.perf_counter()
    for answers in sets:
        maker(definition, answers)
    return SHEETS / (time.perf_counter() - started)


def first(name: str) -> list[float]:
    """Return how long the first sheet takes in a new process, in milliseconds.

    name: `ours` or `plain`. Starting Python and loading the clinic's files is left out, since the
    app has done so by then; loading the library is not.
    """
    work = (
        "import time; from assessment.loading import load\n"
        "from benchmarks.suggestions_made import random_sets\n"
        "definition = load(); tuple(definition.pictures.values())\n"
        "(answers,) = random_sets(definition.questionnaire, 1)\n"
        "started = time.perf_counter()\n"
        f"from benchmarks.sheets_made import {name} as maker; maker(definition, answers)\n"
        "print(1000 * (time.perf_counter() - started))"
    )
    command = [sys.executable, "-c", work]
    return [
        float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(FRESH_STARTS)
    ]


def _request(definition: Definition, answers: Answers) -> SheetRequest:
    every_part = frozenset(parts(definition.questionnaire, answers))
    plain = SheetRequest("K7MP-3XTA", every_part, datetime.date(2026, 11, 22))
    return with_code(definition, answers, plain)


def _words(content: object) -> Iterator[str]:
    """Yield every text on the sheet; of a picture, what it shows."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from _words(each)
    elif isinstance(content, dict):
        for key, each in content.items():
            if key != "svg":
                yield from _words(each)
