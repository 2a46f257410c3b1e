"""SVG text: marks in the theme's colours, light and dark, on a ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from assessment.drawing.strokes import PARTS, Point

TONES: Final = {
    "ground": ("#f2ece2", "#202a2a"),
    "skin": ("#e8d3bd", "#ab8a6f"),
    "shade": ("#d3b89f", "#8f745d"),
    "tint": ("#dfc7b0", "#9a7e66"),
    "hair": ("#b3a490", "#857264"),
    "lip": ("#d8af9b", "#a8705f"),
    "white": ("#f8f3ea", "#d8cfc4"),
    "iris": ("#7c6c55", "#5a4d3c"),
    "pupil": ("#3a322e", "#17110e"),
    "glint": ("#fffdf9", "#f6f0e7"),
    "veil": ("#7a462917", "#2a120812"),
    "light": ("#fff8ec1c", "#fff0dc0e"),
    "haze": ("#7a46290e", "#2a12080c"),
    "warm": ("#ee7f4a06", "#e0703c05"),
    "crease": ("#684b3b", "#2c190c"),
    "brow": ("#6b5a4d", "#2b1a11"),
    "feature": ("#493730", "#26150b"),
    "line": ("#604a3d", "#26150b"),
    "accent": ("#145653", "#7fcbc0"),
    "pen": ("#145653", "#f4fffd"),  # what a surgeon would draw on a face
    "on-accent": ("#ffffff", "#0f1a19"),
    "alarm": ("#8f281b", "#ff9f8e"),
    "area": ("#14565333", "#04363466"),  # what lies under it shows through
    "edge": ("#7b8784", "#82918f"),
}
"""The colours by what they are for: on the light page, on the dark one.

By night it is the same face in less light: dark lines, and a skin that stands out from the ground.

What the page has too has the page's colour: see screens/styles/tokens.css.
"""

NIGHT: Final = "night"
"""The id of a picture as a whole: it is dark where its address ends in `#night`."""

VEILS: Final = frozenset({"veil", "haze", "light", "warm"})
"""Tones that what lies under them shows through, and that are laid one over another."""

SOFTLY: Final = ".veil{filter:blur(9px)}.haze,.light{filter:blur(16px)}.warm{filter:blur(30px)}"
"""Where a browser can, the leaves of a soft tone melt into one another; else their edges show."""

TEXT: Final = (
    f"text{{font:700 {23 * PARTS}px 'Source Sans','Segoe UI',sans-serif;text-anchor:middle}}"
)


class Mark(NamedTuple):
    """One thing drawn: the tone it is filled with, and its path data."""

    tone: str
    path: str


class Box(NamedTuple):
    """A part of the drawing: its left and upper edge, its width and height, in units."""

    left: float
    top: float
    width: float
    height: float


def veils(tone: str, *tones: Sequence[str]) -> list[Mark]:
    """Return soft tones as marks, leaf upon leaf. tones: each as `soft` gives it."""
    return [Mark(tone, "".join(leaves)) for leaves in zip(*tones, strict=True)]


def badge(number: int, at: Point, *, hollow: bool = False) -> str:
    """Return the SVG of a number in a disc, or in a ring. at: its middle, in units."""
    x, y = (round(place * PARTS) for place in at)
    middle = f'<circle class="skin" cx="{x}" cy="{y}" r="{14 * PARTS}"/>' if hollow else ""
    return (
        f'<circle class="accent" cx="{x}" cy="{y}" r="{17 * PARTS}"/>{middle}'
        f'<text class="{"accent" if hollow else "on-accent"}"'
        f' x="{x}" y="{y + 8 * PARTS}">{number}</text>'
    )


def picture(box: Box, marks: Iterable[Mark], title: str, description: str, *more: str) -> str:
    """Return the SVG text of the part of a drawing that lies in the box.

    marks: drawn in their order. more: SVG elements on top of the marks.
    title, description: plain words that stand inside the SVG.
    """
    runs = groupby((mark for mark in marks if mark.path), key=lambda mark: mark.tone)
    drawn = [_drawn(tone, [mark.path for mark in run]) for tone, run in runs]
    inside = "".join([*drawn, *more])
    tones = [tone for tone in TONES if f'"{tone}"' in inside]
    style = both_themes("fill", {tone: tone for tone in tones}) + (TEXT if more else "")
    style += SOFTLY if VEILS & {*tones} else ""
    return document(Box(*(round(edge * PARTS) for edge in box)), title, description, style, inside)


def without_melting(svg: str) -> str:
    """Return a picture whose soft tones show their leaves, for where melting would make pixels."""
    return svg.replace(SOFTLY, "")


def _drawn(tone: str, paths: Sequence[str]) -> str:
    """Return the paths in one tone. Of veils each is an element, and all of them melt as one."""
    if tone not in VEILS:
        return f'<path class="{tone}" d="{"".join(paths)}"/>'
    leaves = "".join(f'<path d="{path}"/>' for path in paths)
    return f'<g class="{tone}">{leaves}</g>'


def both_themes(what: str, tone_of: Mapping[str, str]) -> str:
    """Return the CSS that gives each class its tone. what: `fill` or `stroke`.

    WebKit tells no picture in an `<img>` that the screen is dark, so its address does.
    """
    light, dark = (
        "".join(f"{where}.{name}{{{what}:{TONES[tone][theme]}}}" for name, tone in tone_of.items())
        for theme, where in enumerate(("", ":target "))
    )
    return light + dark


def document(box: Box, title: str, description: str, style: str, inside: str) -> str:
    """Return the SVG text of a picture on its ground.

    box: what is seen, in whole numbers. style: CSS. inside: SVG elements.
    """
    left, top, width, height = (f"{edge:g}" for edge in box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{NIGHT}"'
        f' viewBox="{left} {top} {width} {height}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f"<style>{both_themes('fill', {'ground': 'ground'})}{style}</style>"
        f'<rect class="ground" x="{left}" y="{top}" width="{width}" height="{height}"/>'
        f"{inside}</svg>"
    )
