"""The face turned halfway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.drawing.strokes import (
    Point,
    area,
    at_the_end,
    between,
    brow,
    even,
    lid,
    nose,
    stroke,
)
from assessment.drawing.svg import Mark

# A curve that sagging moves stands here twice: as it is without, and as it is at its most.
FAR_SIDE: Final = (
    *((280, 122), (293, 146), (299, 172), (300, 196), (295, 216), (293, 230), (298, 246)),
    *((301, 262), (298, 284), (290, 308), (284, 332), (280, 352), (279, 368), (276, 384)),
    (267, 396),
)
FAR_SIDE_SAGGING: Final = (
    *((280, 122), (293, 146), (299, 172), (300, 196), (295, 216), (292, 230), (294, 246)),
    *((296, 264), (297, 288), (296, 312), (290, 336), (281, 354), (279, 370), (276, 385)),
    (267, 396),
)
JAW: Final = (
    *((115, 294), (121, 318), (135, 342), (158, 361), (183, 376), (207, 389), (226, 398)),
    *((242, 402.5), (256, 402)),
)
JAW_WITH_JOWLS: Final = (
    *((115, 294), (121, 319), (134, 345), (155, 373), (178, 401), (203, 414), (222, 404)),
    *((240, 402), (256, 402)),
)
POUCH: Final = ((158, 358), (174, 369), (190, 378), (203, 384), (213, 389))
POUCH_SAGGING: Final = ((156, 366), (170, 384), (186, 398), (200, 402), (210, 398))
THROAT: Final = (
    *((262, 399), (244, 406), (227, 415), (218, 433), (217, 466), (224, 496), (248, 520)),
    *((300, 532), (340, 538)),
)
THROAT_SAGGING: Final = (
    *((267, 397), (269, 415), (265, 436), (255, 457), (243, 477), (236, 499), (250, 521)),
    *((300, 532), (340, 538)),
)
BACK: Final = ((92, 280), (99, 320), (101, 362), (96, 404), (78, 440), (38, 466), (-20, 482))
HAIR: Final = (
    *((280, 122), (281, 98), (266, 64), (230, 43), (184, 38), (136, 47), (96, 74)),
    *((70, 114), (60, 160), (62, 206), (72, 246), (86, 278), (97, 296)),
)
HAIRLINE: Final = (
    *((280, 122), (262, 112), (238, 108), (212, 112), (184, 124), (160, 142)),
    *((146, 164), (140, 190), (132, 206), (120, 202)),
)
STRANDS: Final = (
    ((262, 112), (254, 84), (212, 64), (160, 70), (110, 112)),
    ((238, 108), (200, 88), (148, 102), (100, 162)),
    ((184, 124), (146, 130), (112, 164), (92, 208)),
)
EAR: Final = (
    *((117, 224), (113, 211), (104, 203), (92, 203), (83, 213), (81, 231), (86, 252)),
    *((93, 270), (101, 285), (109, 290), (115, 284), (117, 274)),
)
EAR_FOLDS: Final = (
    ((109, 215), (98, 211), (91, 220), (91, 234), (97, 252), (103, 264)),
    ((115, 236), (107, 245), (113, 256), (108, 266)),
)
BROW: Final = ((247, 206), (234, 199), (214, 194.5), (194, 197), (180, 207))
FAR_BROW: Final = ((273, 204), (282, 198), (291, 197), (299, 202))
LID: Final = ((191, 234), (197, 226), (206, 221), (216, 220.5), (227, 225), (237, 235))
LOWER_LID: Final = ((237, 235), (228, 240), (215, 242), (202, 239.5), (191, 234))
LID_CREASE: Final = ((190, 222), (199, 214.5), (212, 211.5), (225, 215), (235, 223))
IRIS: Final = (
    *((208, 230), (210.5, 223), (216.5, 220.5), (222.5, 223), (225, 230)),
    *((222.5, 237), (216.5, 239.8), (210.5, 237)),
)
PUPIL: Final = ((212.8, 230), (216.8, 225.6), (220.8, 230), (216.8, 234.4))
GLINT: Final = ((218.4, 226.6), (220.4, 224.6), (222.4, 226.6), (220.4, 228.6))
FAR_LID: Final = ((270, 234), (274, 226), (280, 221.5), (287, 222), (294, 231))
FAR_LOWER_LID: Final = ((294, 231), (290, 238), (282, 240.5), (275, 238.5), (270, 234))
FAR_LID_CREASE: Final = ((271, 222), (277, 214.5), (285, 212.5), (293, 216))
FAR_IRIS: Final = (
    *((277.5, 230), (279, 223.5), (283.5, 221), (288, 223), (289.5, 230)),
    *((288, 236.5), (283.5, 239.3), (279, 236.5)),
)
FAR_PUPIL: Final = ((281, 230), (284, 225.8), (287, 230), (284, 234.2))
FAR_GLINT: Final = ((284.4, 226.6), (286, 224.6), (287.6, 226.6), (286, 228.6))
NOSE: Final = (
    *((262, 209), (260, 221), (264, 238), (271, 258), (279, 276), (285, 287), (284, 297)),
    (277, 302),
)
NOSTRIL: Final = ((247, 283), (242.5, 289), (243.5, 297), (249, 302), (256, 300.5))
NOSE_BASE: Final = ((255, 300.5), (262, 304.5), (270, 305.5), (278, 302))
LIPS: Final = (
    *((225, 338), (238, 332), (252, 326.5), (262, 324.5), (269, 327), (275, 325.5)),
    *((281, 330), (283, 337), (278, 346.5), (268, 353.5), (256, 354.5), (240, 348)),
)
MOUTH: Final = (
    *((222, 336.5), (237, 338), (253, 337), (263, 337.5), (269, 339), (275, 337.5), (283, 337)),
)
UPPER_LIP: Final = ((231, 333.5), (250, 326.5), (262, 324), (269, 326.5), (275, 325), (281, 331))
CORNER_DROP: Final = 5
"""How far the near corner of the mouth comes down with the cheek, at most."""

LOWER_LIP: Final = ((245, 351.5), (256, 355), (267, 354), (275, 349))
CHIN: Final = ((250, 370), (261, 372), (271, 368))

MOUTH_LINE: Final = ((222, 338), (217, 349), (214.5, 361), (216, 374))
"""From the near corner of the mouth, with jowls."""

TROUGH: Final = ((239, 238), (237, 245), (232, 250), (226, 253))
TROUGH_SAGGING: Final = ((239, 238), (234, 256), (220, 269), (200, 276))

AMOUNT: Final = (0.0, 0.32, 0.65, 1.0)
"""How far each level moves a curve on its way to its most."""


RINGS: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (
        ((221, 444), (200, 454), (170, 453), (144, 440)),
        ((222, 472), (204, 480), (182, 481), (160, 476)),
    ),
    (
        ((230, 436), (208, 447), (174, 446), (134, 425)),
        ((226, 460), (204, 468), (176, 468), (144, 456)),
        ((224, 485), (202, 492), (174, 493), (142, 483)),
    ),
    (
        ((193, 443), (174, 446), (152, 438), (132, 424)),
        ((187, 469), (168, 469), (148, 461), (130, 450)),
        ((184, 494), (168, 494), (152, 489), (138, 482)),
    ),
)
CORDS: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (),
    (((214, 412), (208, 426), (205, 440)), ((236, 410), (231, 423), (227, 436))),
    (
        ((214, 413), (205, 438), (198, 466), (194, 502)),
        ((240, 409), (234, 432), (226, 460), (222, 494)),
    ),
)
CORD_WIDTHS: Final = ((0.0, 0.0), (0.0, 0.0), (1.7, 0.0), (2.5, 8.0))
"""How wide the line of a cord is, and the shadow beside it."""

RING_WIDTHS: Final = (0.0, 1.9, 2.5, 2.1)


def marks(levels: Mapping[str, int]) -> list[Mark]:
    """Return the face, from what lies behind to what lies before.

    levels: of `jawline`, `neck` and `overall_sagging`, 0 to 3; a sign that is not given is at 0.
    A curve that two signs move goes as far as the one that moves it further.
    """
    jaw, neck, whole = (
        AMOUNT[levels.get(sign, 0)] for sign in ("jawline", "neck", "overall_sagging")
    )
    near = between(JAW, JAW_WITH_JOWLS, max(jaw, whole))
    return [
        *_hair_and_neck(max(neck, 0.8 * whole), near),
        *_neck_lines(levels.get("neck", 0)),
        *_face(between(FAR_SIDE, FAR_SIDE_SAGGING, whole), near, jaw),
        *_features(whole),
    ]


def _hair_and_neck(sagging: float, near: Sequence[Point]) -> list[Mark]:
    throat = between(THROAT, THROAT_SAGGING, sagging)
    under_jaw = [near[0], *((x - 5, y + 24) for x, y in near[1:7])]
    return [
        Mark("hair", area(*HAIR, (130, 290), (150, 200))),
        Mark("line", stroke(HAIR, 3.4, even)),
        Mark("skin", area(*BACK, (-40, 560), (360, 560), *throat[::-1], (180, 330), (110, 270))),
        Mark("shade", area(*under_jaw, *throat[2:0:-1], (256, 396), (180, 340))),
        Mark("line", stroke(BACK, 3.2, at_the_end) + stroke(throat, 3.2)),
    ]


def _neck_lines(level: int) -> list[Mark]:
    cords, (width, shadow) = CORDS[level], CORD_WIDTHS[level]
    beside = [[(x - 4, y) for x, y in cord] for cord in cords] if shadow else []
    return [
        Mark("tint", "".join(stroke(cord, 2 * shadow) for cord in beside)),
        Mark("shade", "".join(stroke(cord, shadow) for cord in beside)),
        Mark("crease", "".join(stroke(ring, RING_WIDTHS[level]) for ring in RINGS[level])),
        Mark("crease", "".join(stroke(cord, width) for cord in cords)),
    ]


def _face(far: Sequence[Point], near: Sequence[Point], jowl: float) -> list[Mark]:
    pouch = between(POUCH, POUCH_SAGGING, jowl)
    beside_mouth = MOUTH_LINE[: round(4 * jowl)] if jowl > 0.5 else ()
    outline = (*far, *near[::-1])
    return [
        Mark("skin", area(*outline, (96, 280), (90, 220), (120, 202), *HAIRLINE[-2:0:-1])),
        Mark("tint", stroke(pouch, 15 * jowl) if jowl else ""),
        Mark("shade", stroke(pouch, 7 * jowl) if jowl else ""),
        Mark("skin", area(*EAR)),
        Mark("line", stroke(EAR, 3, even) + "".join(stroke(fold, 1.9) for fold in EAR_FOLDS)),
        Mark("line", stroke((*far, near[-1]), 3.6, even) + stroke(HAIRLINE, 2.4)),
        Mark("line", stroke((far[-1], *near[::-1]), 3.6, even)),
        Mark("line", "".join(stroke(strand, 1.9) for strand in STRANDS)),
        Mark("crease", stroke(beside_mouth, 3 * jowl) if beside_mouth else ""),
    ]


def _features(whole: float) -> list[Mark]:
    trough = between(TROUGH, TROUGH_SAGGING, whole)
    sunken = [(x - 1, y - 3) for x, y in trough]
    return [
        Mark("shade", stroke(sunken, 10 * whole) if whole else ""),
        Mark("crease", stroke(trough, 1.4 + whole, at_the_end) if whole else ""),
        Mark("brow", stroke(BROW, 7.6, brow) + stroke(FAR_BROW, 6.4, brow)),
        Mark("skin", area(*LID, *LOWER_LID[1:-1]) + area(*FAR_LID, *FAR_LOWER_LID[1:-1])),
        Mark("iris", area(*IRIS) + area(*FAR_IRIS)),
        Mark("pupil", area(*PUPIL) + area(*FAR_PUPIL)),
        Mark("glint", area(*GLINT) + area(*FAR_GLINT)),
        Mark("line", stroke((*IRIS, IRIS[0]), 1.8, even)),
        Mark("line", stroke((*FAR_IRIS, FAR_IRIS[0]), 1.8, even)),
        Mark("line", stroke(((187, 232), *LID), 4, lid) + stroke(FAR_LID, 3.6, lid)),
        Mark("line", stroke(LOWER_LID, 1.6) + stroke(FAR_LOWER_LID, 1.5)),
        Mark("line", stroke(LID_CREASE, 1.6) + stroke(FAR_LID_CREASE, 1.5)),
        Mark("line", stroke(NOSE, 3, nose) + stroke(NOSTRIL, 2.8) + stroke(NOSE_BASE, 2.8)),
        Mark("lip", area(*_dropped(LIPS, whole))),
        Mark("line", stroke(_dropped(MOUTH, whole), 2.8, even)),
        Mark("line", stroke(_dropped(UPPER_LIP, whole), 1.5) + stroke(LOWER_LIP, 2)),
        Mark("line", stroke(CHIN, 1.7)),
    ]


def _dropped(points: Sequence[Point], whole: float) -> list[Point]:
    """Return points of the mouth, the lower the nearer they are to the near corner."""
    return [(x, y + CORNER_DROP * whole * max(0, 1 - (x - MOUTH[0][0]) / 30)) for x, y in points]
