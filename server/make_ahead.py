"""`python -m server.make_ahead`: make ahead what takes long, where the app is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from assessment.model.faults import DefinitionError
from server import ahead, font
from server.middleware import bundles_named_in
from serving.served_definition import served_definition
from serving.streamlits_page import STREAMLIT_FILES

BEST = 11
"""Brotli's best. It takes ten times as long as what a server makes at its start."""


def main() -> int:
    """Make what is missing, let go of what is out of date, and return 0."""
    ahead.FOLDER.mkdir(parents=True, exist_ok=True)
    made = set(_all_of_it())
    for file in set(ahead.FOLDER.iterdir()) - made:
        file.unlink()
    return 0


def _all_of_it() -> Iterator[Path]:
    for bundle in bundles_named_in((STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")):
        content = (STREAMLIT_FILES / bundle).read_bytes()
        make = partial(brotli.compress, content, quality=BEST)
        yield _kept(make, ahead.file_of("br", content))
    whole = font.whole_in(STREAMLIT_FILES).read_bytes()
    letters = font.letters_of(_words())
    yield _kept(partial(font.cut_down, whole, letters), font.cut_ahead(whole, letters))


def _words() -> str:
    """Return all that the screens may say; nothing where the files have a fault."""
    try:
        return repr(served_definition())
    except DefinitionError:  # the check tells of it; a server then cuts the font by itself
        return ""


def _kept(make: Callable[[], bytes], file: Path) -> Path:
    """Make what is to be in a file, unless it is there already."""
    if not file.exists():
        written = file.with_suffix(".new")
        written.write_bytes(make())
        written.replace(file)  # in one go: a server may look for it just now
    return file


if __name__ == "__main__":
    sys.exit(main())
