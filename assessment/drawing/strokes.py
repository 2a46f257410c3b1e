"""Path data of areas and of strokes through points. A stroke swells and thins out on its way."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Final

Point = tuple[float, float]
"""x to the right and y down, in units of the drawing."""

Swell = Callable[[float], float]
"""How wide a stroke is on its way: 0 to 1 of the way in, 0 to 1 of its width out."""

PARTS: Final = 5
"""Path data counts in this part of a unit, so that it is written in short whole numbers."""

LEAVES: Final = (1.0, 0.8, 0.62, 0.44, 0.26)
"""How wide the leaves of a soft tone are, as shares of its width."""

SMOOTH: Final = 4
"""Points that a stroke has at least, so that it swells evenly."""


def both_ends(way: float) -> float:
    """Thin at both ends."""
    return float(0.12 + 0.88 * math.sin(math.pi * way) ** 0.7)


def at_the_end(way: float) -> float:
    """Full at the start, thin at the end."""
    return float(0.12 + 0.88 * math.cos(math.pi / 2 * way) ** 0.8)


def even(way: float) -> float:
    """Nearly as wide everywhere."""
    return float(0.75 + 0.25 * math.sin(math.pi * way))


def brow(way: float) -> float:
    """Full near the nose, thin near the temple, and with no hard edge at either."""
    return float(0.14 + 0.86 * math.sin(math.pi * way**0.6) ** 0.8)


def fold(way: float) -> float:
    """Fullest in its upper part, then thinning out for long."""
    return float(0.1 + 0.9 * math.sin(math.pi * way**0.62))


def lid(way: float) -> float:
    """Fullest in the middle, never quite thin."""
    return float(0.3 + 0.7 * math.sin(math.pi * way) ** 0.8)


def nose(way: float) -> float:
    """Thin at the brow, full from the tip on."""
    return float(0.3 + 0.7 * min(1.0, way / 0.7) ** 0.6)


def between(start: Sequence[Point], end: Sequence[Point], share: float) -> list[Point]:
    """Return the points that lie a share (0 to 1) of the way from one curve to another."""
    return [
        (x + (end_x - x) * share, y + (end_y - y) * share)
        for (x, y), (end_x, end_y) in zip(start, end, strict=True)
    ]


def area(*points: Point) -> str:
    """Return the path data of a smooth closed shape through the points.

    It always runs the same way round, so that shapes of one path may overlap without a hole.
    """
    ring = _one_way_round(points)
    return _written([*ring, ring[0]], closed=True) + "z"


def stroke(points: Sequence[Point], width: float, swell: Swell = both_ends) -> str:
    """Return the path data of the outline of one stroke of a pen, to be filled.

    width: of the stroke where it is widest, in units of the drawing.
    """
    way = _finer(points)
    lengths = [0.0, *accumulate(math.dist(*pair) for pair in pairwise(way))]
    left, right = [], []
    for number, (x, y) in enumerate(way):
        before, after = way[max(number - 1, 0)], way[min(number + 1, len(way) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        half = width / 2 * swell(lengths[number] / lengths[-1]) / math.hypot(dx, dy)
        left.append((x + dy * half, y - dx * half))
        right.append((x - dy * half, y + dx * half))
    right.reverse()
    joined = _written(right, closed=False).replace("M", "L", 1)
    return _written(left, closed=False) + joined + "z"


def soft(points: Sequence[Point], width: float) -> list[str]:
    """Return the path data of a soft tone along a line: leaves within leaves, to be laid as veils.

    width: of the outermost leaf. The inner ones are narrower and shorter, so that the tone fades
    to all sides.
    """
    return [_leaf(points, width * share, 0.16 * (1 - share)) for share in LEAVES]


def _leaf(points: Sequence[Point], width: float, cut: float) -> str:
    """Return the path data of a leaf, a part of its length cut off at each end."""
    way = _finer(points)
    lengths = [0.0, *accumulate(math.dist(*pair) for pair in pairwise(way))]
    left, right = [], []
    for number, side in enumerate((0.12, 1.0, 1.16, 1.0, 0.12)):
        at = lengths[-1] * (cut + (1 - 2 * cut) * number / 4)
        here = max(n for n, length in enumerate(lengths[:-1]) if length <= at)
        (x, y), (to_x, to_y) = way[here], way[here + 1]
        long = lengths[here + 1] - lengths[here]
        right_by, down_by = (to_x - x) / long, (to_y - y) / long
        x, y = x + right_by * (at - lengths[here]), y + down_by * (at - lengths[here])
        half = width / 2 * side
        left.append((x + down_by * half, y - right_by * half))
        right.append((x - down_by * half, y + right_by * half))
    return _round(left + right[::-1])


def _round(corners: Sequence[Point]) -> str:
    """Return the path data of a round shape within its corners, in few numbers.

    It touches each side in its middle, so that each handle is the last one's mirror image and need
    not be written. It always runs the same way round: see `area`.
    """
    ring = [_parts(corner) for corner in _one_way_round(corners)]
    (x, y), (handle_x, handle_y) = ring[-1], ring[0]
    x, y = (x + handle_x) // 2, (y + handle_y) // 2
    written = [f"M{x} {y}q{handle_x - x} {handle_y - y}"]
    for corner_x, corner_y in ring[1:]:
        to_x, to_y = (handle_x + corner_x) // 2, (handle_y + corner_y) // 2
        written.append(
            f" {to_x - x} {to_y - y}" if len(written) != 2 else f"t{to_x - x} {to_y - y}"
        )
        x, y, handle_x, handle_y = to_x, to_y, 2 * to_x - handle_x, 2 * to_y - handle_y
    return "".join(written).replace(" -", "-") + "z"


def _one_way_round(points: Sequence[Point]) -> list[Point]:
    ring = [*points, points[0]]
    turned_left = sum((x - to_x) * (y + to_y) for (x, y), (to_x, to_y) in pairwise(ring)) < 0
    return [*points][::-1] if turned_left else [*points]


def polygon(*points: Point) -> str:
    """Return the path data of a closed shape with straight edges."""
    return "M" + "L".join(f"{x} {y}" for x, y in map(_parts, points)) + "z"


def around(middle: Point, radius: float) -> tuple[Point, ...]:
    """Return points on a circle, the first one again at the end."""
    eighths = [math.pi / 4 * (number % 8) for number in range(9)]
    x, y = middle
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in eighths)


def along(points: Sequence[Point], apart: float) -> list[tuple[Point, Point]]:
    """Return places at even distances on the straight way through the points.

    apart: the distance from place to place, in units. Each place comes with the direction of the
    way there, as a step of one unit.
    """
    places = []
    rest = apart / 2
    for (x, y), end in pairwise(points):
        length = math.dist((x, y), end)
        right, down = (end[0] - x) / length, (end[1] - y) / length
        while rest <= length:
            places.append(((x + right * rest, y + down * rest), (right, down)))
            rest += apart
        rest -= length
    return places


def dashes(points: Sequence[Point], width: float) -> str:
    """Return the path data of a dashed line, to be filled."""
    return "".join(
        stroke(((x - right * 4, y - down * 4), (x + right * 4, y + down * 4)), width, even)
        for (x, y), (right, down) in along(points, 14)
    )


def stitches(points: Sequence[Point], width: float) -> str:
    """Return the path data of short lines across a line, to be filled."""
    return "".join(
        stroke(((x - down * 5, y + right * 5), (x + down * 5, y - right * 5)), width, even)
        for (x, y), (right, down) in along(points, 15)
    )


def arrow(start: Point, tip: Point, width: float = 5) -> str:
    """Return the path data of a straight arrow, to be filled."""
    length = math.dist(start, tip)
    right, down = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length
    barbs = [
        [
            (tip[0] - right * back - down * out, tip[1] - down * back + right * out)
            for back, out in (
                (0, 0),
                (6 * width / 5, side * width),
                (2.6 * width, 1.8 * side * width),
            )
        ]
        for side in (-1, 1)
    ]
    shaft = stroke((start, tip), width, lambda way: 0.5 + 0.5 * way)
    return shaft + "".join(stroke(barb, width, at_the_end) for barb in barbs)


def _finer(points: Sequence[Point]) -> list[Point]:
    steps = max(1, math.ceil(SMOOTH / (len(points) - 1)))
    way = [
        _on_curve(piece, step / steps)
        for piece in _pieces(points, closed=False)
        for step in range(steps)
    ]
    return [*way, points[-1]]


Piece = tuple[Point, Point, Point, Point]
"""A cubic Bezier curve: where it starts, its two handles, where it ends."""


def _on_curve(piece: Piece, t: float) -> Point:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (
        sum(share * point[axis] for share, point in zip(shares, piece, strict=True))
        for axis in (0, 1)
    )
    return x, y


def _pieces(points: Sequence[Point], *, closed: bool) -> list[Piece]:
    """Return the pieces of a Catmull-Rom spline, which runs through every point.

    A handle reaches a sixth of the way between the neighbours, and never further than some third
    of its own piece, so that points at uneven distances make no loops.
    """
    first, last = (points[-2], points[1]) if closed else (points[0], points[-1])
    neighbours = [first, *points, last]
    return [
        (start, _handle(start, before, end), _handle(end, after, start), end)
        for before, start, end, after in zip(
            neighbours, points, points[1:], neighbours[3:], strict=False
        )
    ]


def _handle(here: Point, behind: Point, ahead: Point) -> Point:
    dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
    reach = min(1 / 6, math.dist(here, ahead) / (2.6 * (math.hypot(dx, dy) or 1)))
    return here[0] + dx * reach, here[1] + dy * reach


def _written(points: Sequence[Point], *, closed: bool) -> str:
    """Return path data in whole parts of a unit, each piece written from where the last ended."""
    x, y = _parts(points[0])
    written = [f"M{x} {y}"]
    for _, *rest in _pieces(points, closed=closed):
        steps = [(to_x - x, to_y - y) for to_x, to_y in map(_parts, rest)]
        written.append("c" + " ".join(f"{dx} {dy}" for dx, dy in steps))
        x, y = x + steps[-1][0], y + steps[-1][1]
    return "".join(written).replace(" -", "-")


def _parts(point: Point) -> tuple[int, int]:
    return round(point[0] * PARTS), round(point[1] * PARTS)
