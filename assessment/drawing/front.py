"""The face from the front."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assessment.drawing.strokes import (
    Point,
    Swell,
    area,
    around,
    at_the_end,
    both_ends,
    brow,
    even,
    fold,
    lid,
    soft,
    stroke,
)
from assessment.drawing.svg import Mark, veils

MIDDLE: Final = 200
"""The line that the face is mirrored at. Points below are those of the picture's right side."""

OUTLINE: Final = (
    *((302, 128), (309, 160), (312, 192), (312, 226), (308, 258), (301, 290)),
    *((291, 321), (276, 353), (256, 379), (232, 396), (214, 402.5), (200, 404)),
)
EDGE: Final = OUTLINE[3:10]
"""Where the face turns away from who looks at it."""

HAIRLINE: Final = (
    *((302, 134), (293, 114), (270, 101), (240, 98), (217, 103), (190, 95)),
    *((160, 93), (128, 101), (107, 115), (98, 134)),
)
HAIR: Final = (
    *((322, 226), (330, 204), (333, 172), (329, 132), (312, 90), (273, 56), (222, 42)),
    *((176, 42), (127, 56), (88, 90), (71, 132), (67, 172), (70, 204), (78, 226)),
)
STRANDS: Final = (
    ((222, 100), (246, 74), (282, 80), (310, 126)),
    ((210, 98), (176, 56), (120, 74), (86, 140)),
)
EAR: Final = (
    *((311, 214), (319, 206), (328, 207), (332, 220), (329, 242), (323, 265)),
    *((316, 281), (310, 284), (305, 278)),
)
EAR_FOLD: Final = ((317, 224), (323, 218), (326, 228), (322, 246), (316, 258))
NECK: Final = (
    *(
        (260, 340),
        (268, 364),
        (267, 396),
        (272, 424),
        (296, 446),
        (338, 460),
        (384, 473),
        (430, 486),
    ),
)
COLLARBONE: Final = ((216, 489), (238, 480), (272, 476), (312, 479))
BROW: Final = ((224, 204), (237, 199.5), (255, 197), (271, 199.5), (284, 208))
LID: Final = ((223, 235), (231, 229.3), (241, 226.2), (252, 225.7), (262, 228.5), (271, 233.5))
LOWER_LID: Final = ((271, 233.5), (262, 238.3), (250, 240.6), (237, 239.8), (223, 235))
LID_CREASE: Final = ((227, 225.5), (236, 219), (249, 216.5), (262, 219), (273, 228))
IRIS_MIDDLE: Final = 247
IRIS: Final = around((IRIS_MIDDLE, 231.2), 8.8)[:-1]
PUPIL: Final = around((IRIS_MIDDLE, 231.2), 4)[:-1]
GLINT: Final = around((249.8, 228.2), 1.7)[:-1]
WING: Final = ((221, 284), (225.5, 289), (225.5, 296.5), (220, 301.5), (213.5, 300.5))
NOSTRIL: Final = ((206, 302.5), (211, 300), (217, 301.5))
NOSE_TIP: Final = ((192, 304.5), (200, 307), (208, 304.5))
LIPS: Final = (
    *((160, 335.5), (172, 332), (185, 328), (193.5, 326), (200, 328), (206.5, 326)),
    *((215, 328), (228, 332), (240, 335.5), (229, 344.5), (215, 351), (200, 352.8)),
    *((185, 351), (171, 344.5)),
)
MOUTH: Final = (
    *((157, 332), (168, 336), (184, 336.3), (193, 336.8), (200, 338.2)),
    *((207, 336.8), (216, 336.3), (232, 336), (243, 332)),
)

FOLD: Final = (
    *((226, 280), (231.5, 286), (238, 295), (245, 306), (251, 317), (254.5, 331)),
    (257, 348),
)
FOLD_LEVELS: Final = ((0, 0, 0.0, 0.0), (4, 3, 0.9, 10.0), (6, 5, 1.4, 14.0), (7, 7, 2.2, 26.0))
"""How many points of the fold its shadow has, how many its line, and how wide the line and the
shadow are, in units: the line ends before the shadow does."""


class Line(NamedTuple):
    """A line in the skin: the level it shows from, its share of that level's width, its way."""

    level: int
    depth: float
    points: tuple[Point, ...]


DEEP: Final = 1.0
FINE: Final = 0.7
FAINT: Final = 0.45
LINES: Final = (
    # forehead
    Line(1, DEEP, ((136, 156), (157, 150), (182, 151), (200, 153.5), (221, 150), (246, 151))),
    Line(1, FINE, ((152, 170), (172, 166), (194, 169), (222, 166), (240, 168))),
    Line(2, DEEP, ((141, 139), (166, 134), (198, 137), (232, 133), (264, 141))),
    Line(2, FINE, ((130, 176), (146, 169.5), (164, 169))),
    Line(2, FINE, ((234, 168.5), (254, 169), (271, 177))),
    Line(3, DEEP, ((158, 122), (180, 118), (202, 120), (226, 117), (246, 122))),
    Line(3, FINE, ((172, 183), (190, 180.5), (204, 182), (228, 181))),
    # between the brows
    Line(2, FINE, ((192, 186), (190, 197), (189.5, 209))),
    Line(2, FINE, ((208.5, 191), (210.5, 199), (210.5, 206))),
)
LINES_OF_ONE_SIDE: Final = (
    # beside the eye, from its outer corner
    Line(1, FINE, ((278.5, 234.5), (286, 235.5), (295, 234))),
    Line(1, FINE, ((277.5, 238.5), (284, 242.5), (290.5, 248))),
    Line(2, FINE, ((277.5, 230), (284, 226), (290, 220))),
    # above the mouth, out of the edge of the lip
    Line(2, FAINT, ((220, 326), (221, 322.5), (222.5, 318))),
    Line(3, FAINT, ((211, 324), (211.4, 320.5), (212, 316))),
    Line(3, FAINT, ((229, 329), (231, 325.5), (233.5, 321.5))),
    # below the eye, as the lid runs
    Line(1, FINE, ((229, 247), (244, 251), (262, 247))),
    Line(2, FINE, ((225, 252), (238, 258.5), (254, 258), (270, 250))),
)
LINE_WIDTHS: Final = (0.0, 1.3, 1.6, 2.3)
"""How wide the deep lines are at each level, in units; the fine ones are a share of that."""

LINE_SHADES: Final = (0.0, 0.0, 4.0, 9.0)
"""How wide the soft shadow along a long line is at each level."""

LONG: Final = 30

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
    shoulders = ((440, 500), (440, 560), (-40, 560), (-40, 500))
    outline = (*OUTLINE, *mirrored(OUTLINE)[::-1][1:])
    temple = ((312, 210), (312, 192), (309, 160), (302, 128))
    hairline = (*temple, *HAIRLINE[1:-1], *mirrored(temple)[::-1])
    under_chin = ((130, 350), (150, 394), (200, 416), (250, 394), (270, 350))
    return [
        Mark("hair", area(*HAIR, (110, 250), (MIDDLE, 246), (290, 250))),
        Mark("line", stroke(HAIR, 1.8)),
        Mark("skin", area(*NECK, *shoulders, *mirrored(NECK)[::-1])),
        *veils("veil", soft(under_chin, 40)),
        Mark("line", _both(NECK, 1.8, at_the_end)),
        *_both_veils("haze", COLLARBONE, 13),
        Mark("skin", _both_areas(*EAR)),
        Mark("line", _both(EAR, 1.8, even)),
        Mark("crease", _both(EAR_FOLD, 1.9)),
        Mark("skin", area(*outline, *HAIRLINE[::-1][1:-1])),
        *veils("haze", *(_rounding(side) for side in (EDGE, mirrored(EDGE)))),
        *_both_veils("warm", ((228, 272), (256, 282), (292, 262)), 58),
        Mark("line", stroke((*OUTLINE[2:], *mirrored(OUTLINE[2:])[::-1][1:]), 2, even)),
        Mark("brow", stroke(hairline, 1.8)),
        Mark("brow", "".join(stroke(strand, 1.8) for strand in STRANDS)),
    ]


def _rounding(edge: Sequence[Point]) -> list[str]:
    """Return the soft tone within an edge of the face, strongest along the edge itself."""
    bulge = [
        math.sin(math.pi * number / (len(edge) - 1)) ** 0.6 for number in range(1, len(edge) - 1)
    ]
    inwards = math.copysign(1, MIDDLE - edge[0][0])
    return [
        area(
            *edge,
            *[
                (x + inwards * depth * share, y - depth * share / 3)
                for (x, y), share in zip(edge[1:-1], bulge, strict=True)
            ][::-1],
        )
        for depth in (22, 16, 10, 5)
    ]


def _features() -> list[Mark]:
    other_glint = [(x - 2 * (IRIS_MIDDLE - MIDDLE), y) for x, y in GLINT]  # light has one side
    upper = (*LID, *LID_CREASE[::-1])
    lower = (*LOWER_LID, (236, 247), (250, 248), (264, 243))
    shaded = mirrored(((219, 216), (213, 236), (215, 262), (222, 286)))
    return [
        *_both_veils("haze", ((220, 226), (236, 213), (276, 218)), 17),
        *veils("haze", soft(shaded, 15)),
        *veils("light", soft(((201, 222), (203, 260), (202, 294)), 13)),
        *veils("haze", soft(((184, 304), (200, 313), (216, 304)), 11)),
        Mark("white", _both_areas(*LID, *LOWER_LID[1:-1])),
        Mark("iris", _both_areas(*IRIS)),
        Mark("pupil", _both_areas(*PUPIL)),
        Mark("glint", area(*GLINT) + area(*other_glint)),
        Mark("skin", _both_areas(*upper) + _both_areas(*lower)),
        *_both_veils("haze", ((226, 241), (246, 247), (270, 240)), 7),
        Mark("brow", _both(BROW, 7, brow)),
        Mark("feature", _both((*LID, (274, 232.5)), 3, lid)),
        Mark("crease", _both(LOWER_LID, 1.2) + _both(LID_CREASE, 1.5)),
        Mark("crease", _both(WING, 2.2) + stroke(NOSE_TIP, 2)),
        Mark("feature", _both(NOSTRIL, 2.6)),
        Mark("lip", area(*LIPS)),
        *veils("light", soft(((184, 344), (200, 347), (216, 344)), 8)),
        Mark("feature", stroke(MOUTH, 2.4)),
        *veils("haze", soft(((176, 357), (200, 363), (224, 357)), 12)),
    ]


def _folds(level: int) -> list[Mark]:
    shaded, drawn, width, shadow = FOLD_LEVELS[level]
    if not level:
        return []
    beside = [(x - shadow / 12, y + 1) for x, y in FOLD[:shaded]]
    cheek = [(x + shadow * 0.7, y - shadow * 0.1) for x, y in FOLD[: min(shaded, 6)]]
    return [
        *_both_veils("light", cheek, 0.9 * shadow),
        *_both_veils("veil", beside, shadow),
        Mark("crease", _both(FOLD[:drawn], width, fold)),
    ]


def _lines(level: int) -> list[Mark]:
    width, shade = LINE_WIDTHS[level], LINE_SHADES[level]
    drawn: list[tuple[Sequence[Point], float]] = [
        (line.points, line.depth) for line in LINES if level >= line.level
    ]
    for line in LINES_OF_ONE_SIDE:
        if level >= line.level:
            right, down = OTHER_SIDE
            other = [(x + right, y + down) for x, y in mirrored(line.points)]
            drawn += [(line.points, line.depth), (other, line.depth)]
    shaded = [
        soft(line.points, shade * line.depth)
        for line in LINES
        if shade and level >= line.level and line.points[-1][0] - line.points[0][0] > LONG
    ]
    return [
        *veils("veil", *shaded),
        Mark("crease", "".join(stroke(points, width * depth) for points, depth in drawn)),
    ]


def mirrored(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points of the picture's right side as they are on its left."""
    return tuple((2 * MIDDLE - x, y) for x, y in points)


def _both(points: Sequence[Point], width: float, swell: Swell = both_ends) -> str:
    return stroke(points, width, swell) + stroke(mirrored(points), width, swell)


def _both_veils(tone: str, points: Sequence[Point], width: float) -> list[Mark]:
    return veils(tone, soft(points, width), soft(mirrored(points), width))


def _both_areas(*points: Point) -> str:
    return area(*points) + area(*mirrored(points))
