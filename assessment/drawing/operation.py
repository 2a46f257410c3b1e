"""What a lift does, in plain line drawings: where the SMAS lies, where the cuts run, the steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from assessment.drawing import turned
from assessment.drawing.strokes import (
    Point,
    area,
    around,
    arrow,
    between,
    dashes,
    even,
    polygon,
    stitches,
    stroke,
)
from assessment.drawing.svg import Box, Mark, badge, picture

FULL_CUT: Final = (
    *((130, 150), (120, 166), (115, 184), (118, 200), (119, 216), (117, 236), (119, 256)),
    *((117, 276), (113, 292), (103, 295), (92, 283), (84, 264), (78, 244), (73, 228)),
    (66, 214),
)
"""From the hair of the temple, along the ear's front, around its lobe and into the hair behind."""

EAR_FRONT: Final = ((120, 200), (119, 216), (117, 236), (119, 256), (117, 276), (113, 291))
"""Along the ear's front, from the sideburn to the lobe."""

SHORT_CUT: Final = (
    *((158, 148), (147, 167), (142, 187), (137, 201), (128, 207), (120, 207)),
    *EAR_FRONT[1:],
)
"""Along the edge of the hair at the temple, then along the ear's front, and no further."""

SMAS: Final = ((126, 236), (172, 240), (212, 268), (212, 318), (184, 352), (146, 336), (124, 300))
"""The part of the layer that a lift works on, where it lies under the cheek."""

LIGAMENTS: Final = (
    ((158, 252), (192, 264)),
    ((180, 278), (210, 296)),
    ((136, 276), (164, 292)),
    ((156, 308), (186, 326)),
)
PARTED: Final = (0, 0.4, 0.6, 1)
"""Where a ligament begins, is cut through, and ends, as shares of its length."""

ROLL: Final = ((134, 264), (158, 256), (186, 256), (212, 264))


RIGHT: Final = 296
SLABS: Final = ((142, 24, 54), (104, 54, 112), (66, 112, 134), (28, 134, 200))
"""Skin, fat, SMAS, muscle: where each begins, its upper and its lower edge. Each ends at RIGHT."""

FAT_CELLS: Final = (
    *(((121 + 29 * number, 70 + number % 2), 13) for number in range(6)),
    *(((135 + 29 * number, 95 - number % 2), 12) for number in range(6)),
)
FIBRES: Final = (148, 159, 170, 181)

HEAD: Final = Box(24, 100, 230, 230)
CHEEK: Final = Box(44, 136, 210, 230)
BLOCK: Final = Box(0, 4, 356, 216)


def _layers(title: str, description: str) -> str:
    """Return a piece of the cheek from outside in: 1 skin, 2 fat, 3 SMAS, 4 muscle."""
    skin, fat, smas, muscle = (_slab(*slab) for slab in SLABS)
    fibres = [_wave(SLABS[3][0] + 8, y, RIGHT - 8) for y in FIBRES]
    cells = [stroke(around(*cell), 1.5, even) for cell in FAT_CELLS]
    marks = [
        Mark("shade", muscle),
        Mark("crease", "".join(stroke(fibre, 2) for fibre in fibres)),
        Mark("tint", fat),
        Mark("crease", "".join(cells)),
        Mark("pen", smas),
        Mark("skin", skin),
        Mark("line", "".join(_edges(*slab) for slab in SLABS[::-1])),
    ]
    middles = [(326, (top + bottom) / 2) for _, top, bottom in SLABS]
    badges = [badge(number, middle) for number, middle in enumerate(middles, 1)]
    return picture(BLOCK, marks, title, description, *badges)


def _wave(left: float, y: float, right: float) -> list[Point]:
    """Return a line from left to right that is not quite straight, as nothing in a face is."""
    xs = [left + (right - left) / 8 * number for number in range(9)]
    return [(x, y + 2 * math.sin(x / 30)) for x in xs]


def _slab(left: float, top: float, bottom: float) -> str:
    return polygon(*_wave(left, top, RIGHT), *_wave(left, bottom, RIGHT)[::-1])


def _edges(left: float, top: float, bottom: float) -> str:
    upper, lower = _wave(left, top, RIGHT), _wave(left, bottom, RIGHT)
    edges = (upper, lower, (upper[0], lower[0]), (upper[-1], lower[-1]))
    return "".join(stroke(edge, 2.4, even) for edge in edges)


def _cut(way: Sequence[Point]) -> list[Mark]:
    return [Mark("skin", stroke(way, 8, even)), Mark("pen", dashes(way, 4.8))]


def _loose_skin() -> list[Mark]:
    edge = [(x + 36 - abs(y - 246) / 5, y) for x, y in EAR_FRONT]
    return [
        Mark("area", area(*EAR_FRONT, *edge[::-1])),
        Mark("pen", dashes(edge, 3)),
        *_cut(FULL_CUT),
        Mark("pen", arrow((214, 300), (166, 266), 6)),
    ]


def _freed() -> list[Mark]:
    cut_through = [
        between([start], [end], share)[0] for start, end in LIGAMENTS for share in PARTED
    ]
    ends = zip(cut_through[::2], cut_through[1::2], strict=True)
    return [
        Mark("area", area(*SMAS)),
        *_cut(FULL_CUT),
        Mark("line", "".join(stroke(end, 4.4, even) for end in ends)),
    ]


def _rolled() -> list[Mark]:
    lifted = [((152, 330), (148, 286)), ((182, 338), (178, 286)), ((210, 318), (204, 286))]
    return [
        Mark("area", area(*SMAS)),
        *_cut(FULL_CUT),
        Mark("pen", stroke(ROLL, 19, even)),
        Mark("tint", stroke(ROLL, 14, even)),
        Mark("pen", stitches(ROLL, 2.6)),
        Mark("pen", "".join(arrow(*way, 6) for way in lifted)),
    ]


def _stitched() -> list[Mark]:
    return [
        Mark("skin", stroke(FULL_CUT, 8, even)),
        Mark("pen", stroke(FULL_CUT, 2.8, even)),
        Mark("pen", stitches(FULL_CUT, 2.4)),
    ]


STEPS: Final = ("step_1", "step_2", "step_3", "step_4", "step_5")
"""The steps of a full lift, in the order of source `jw-page`."""

ON_THE_FACE: Final[Mapping[str, tuple[Box, Callable[[], list[Mark]]]]] = MappingProxyType(
    {
        "full_lift_cuts": (HEAD, lambda: _cut(FULL_CUT)),
        "partial_lift_cuts": (HEAD, lambda: _cut(SHORT_CUT)),
        "step_1": (CHEEK, lambda: _cut(FULL_CUT)),
        "step_2": (CHEEK, _loose_skin),
        "step_3": (CHEEK, _freed),
        "step_4": (CHEEK, _rolled),
        "step_5": (CHEEK, _stitched),
    }
)
DRAWINGS: Final = ("layers", *ON_THE_FACE)
"""Every drawing of what a lift does, by the name that `evidence.yaml` gives its words under."""


def drawing(name: str, title: str, description: str) -> str:
    """Return the SVG of one of DRAWINGS; KeyError for another name."""
    if name == "layers":
        return _layers(title, description)
    box, drawn = ON_THE_FACE[name]
    return picture(box, [*turned.marks({}), *drawn()], title, description)
