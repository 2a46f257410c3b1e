"""A picture of 1,000 dots: how many people out of 1,000, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assessment.drawing.svg import Box, both_themes, document

ACROSS: Final = 100
APART: Final = 10
"""Dots in a row, and the distance between them in units of the drawing."""

MOST_RADIUS: Final = 21
"""Of the larger dots, however few they are."""

LOOKS: Final = ("disc", "diamond")
"""Of the first part, and of any other; whoever is counted in no part is a small disc."""

STYLE: Final = (
    "path{fill:none;stroke-linecap:round;stroke-dasharray:.01 9.99}"
    ".others{stroke-width:4.2}.counted{stroke-width:7.8}.rings{stroke-width:4.4}"
    ".zoom{stroke-dasharray:none;stroke-width:2.5}"
)
COLOURS: Final = {"others": "edge", "counted": "alarm", "rings": "ground", "zoom": "edge"}
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
    box, dots = _dots(count, of, up_to)
    return document(box, title, description, STYLE + both_themes("stroke", COLOURS), dots)


def dots_picture_with_parts(
    count: int,
    of: int,
    up_to: int | None = None,
    title: str = "",
    description: str = "",
    *,
    parts: Sequence[int] = (),
) -> str:
    """Return the same picture, above it the dots that count once more, and larger.

    parts: how many of the counted are of each kind; each kind has a look of its own, and those of
    none come at last. A ring is only for those who may be more, as in the rows. Raises
    ValueError as `dots_picture` does.
    """
    box, dots = _dots(count, of, up_to)
    if sum(parts) > count:
        raise ValueError(f"Cannot draw {list(parts)} inside {count} dots")
    most = count if up_to is None else up_to
    if not 0 < most <= ACROSS:
        return dots_picture(count, of, up_to, title, description)
    looks = [LOOKS[min(part, 1)] for part, people in enumerate(parts) for _ in range(people)]
    looks += ["small disc" if parts else "disc"] * (count - len(looks)) + ["ring"] * (most - count)
    apart = ACROSS * APART / most
    radius = min(apart * 0.36, MOST_RADIUS)
    band = 3.4 * radius
    middle = -APART - band + 1.6 * radius
    larger_dots = [
        _larger_dot(look, (place + 0.5) * apart, middle, radius) for place, look in enumerate(looks)
    ]
    low = middle + 1.25 * radius
    lines = f"M2 {low:.1f}L2 -1M{ACROSS * APART - 2} {low:.1f}L{most * APART} -1"
    larger = f'<path class="zoom" d="{lines}"/>{"".join(larger_dots)}'
    style = STYLE + both_themes("stroke", COLOURS) + both_themes("fill", {"disc": "alarm"})
    whole = Box(box.left, box.top - band, box.width, box.height + band)
    return document(whole, title, description, style, dots + larger)


def row_of_dots(count: int, of: int) -> str:
    """Return an SVG of `of` dots in one row, the first `count` dark: people who were few.

    Raises ValueError where the numbers do not fit.
    """
    if not 0 <= count <= of or not of:
        raise ValueError(f"Cannot draw {count} of {of} dots")
    apart = ACROSS * APART / of
    radius = min(0.4 * apart, MOST_RADIUS / 2)
    drawn = [
        f'<circle class="{"pen" if place < count else "edge"}" cx="{(place + 0.5) * apart:.1f}"'
        f' cy="0" r="{radius if place < count else 0.6 * radius:.1f}"/>'
        for place in range(of)
    ]
    high = 2 * MOST_RADIUS
    box = Box(-APART, -high / 2, ACROSS * APART + 2 * APART, high)
    style = both_themes("fill", {"pen": "pen", "edge": "edge"})
    return document(box, "", "", style, "".join(drawn))


def _larger_dot(look: str, x: float, y: float, radius: float) -> str:
    if look == "diamond":
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
        return f'<polygon class="disc" points="{points}"/>'
    at = f'cx="{x:.1f}" cy="{y:.1f}"'
    drawn = 0.55 * radius if look == "small disc" else radius
    disc = f'<circle class="disc" {at} r="{drawn:.1f}"/>'
    hole = f'<circle class="ground" {at} r="{0.5 * radius:.1f}"/>'
    return disc + hole if look == "ring" else disc


def _dots(count: int, of: int, up_to: int | None) -> tuple[Box, str]:
    most = count if up_to is None else up_to
    if not 0 <= count <= most <= of or of % ACROSS:
        raise ValueError(f"Cannot draw {count} to {most} of {of} dots")
    width, height = ACROSS * APART, of // ACROSS * APART
    dots = (
        f'<path class="others" d="{rows(most, of)}"/>'
        f'<path class="counted" d="{rows(0, most)}"/>'
        f'<path class="rings" d="{rows(count, most)}"/>'
    )
    return Box(-APART, -APART, width + 2 * APART, height + 2 * APART), dots


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
