"""What a lift does, in plain line drawings: where the SMAS lies, where the cuts run, the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from assessment.drawing import turned
from assessment.drawing.ink import (
    Point,
    area,
    around,
    arrow,
    between,
    dashes,
    disc,
    even,
    polygon,
    stitches,
    stroke,
)
from assessment.drawing.paper import Box, Mark, badge, picture

FULL_CUT: Final = (
    *((130, 150), (120, 166), (115, 184), (118, 200), (119, 216), (117, 236), (119, 256)),
    *((117, 276), (113, 292), (103, 295), (92, 283), (84, 264), (78, 244), (73, 228)),
    (66, 214),
)
"""From the hair of the temple, along the ear's front, around its lobe and into the hair behind."""

SHORT_CUT: Final = ((120, 200), (119, 216), (117, 236), (119, 256), (117, 276), (113, 291))
"""Along the ear's front, from the sideburn to the lobe."""

SMAS: Final = ((126, 236), (172, 240), (212, 268), (212, 318), (184, 352), (146, 336), (124, 300))
"""The part of the layer that a lift works on, where it lies under the cheek."""

LIGAMENTS: Final = (
    ((158, 252), (192, 264)),
    ((180, 278), (210, 296)),
    ((136, 276), (164, 292)),
    ((156, 308), (186, 326)),
)
ROLL: Final = ((134, 264), (158, 256), (186, 256), (212, 264))

FIXED: Final = ((140, 261), (174, 255), (206, 261))

RIGHT: Final = 292
SLABS: Final = ((146, 20, 54), (106, 54, 110), (66, 110, 134), (26, 134, 200))
"""Skin, fat, SMAS, muscle: where each begins, its upper and its lower edge. Each ends at RIGHT."""

FAT_CELLS: Final = (
    *((122 + 26 * number, 69) for number in range(7)),
    *((135 + 26 * number, 90) for number in range(6)),
)
FIBRES: Final = (146, 157, 168, 179, 190)

HEAD: Final = Box(24, 100, 230, 230)
CHEEK: Final = Box(44, 136, 210, 230)
BLOCK: Final = Box(0, 0, 344, 220)


def cuts(way: Sequence[Point], title: str, description: str) -> str:
    """Return the SVG of where the cuts of a lift run. way: FULL_CUT or SHORT_CUT."""
    return picture(HEAD, [*turned.marks({}), *_cut(way)], title, description)


def layers(title: str, description: str) -> str:
    """Return the SVG of a piece of the cheek from outside in: 1 skin, 2 fat, 3 SMAS, 4 muscle."""
    fibres = [((SLABS[3][0] + 6, y), (110, y + 3), (200, y - 2), (282, y + 1)) for y in FIBRES]
    skin, fat, smas, muscle = (_slab(*slab) for slab in SLABS)
    marks = [
        Mark("shade", muscle),
        Mark("crease", "".join(stroke(fibre, 1.9) for fibre in fibres)),
        Mark("tint", fat),
        Mark("crease", "".join(stroke(around(cell, 11), 1.7, even) for cell in FAT_CELLS)),
        Mark("accent", smas),
        Mark("skin", skin),
        Mark("line", "".join(_edges(*slab) for slab in SLABS[::-1])),
    ]
    middles = [(316, (top + bottom) / 2) for _, top, bottom in SLABS]
    badges = [badge(number, middle) for number, middle in enumerate(middles, 1)]
    return picture(BLOCK, marks, title, description, *badges)


def step(number: int, title: str, description: str) -> str:
    """Return the SVG of a step of a full lift, 1 to 5, in the order of source `jw-page`."""
    return picture(CHEEK, [*turned.marks({}), *STEPS[number]()], title, description)


def _slab(left: float, top: float, bottom: float) -> str:
    return polygon((left, top), (RIGHT, top), (RIGHT, bottom), (left, bottom))


def _edges(left: float, top: float, bottom: float) -> str:
    corners = ((RIGHT, top), (left, top), (left, bottom), (RIGHT, bottom), (RIGHT, top))
    return "".join(stroke(edge, 2.6, even) for edge in pairwise(corners))


def _cut(way: Sequence[Point]) -> list[Mark]:
    return [Mark("skin", stroke(way, 8, even)), Mark("accent", dashes(way, 4.8))]


def _loose_skin() -> list[Mark]:
    edge = [(x + 36 - abs(y - 246) / 5, y) for x, y in SHORT_CUT]
    return [
        Mark("area", area(*SHORT_CUT, *edge[::-1])),
        Mark("accent", dashes(edge, 3)),
        *_cut(SHORT_CUT),
        Mark("accent", arrow((214, 300), (166, 266), 6)),
    ]


def _freed() -> list[Mark]:
    thirds = [
        [between([start], [end], share)[0] for share in (0, 0.4, 0.6, 1)]
        for start, end in LIGAMENTS
    ]
    return [
        Mark("area", area(*SMAS)),
        Mark(
            "line",
            "".join(stroke(ends[:2], 4.4, even) + stroke(ends[2:], 4.4, even) for ends in thirds),
        ),
    ]


def _rolled() -> list[Mark]:
    lifted = [((152, 330), (148, 286)), ((182, 338), (178, 286)), ((210, 318), (204, 286))]
    return [
        Mark("area", area(*SMAS)),
        Mark("accent", stroke(ROLL, 17, even)),
        Mark("on-accent", stroke(ROLL, 1.8) + "".join(disc(at, 3.4) for at in FIXED)),
        Mark("accent", "".join(arrow(*way, 6) for way in lifted)),
    ]


def _stitched() -> list[Mark]:
    return [
        Mark("skin", stroke(FULL_CUT, 8, even)),
        Mark("accent", stroke(FULL_CUT, 3.4, even)),
        Mark("accent", stitches(FULL_CUT, 3)),
    ]


STEPS: Final[Mapping[int, Callable[[], list[Mark]]]] = MappingProxyType(
    {1: lambda: _cut(FULL_CUT), 2: _loose_skin, 3: _freed, 4: _rolled, 5: _stitched}
)
"""The number of a step → what is drawn on the face."""
