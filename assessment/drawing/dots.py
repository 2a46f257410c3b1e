"""A picture of 1,000 dots: how many people out of 1,000, at a glance."""

from __future__ import annotations

from typing import Final

from assessment.drawing.svg import Box, both_themes, document

ACROSS: Final = 50
APART: Final = 10
"""Dots in a row, and the distance between them in units of the drawing."""


STYLE: Final = (
    "path{fill:none;stroke-linecap:round;stroke-dasharray:.01 9.99}"
    ".others{stroke-width:4.2}.counted{stroke-width:7.8}.rings{stroke-width:4.4}"
)
COLOURS: Final = {"others": "edge", "counted": "alarm", "rings": "ground"}
"""Small and pale for those who had no problem, large and dark for those who had it."""


def dots_picture(
    count: int, of: int, up_to: int | None = None, title: str = "", description: str = ""
) -> str:
    """Return an SVG of `of` dots in rows: the first `count` large, then rings to `up_to`.

    count, of, up_to: numbers of people; `of` is a multiple of the dots in a row. Each row of dots
    is one dashed line whose dashes are round and of no length, so that a thousand dots take some
    hundred bytes. title, description: plain words that stand inside the SVG. Raises ValueError
    where the numbers do not fit.
    """
    most = count if up_to is None else up_to
    if not 0 <= count <= most <= of or of % ACROSS:
        raise ValueError(f"Cannot draw {count} to {most} of {of} dots")
    width, height = ACROSS * APART, of // ACROSS * APART
    dots = (
        f'<path class="others" d="{rows(most, of)}"/>'
        f'<path class="counted" d="{rows(0, most)}"/>'
        f'<path class="rings" d="{rows(count, most)}"/>'
    )
    box = Box(-APART, -APART, width + 2 * APART, height + 2 * APART)
    return document(box, title, description, STYLE + both_themes("stroke", COLOURS), dots)


def rows(start: int, stop: int) -> str:
    """Return the path through the dots from number `start` up to, not including, `stop`."""
    pieces = []
    for row in range(start // ACROSS, -(-stop // ACROSS)):
        first = max(start - row * ACROSS, 0)
        last = min(stop - row * ACROSS, ACROSS) - 1
        if first <= last:
            y = row * APART + APART // 2
            pieces.append(f"M{_x(first)} {y}H{_x(last)}.01")
    return "".join(pieces)


def _x(place: int) -> int:
    return place * APART + APART // 2
