"""A picture of 1,000 dots: how many people out of 1,000, at a glance."""

from __future__ import annotations

from html import escape
from typing import Final

ACROSS: Final = 50
APART: Final = 10
"""Dots in a row, and the distance between them in units of the drawing."""


def picture_of(count: int, of: int, alternative: str) -> str:
    """Return an SVG of `of` dots in rows, the first `count` of them marked as large and dark.

    count, of: numbers of people; `of` is a multiple of the dots in a row. alternative: the picture
    in words. Each row of dots is one dashed line whose dashes are round and of no length, so that a
    thousand dots take a few hundred bytes. Raises ValueError where the numbers do not fit.
    """
    if not 0 <= count <= of or of % ACROSS:
        raise ValueError(f"Cannot draw {count} of {of} dots")
    width, height = ACROSS * APART, of // ACROSS * APART
    words = escape(alternative)
    return (
        f'<svg class="dots" role="img" viewBox="0 0 {width} {height}" aria-label="{words}">'
        f'<path class="others" d="{rows(count, of)}"/>'
        f'<path class="counted" d="{rows(0, count)}"/></svg>'
    )


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
