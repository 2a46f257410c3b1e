"""Typesetting: from what stands on the sheet to its pages. Typst sets them; sheet.typ says how."""

from __future__ import annotations

import importlib.util
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
NOTHING: Final = Path(__file__).with_name("nothing.typ")

FONT_PACKAGE: Final = "noto_cjk_sans_otc"
FONT: Final = "Noto Sans CJK {}"
SCRIPTS: Final = {"ja": "JP", "zh": "SC"}
OTHER_FONT: Final = "Libertinus Serif"
"""The sheet's font, which draws some signs in each language's own way, and the one that Typst
brings along, for when that font is missing."""

MOST_PAGES: Final = 2
FITS: Final[Sequence[Mapping[str, float]]] = (
    {"size": 12, "lines": 2, "columns": 1, "line_height": 8, "picture_height": 17},
    {"size": 12, "lines": 1, "columns": 1, "line_height": 10, "picture_height": 17},
    {"size": 12, "lines": 1, "columns": 1, "line_height": 7.5, "picture_height": 14},
    {"size": 11.5, "lines": 1, "columns": 1, "line_height": 7, "picture_height": 14},
    {"size": 11, "lines": 1, "columns": 1, "line_height": 7, "picture_height": 14},
    {"size": 11, "lines": 1, "columns": 1, "line_height": 6.5, "picture_height": 12.5},
    {"size": 11, "lines": 1, "columns": 2, "line_height": 6.5, "picture_height": 12.5},
    {"size": 11, "lines": 1, "columns": 2, "line_height": 6, "picture_height": 11},
    {"size": 11, "lines": 0, "columns": 2, "line_height": 6, "picture_height": 10},
)
"""How large the text is (points), how much space there is to write (lines below each question;
millimetres each), in how many columns the questions stand, and how high a picture is (millimetres).
Each takes less space than the one before it. The first that fits on two pages is taken; where none
does, the first of those that take as few as the last."""

USUAL_FIT: Final = 6
"""Which of `FITS` most sheets end at. It is tried first: each try takes as long as the PDF."""

REMEMBERED: Final = 10
"""For how many compilations Typst keeps what it has worked out, in case it can use it again."""

Form = Literal["pdf", "svg"]
"""A tagged PDF (PDF/UA-1), or a picture of each page."""


class SheetError(Exception):
    """The sheet could not be made. The message is for the clinic's staff and tells no answer."""


def _font_names(language: str) -> list[str]:
    """Return the names of the sheet's fonts, the one to use first."""
    return [FONT.format(SCRIPTS.get(language, "KR")), OTHER_FONT]


def has_font() -> bool:
    """Return whether the sheet's own font is there."""
    return importlib.util.find_spec(FONT_PACKAGE) is not None


def typeset(
    content: Mapping[str, Any], form: Form, fits: Sequence[Mapping[str, float]] = FITS
) -> list[bytes]:
    """Return the PDF, or the picture (SVG) of each page.

    content: as `contents.sheet_contents` returns it. It is set in the first of `fits` that takes
    two pages. Raises SheetError, whose cause may tell an answer and is for no log.
    """
    try:
        compiled = _fitting(content, fits).compile(
            format=form, pdf_standards="ua-1" if form == "pdf" else []
        )
    except (RuntimeError, OSError) as error:
        raise SheetError(
            f"assessment/sheet/{TEMPLATE.name}: the sheet could not be made."
            " Run `python -m assessment check`: it tries to make one and says what is wrong."
        ) from error
    finally:
        _forget()
    pages = compiled if isinstance(compiled, list) else [compiled]
    return [page for page in pages if page is not None]


def _forget() -> None:
    """Make Typst forget the sheet: it would keep its words in memory until ten others were made."""
    with suppress(RuntimeError, OSError):  # where Typst cannot work, it remembers nothing either
        nothing = typst.Compiler(NOTHING, font_paths=_fonts())
        for _ in range(REMEMBERED + 1):
            nothing.compile(format="svg")


def _fitting(content: Mapping[str, Any], fits: Sequence[Mapping[str, float]]) -> typst.Compiler:
    """Return what sets the content as large as fits."""
    fonts = _font_names(content["language"])

    @cache
    def compiler(number: int) -> typst.Compiler:
        inputs = {"sheet": json.dumps({**content, "fonts": fonts, **fits[number]})}
        return typst.Compiler(TEMPLATE, font_paths=_fonts(), sys_inputs=inputs)

    @cache
    def pages(number: int) -> int:
        return int(compiler(number).query("<pages>", field="value", one=True))

    last = len(fits) - 1
    usual = min(USUAL_FIT, last)
    fewest = MOST_PAGES if pages(usual) <= MOST_PAGES else max(MOST_PAGES, pages(last))

    def fit(number: int) -> bool:
        return pages(number) <= fewest

    lowest, highest = (0, usual) if fit(usual) else (usual + 1, last)
    if highest > lowest and not fit(highest - 1):
        lowest = highest
    return compiler(bisect_left(range(len(fits)), True, lowest, highest, key=fit))


@cache
def _fonts() -> typst.Fonts:
    """Return the sheet's fonts, read once. No other font of the machine is looked at."""
    spec = importlib.util.find_spec(FONT_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
