"""The face from the front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assessment.drawing.strokes import (
    Point,
    Swell,
    area,
    at_the_end,
    both_ends,
    brow,
    even,
    lid,
    stroke,
)
from assessment.drawing.svg import Mark

MIDDLE: Final = 200
"""The line that the face is mirrored at. Points below are those of the picture's right side."""

OUTLINE: Final = (
    *((302, 128), (309, 160), (313, 195), (313, 232), (309, 268), (302, 306)),
    *((289, 341), (269, 370), (245, 391), (221, 402), (200, 404)),
)
HAIRLINE: Final = (
    *((302, 134), (293, 114), (270, 101), (240, 98), (217, 103), (190, 95)),
    *((160, 93), (128, 101), (107, 115), (98, 134)),
)
HAIR: Final = (
    *((317, 236), (327, 190), (328, 140), (313, 92), (274, 56), (222, 41)),
    *((176, 41), (126, 56), (87, 92), (72, 140), (73, 190), (83, 236)),
)
STRANDS: Final = (
    ((217, 103), (243, 76), (280, 80), (308, 122)),
    ((217, 103), (256, 58), (300, 86), (319, 146)),
    ((217, 103), (192, 68), (142, 72), (100, 112)),
    ((217, 103), (176, 52), (118, 72), (82, 138)),
)
EAR: Final = (
    *((311, 214), (319, 204), (329, 204), (333, 219), (330, 243), (324, 267)),
    *((317, 284), (310, 287), (305, 280)),
)
EAR_FOLD: Final = ((317, 222), (323, 217), (327, 227), (323, 246), (317, 258))
NECK: Final = (
    *((260, 340), (268, 364), (267, 396), (272, 424), (296, 446), (338, 460), (384, 473)),
)
NECK_SHADE: Final = ((266, 366), (267, 394), (256, 412), (232, 427), (200, 432))
COLLARBONE: Final = ((214, 487), (236, 479), (270, 475), (308, 478))
BROW: Final = ((227, 206), (241, 200), (258, 196.5), (273, 199), (284, 208))
LID: Final = ((222, 235), (232, 226), (243, 221), (253, 220.5), (263, 225), (270, 233))
LOWER_LID: Final = ((270, 233), (258, 239), (245, 241.5), (232, 240), (222, 235))
LID_CREASE: Final = ((225, 223), (235, 215), (249, 212), (262, 215), (272, 223))
IRIS: Final = (
    *((236.5, 230), (239.5, 223), (246, 220.5), (252.5, 223), (255.5, 230)),
    *((252.5, 237), (246, 240), (239.5, 237)),
)
PUPIL: Final = ((241.5, 230), (246, 225.5), (250.5, 230), (246, 234.5))
IRIS_MIDDLE: Final = 246
GLINT: Final = ((248, 226.5), (250, 224.5), (252, 226.5), (250, 228.5))
NOSTRIL: Final = ((220, 281), (224, 288), (223.5, 297), (218, 302.5), (211, 301))
NOSE_TIP: Final = ((188, 301), (194, 305.5), (200, 307.5), (206, 305.5), (212, 301))
NOSE_BRIDGE: Final = ((184, 222), (187.5, 240), (187, 258), (184, 271))
LIPS: Final = (
    *((158, 337), (170, 332), (184, 327), (193, 324.5), (200, 327), (207, 324.5)),
    *((216, 327), (230, 332), (242, 337), (230, 347), (216, 353.5), (200, 355.5)),
    *((184, 353.5), (170, 347)),
)
MOUTH: Final = (
    *((155, 335.5), (169, 337.5), (184, 336.5), (193, 337), (200, 338.5)),
    *((207, 337), (216, 336.5), (231, 337.5), (245, 335.5)),
)
UPPER_LIP: Final = (
    *((166, 333), (181, 327.5), (193, 324), (200, 326.5)),
    *((207, 324), (219, 327.5), (234, 333)),
)
LOWER_LIP: Final = ((181, 352.5), (190, 355.5), (200, 356.5), (210, 355.5), (219, 352.5))
CHIN: Final = ((188, 370), (200, 372.5), (212, 370))

FOLD: Final = (
    *((223, 279), (232, 289), (240, 301), (246, 314), (250, 327), (252, 339), (252, 351)),
    (249, 363),
)
FOLD_LEVELS: Final = ((0, 0.0, 0.0), (4, 2.0, 0.0), (6, 2.5, 5.0), (8, 3.2, 9.0))
"""How many points of the fold are drawn, and how wide its line and its shadow, in units."""


class Line(NamedTuple):
    """A line in the skin: the level it shows from, its share of that level's width, its way."""

    level: int
    depth: float
    points: tuple[Point, ...]


DEEP: Final = 1.0
FINE: Final = 0.62
LINES: Final = (
    # forehead
    Line(1, DEEP, ((160, 153), (180, 149.5), (200, 150.5), (222, 149), (240, 152))),
    Line(1, FINE, ((176, 169), (200, 167.5), (230, 170))),
    Line(2, DEEP, ((148, 138), (166, 133), (190, 134))),
    Line(2, DEEP, ((197, 134), (226, 132), (252, 137))),
    Line(2, FINE, ((142, 172), (152, 167), (166, 167.5))),
    Line(3, DEEP, ((160, 119), (182, 116), (204, 117.5), (224, 116))),
    Line(3, FINE, ((232, 117), (240, 118), (248, 121))),
    Line(3, FINE, ((238, 167), (250, 167), (260, 171))),
    Line(3, DEEP, ((172, 181), (188, 179), (206, 180))),
    # between the brows
    Line(2, DEEP, ((193, 190), (192, 200), (194, 211))),
    Line(2, DEEP, ((206.5, 192), (208, 201), (206.5, 209))),
)
LINES_OF_ONE_SIDE: Final = (
    # beside the eye
    Line(1, DEEP, ((281, 230), (289, 228), (297, 223))),
    Line(1, DEEP, ((280, 239), (289, 243), (297, 250))),
    Line(2, FINE, ((279, 223), (285, 218), (290, 211))),
    Line(2, FINE, ((275, 245), (282, 252), (286, 261))),
    Line(3, DEEP, ((283, 234.5), (292, 235.5), (302, 234))),
    # below the eye
    Line(1, FINE, ((230, 249), (243, 252.5), (258, 250))),
    Line(2, FINE, ((226, 254), (238, 260), (253, 260), (266, 253))),
    Line(3, DEEP, ((232, 264), (245, 268.5), (260, 265))),
    # cheek
    Line(2, FINE, ((286, 288), (285, 308), (277, 328))),
    Line(3, FINE, ((275, 300), (274, 314), (268, 328))),
    # above the mouth
    Line(3, FINE, ((212, 314), (212, 323.5))),
    Line(3, FINE, ((223, 316.5), (221.5, 326.5))),
    Line(3, FINE, ((233, 321.5), (230.5, 331))),
)
LINE_WIDTHS: Final = (0.0, 1.7, 2.1, 2.5)
"""How wide the deep lines are at each level, in units; the fine ones are a share of that."""

OTHER_SIDE: Final = (-1.5, 2.5)
"""Lines on one side of a face are never quite those of the other."""


def marks(levels: Mapping[str, int]) -> list[Mark]:
    """Return the face, from what lies behind to what lies before.

    levels: of `nasolabial_folds` and `face_wrinkles`, 0 to 3; a sign that is not given is at 0.
    """
    return [
        *_head(),
        *_folds(levels.get("nasolabial_folds", 0)),
        *_features(),
        *_lines(levels.get("face_wrinkles", 0)),
    ]


def _head() -> list[Mark]:
    shoulders = ((420, 490), (420, 560), (-20, 560), (-20, 490))
    under_chin = (*NECK_SHADE, *mirrored(NECK_SHADE)[::-1][1:], (MIDDLE, 380))
    outline = (*OUTLINE, *mirrored(OUTLINE)[::-1][1:])
    hairline = ((312, 206), (310, 168), *HAIRLINE, (90, 168), (88, 206))
    return [
        Mark("hair", area(*HAIR, (110, 262), (MIDDLE, 270), (290, 262))),
        Mark("line", stroke(HAIR, 3.4, even)),
        Mark("skin", area(*NECK, *shoulders, *mirrored(NECK)[::-1])),
        Mark("shade", area(*under_chin)),
        Mark("line", _both(NECK, 3.2, at_the_end) + _both(COLLARBONE, 2)),
        Mark("skin", _both_areas(*EAR)),
        Mark("line", _both(EAR, 3, even) + _both(EAR_FOLD, 1.9)),
        Mark("skin", area(*outline, *HAIRLINE[::-1][1:-1])),
        Mark("line", stroke(outline[2:-2], 3.6, even) + stroke(hairline, 2.4)),
        Mark("line", "".join(stroke(strand, 1.9) for strand in STRANDS)),
    ]


def _features() -> list[Mark]:
    other_glint = [(x - 2 * (IRIS_MIDDLE - MIDDLE), y) for x, y in GLINT]  # light has one side
    return [
        Mark("brow", _both(BROW, 8, brow)),
        Mark("skin", _both_areas(*LID, *LOWER_LID[1:-1])),
        Mark("iris", _both_areas(*IRIS)),
        Mark("pupil", _both_areas(*PUPIL)),
        Mark("glint", area(*GLINT) + area(*other_glint)),
        Mark("line", _both((*IRIS, IRIS[0]), 1.8, even)),
        Mark("line", _both((*LID, (274, 231)), 4, lid)),
        Mark("line", _both(LOWER_LID, 1.6) + _both(LID_CREASE, 1.6)),
        Mark("line", _both(NOSTRIL, 2.8) + stroke(NOSE_TIP, 2.8) + stroke(NOSE_BRIDGE, 1.9)),
        Mark("lip", area(*LIPS)),
        Mark("line", stroke(MOUTH, 2.8, even) + stroke(UPPER_LIP, 1.5) + stroke(LOWER_LIP, 2)),
        Mark("line", stroke(CHIN, 1.7)),
    ]


def _folds(level: int) -> list[Mark]:
    points, width, shadow = FOLD_LEVELS[level]
    fold = FOLD[:points]
    inside = [(x - shadow / 3, y + 1) for x, y in fold]
    return [
        Mark("tint", _both(inside, 2 * shadow) if shadow else ""),
        Mark("shade", _both(inside, shadow) if shadow else ""),
        Mark("crease", _both(fold, width) if width else ""),
    ]


def _lines(level: int) -> list[Mark]:
    width = LINE_WIDTHS[level]
    drawn: list[tuple[Sequence[Point], float]] = [
        (line.points, line.depth) for line in LINES if level >= line.level
    ]
    for line in LINES_OF_ONE_SIDE:
        if level >= line.level:
            right, down = OTHER_SIDE
            other = [(x + right, y + down) for x, y in mirrored(line.points)]
            drawn += [(line.points, line.depth), (other, line.depth)]
    return [Mark("crease", "".join(stroke(points, width * depth) for points, depth in drawn))]


def mirrored(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points of the picture's right side as they are on its left."""
    return tuple((2 * MIDDLE - x, y) for x, y in points)


def _both(points: Sequence[Point], width: float, swell: Swell = both_ends) -> str:
    return stroke(points, width, swell) + stroke(mirrored(points), width, swell)


def _both_areas(*points: Point) -> str:
    return area(*points) + area(*mirrored(points))
