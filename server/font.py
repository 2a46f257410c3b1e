"""The screens' font, with the letters that the screens have and no others: a sixth of the whole.

Streamlit brings the font along, for more than a thousand letters. They are a fifth of all that a
phone would fetch for the first screen. To cut it is a second's work in Python, so it is made ahead
(server/make_ahead.py), or else by a process of its own: `python -m server.font FILE`, with the
letters on its input and the font on its output.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.ahead import file_of, there_or_aside
from server.log_line import ROOT, kind_and_place, tell

FILE: Final = "static/media/SourceSansVF-Upright.ttf.*.woff2"
"""Where the font is among Streamlit's files. The slanted one is fetched where something slants."""

ALWAYS: Final = frozenset({*range(0x20, 0x180), *range(0x2010, 0x2040)})
"""Letters of Latin languages, figures and marks, whatever the texts have (Unicode)."""

RESERVED, OURS, KEPT_AS_IT_IS = "SourceSans", "QuestionnaireSans", (0, 7)
"""What is cut is another font and may not go by the name of the whole (SIL Open Font License). Who
made that one, and under which name, stays in it: entries 0 and 7 of the table `name`."""


def whole_in(folder: Path) -> Path:
    """Return where the whole font is. folder: Streamlit's files."""
    (file,) = folder.glob(FILE)
    return file


def letters_of(words: str) -> frozenset[int]:
    """Return the letters that the font is cut down to, for these words."""
    return ALWAYS.union(map(ord, words))


def cut_ahead(whole: bytes, letters: frozenset[int]) -> Path:
    """Return where it is kept, cut down to these letters, by this module as it is."""
    return file_of("woff2", whole, repr(sorted(letters)).encode(), Path(__file__).read_bytes())


def cut_down(font: bytes, letters: Iterable[int]) -> bytes:
    """Return a font (WOFF2) with these letters, as far as it has them."""
    cut = TTFont(BytesIO(font), lazy=True)
    for entry in cut["name"].names:
        if entry.nameID not in KEPT_AS_IT_IS:
            entry.string = str(entry).replace(RESERVED, OURS)
    options = Options()
    options.name_IDs = ["*"]  # who made it, and its licence
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(cut)
    cut.flavor = "woff2"
    out = BytesIO()
    cut.save(out)
    return out.getvalue()


def _cut_apart(file: Path, letters: frozenset[int]) -> bytes:
    """Return the font in a file, cut by another process; the whole of it where that fails."""
    command = [sys.executable, "-m", "server.font", str(file)]
    written = "".join(map(chr, letters)).encode()
    try:
        done = subprocess.run(command, input=written, capture_output=True, check=True, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError) as error:
        tell("fault", **kind_and_place(error))
        return file.read_bytes()
    return done.stdout


def cut_font(app: ASGIApp, folder: Path, words: str) -> ASGIApp:
    """Middleware: send the font with the letters of these words; at first, the whole of it.

    folder: Streamlit's files. words: whatever the screens may say.
    """
    file, letters = whole_in(folder), letters_of(words)
    whole = file.read_bytes()
    cut = there_or_aside(cut_ahead(whole, letters), _cut_apart, file, letters)
    # Its address stays when the words change, so it is not kept for long.
    headers = {"Cache-Control": "public, max-age=3600"}

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == f"/{file.relative_to(folder).as_posix()}":
            font = cut.result() if cut.done() else whole
            response = Response(font, headers=headers, media_type="font/woff2")
            await response(scope, receive, send)
        else:
            await app(scope, receive, send)

    return middleware


if __name__ == "__main__":
    asked = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(cut_down(Path(sys.argv[1]).read_bytes(), map(ord, asked)))
