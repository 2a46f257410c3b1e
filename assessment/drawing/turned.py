"""The face turned halfway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.drawing.strokes import (
    Point,
    area,
    around,
    at_the_end,
    between,
    brow,
    even,
    fold,
    lid,
    nose,
    soft,
    stroke,
)
from assessment.drawing.svg import Mark, veils

# A curve that sagging moves stands here twice: as it is without, and as it is at its most.
FAR_SIDE: Final = (
    *((280, 122), (293, 146), (299, 172), (300, 196), (295, 216), (293, 230), (298, 246)),
    *((301, 262), (298, 284), (290, 308), (287, 329), (281, 348), (281, 366), (277, 384)),
    (267, 396),
)
FAR_SIDE_SAGGING: Final = (
    *((280, 122), (293, 146), (299, 172), (300, 196), (295, 216), (292, 230), (294, 246)),
    *((296, 264), (297, 288), (296, 312), (291, 334), (282, 351), (281, 368), (277, 385)),
    (267, 396),
)
JAW: Final = (
    *((115, 294), (121, 318), (135, 342), (158, 361), (183, 376), (207, 389), (226, 398)),
    *((242, 402.5), (256, 402)),
)
JAW_WITH_JOWLS: Final = (
    *((115, 294), (121, 318), (134, 346), (151, 376), (173, 405), (199, 415), (224, 402)),
    *((242, 405), (256, 402.5)),
)
POUCH: Final = ((138, 338), (158, 354), (184, 369), (206, 380), (222, 388))
POUCH_SAGGING: Final = ((141, 352), (155, 375), (176, 396), (201, 405), (221, 394))
"""The shadow on the lower side of what hangs over the jaw, along its edge."""

CHEEK_OVER_IT: Final = ((150, 330), (168, 345), (188, 355), (204, 356))
"""Where what hangs over the jaw catches the light."""

THROAT: Final = (
    *((262, 399), (244, 406), (227, 415), (218, 433), (217, 466), (224, 496), (248, 520)),
    *((300, 532), (340, 538)),
)
THROAT_SAGGING: Final = (
    *((258, 401), (257, 418), (252, 440), (245, 462), (239, 483), (236, 502), (250, 521)),
    *((300, 532), (340, 538)),
)
BACK: Final = (
    (95, 290),
    (99, 320),
    (101, 362),
    (96, 404),
    (78, 440),
    (38, 466),
    (-20, 482),
    (-70, 494),
)
HAIR: Final = (
    *((280, 122), (281, 98), (266, 64), (230, 43), (184, 38), (136, 47), (96, 74)),
    *((68, 114), (55, 160), (54, 208), (61, 250), (72, 284), (87, 306), (101, 312)),
)
HAIRLINE: Final = (
    *((280, 122), (262, 112), (238, 108), (212, 112), (184, 124), (160, 142)),
    *((146, 164), (140, 190), (132, 206), (120, 202)),
)
STRANDS: Final = (
    ((262, 110), (250, 82), (200, 64), (120, 96)),
    ((222, 108), (188, 94), (138, 112), (94, 180)),
)
EAR: Final = (
    *((117, 224), (113, 212), (104, 205), (93, 205), (85, 214), (83, 231), (87, 251)),
    *((94, 268), (102, 281), (109, 285), (115, 280), (117, 272)),
)
EAR_FOLDS: Final = (
    ((109, 216), (99, 212), (92, 221), (92, 234), (97, 250), (103, 262)),
    ((114, 238), (108, 246), (112, 256), (108, 264)),
)
BROW: Final = ((248, 203.5), (235, 199), (215, 196.5), (196, 199.5), (180, 208))
FAR_BROW: Final = ((274, 203), (282, 199), (291, 198), (299, 202.5))
LID: Final = ((190, 233.5), (198, 228.6), (207, 225.9), (217, 225.9), (227, 229.4), (237, 235))
LOWER_LID: Final = ((237, 235), (228, 239.5), (215, 240.6), (202, 238.6), (190, 233.5))
LID_CREASE: Final = ((187, 227), (198, 218.5), (211, 216), (224, 219), (234, 226))
IRIS: Final = (
    *((208.8, 231.2), (211, 225), (216.6, 222.4), (222.2, 225), (224.4, 231.2)),
    *((222.2, 237.4), (216.6, 240), (211, 237.4)),
)
PUPIL: Final = around((217, 231.2), 3.8)[:-1]
GLINT: Final = around((219.4, 228.2), 1.6)[:-1]
FAR_LID: Final = ((268, 234.5), (273, 228.8), (279, 226), (285, 226.6), (290.5, 232))
FAR_LOWER_LID: Final = ((290.5, 232), (287, 237.5), (281, 239.8), (274, 238.3), (268, 234.5))
FAR_LID_CREASE: Final = ((271, 224.5), (276, 218.5), (283, 217), (290, 220.5))
FAR_IRIS: Final = (
    *((276.2, 231.2), (278, 225.2), (282, 222.8), (286, 225.2), (287.4, 231.2)),
    *((286, 237.2), (282, 239.6), (278, 237.2)),
)
FAR_PUPIL: Final = ((279.6, 231.2), (282.4, 227.4), (285.2, 231.2), (282.4, 235))
NOSE: Final = (
    *((262, 216), (261, 226), (265, 242), (272, 260), (279.5, 277), (285, 288), (284, 297)),
    (277, 302),
)
WING: Final = ((247, 284), (242.5, 289), (243, 297), (249, 302), (254, 300.5))
NOSTRIL: Final = ((256, 303), (261.5, 300.5), (268, 303))
NOSE_BASE: Final = ((266, 304.5), (272, 305), (278, 302))
LIPS: Final = (
    *((219, 336), (231, 332), (243, 328), (252, 326), (258.5, 328), (263.5, 326.8)),
    *((268, 331), (269.5, 336.5), (265.5, 345), (257, 351), (246, 352), (231, 345.5)),
)
MOUTH: Final = (
    *((215, 333), (224, 336.5), (238, 336.6), (250, 337), (258.5, 338.6), (264, 337), (270, 336.2)),
)
CORNER_DROP: Final = 9
"""How far the near corner of the mouth comes down with the cheek, at most."""

BESIDE_THE_CHIN: Final = ((224, 340), (217, 352), (213, 366), (214, 382), (222, 401))
"""The hollow between what hangs over the jaw and the chin."""

CHEEK: Final = ((240, 284), (234, 291), (228, 299), (224, 306))
CHEEK_SAGGING: Final = ((240, 284), (227, 296), (214, 314), (207, 344))
"""Where the cheek comes to lie over what is beside the mouth."""

HOLLOW: Final = ((240, 245), (226, 256), (206, 264), (182, 264))
HOLLOW_SAGGING: Final = ((241, 250), (226, 266), (204, 278), (176, 280))
"""Between the lid and the cheek, the wider the further the cheek has come down."""

BLUSH: Final = ((156, 276), (194, 284), (236, 266))
"""It fades as the cheek comes down: under the hollow it would look like a burn."""

AMOUNT: Final = (0.0, 0.32, 0.65, 1.0)
"""How far each level moves a curve on its way to its most."""

LOOSENESS: Final = (0.0, 0.06, 0.6, 1.0)
"""How far each level of the neck lets the throat hang: its first lines come before that."""

RINGS: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (
        ((219, 444), (200, 453), (172, 453), (140, 438)),
        ((219, 472), (202, 480), (180, 481), (152, 474)),
    ),
    (
        ((237, 440), (212, 451), (178, 450), (132, 426)),
        ((231, 472), (210, 480), (186, 481), (160, 475)),
    ),
    (
        ((206, 446), (184, 453), (158, 449), (130, 432)),
        ((196, 478), (180, 483), (162, 480), (146, 474)),
    ),
)
RING_WIDTHS: Final = (0.0, 1.5, 1.8, 1.6)

SLACK: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (),
    (((258, 402), (236, 408), (206, 402), (170, 384)),),
    (((258, 402), (236, 408), (206, 402), (170, 384)),),
)
"""Loose skin right under the chin: a soft tone, and no line."""

CORDS: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (),
    (),
    (
        ((232, 402), (222, 430), (207, 464), (196, 498), (192, 528)),
        ((248, 406), (244, 438), (235, 468), (228, 498), (231, 524)),
    ),
)
"""From under the jaw all the way down to the collarbone, at rest."""

SLACK_SHADE: Final = 20
CORD_SHADE: Final = 18
CORD_LIGHT: Final = 17
CORD_WIDTH: Final = 1.5

UNDER: Final = (8, 4, 2, 0, 0, -2, -4, -14)
"""How far the shadow under the jaw lies to the right of each of its points."""


def marks(levels: Mapping[str, int]) -> list[Mark]:
    """Return the face, from what lies behind to what lies before.

    levels: of `jawline`, `neck` and `overall_sagging`, 0 to 3; a sign that is not given is at 0.
    A curve that two signs move goes as far as the one that moves it further.
    """
    jaw, whole = (AMOUNT[levels.get(sign, 0)] for sign in ("jawline", "overall_sagging"))
    neck = levels.get("neck", 0)
    near = between(JAW, JAW_WITH_JOWLS, max(jaw, whole))
    far = between(FAR_SIDE, FAR_SIDE_SAGGING, whole)
    return [
        *_hair_and_neck(max(LOOSENESS[neck], 0.8 * whole), near),
        *_neck_lines(neck),
        _skin(far, near),
        *veils("warm", soft(BLUSH, 54 * (1 - 0.3 * whole))),
        *_jowl(max(jaw, whole)),
        *_lines_of_the_face(far, near),
        *_features(whole),
    ]


def _hair_and_neck(sagging: float, near: Sequence[Point]) -> list[Mark]:
    throat = between(THROAT, THROAT_SAGGING, sagging)
    under_jaw = [(x + right, y + 6) for (x, y), right in zip(near[:8], UNDER, strict=True)]
    return [
        Mark(
            "skin",
            area(*BACK, (-40, 560), (360, 560), *throat[::-1], (250, 384), (180, 330), (110, 270)),
        ),
        *veils("veil", soft(under_jaw, 46)),
        Mark("line", stroke(BACK, 1.8, at_the_end) + stroke(throat, 2)),
        Mark("hair", area(*HAIR, (104, 298), (112, 276), (130, 250), (150, 200))),
        Mark("line", stroke(HAIR, 1.8)),
    ]


def _neck_lines(level: int) -> list[Mark]:
    rings, slack, cords = RINGS[level], SLACK[level], CORDS[level]
    width = RING_WIDTHS[level]
    if not level:
        return []
    below = [[(x, y + 2) for x, y in ring] for ring in rings]
    beside = [[(x - 10, y) for x, y in cord] for cord in cords]
    return [
        *veils("veil", *(soft(ring, 3 * level) for ring in below)),
        *veils("haze", *(soft(fold_of_skin, SLACK_SHADE) for fold_of_skin in slack)),
        *veils("veil", *(soft(cord, CORD_SHADE) for cord in beside)),
        *veils("light", *(soft(cord, CORD_LIGHT) for cord in cords)),
        Mark("crease", "".join(stroke(ring, width) for ring in rings)),
        Mark("crease", "".join(stroke(edge, CORD_WIDTH) for edge in beside)),
    ]


def _skin(far: Sequence[Point], near: Sequence[Point]) -> Mark:
    outline = (*far, *near[::-1])
    return Mark("skin", area(*outline, (96, 280), (90, 220), (120, 202), *HAIRLINE[-2:0:-1]))


def _jowl(jowl: float) -> list[Mark]:
    if not jowl:
        return []
    lit = [(x, y + 18 * jowl) for x, y in CHEEK_OVER_IT]
    return [
        *veils("light", soft(lit, 34 * jowl)),
        *veils("veil", soft(between(POUCH, POUCH_SAGGING, jowl), 24 * jowl)),
        *(veils("veil", soft(BESIDE_THE_CHIN, 12 * jowl)) if jowl > 0.5 else ()),
        *([Mark("crease", stroke(BESIDE_THE_CHIN[:4], 1.5 * jowl))] if jowl > 0.5 else ()),
    ]


def _lines_of_the_face(far: Sequence[Point], near: Sequence[Point]) -> list[Mark]:
    return [
        Mark("brow", stroke((*HAIRLINE, (90, 220)), 1.8)),
        Mark("skin", area(*EAR)),
        Mark("line", stroke(EAR, 1.8, even)),
        Mark("crease", "".join(stroke(ear_fold, 1.9) for ear_fold in EAR_FOLDS)),
        Mark("line", stroke((*near[-2:], *far[::-1]), 2.1, at_the_end)),
        Mark("feature", stroke((*far[-2:], *near[::-1]), 2.1, at_the_end)),
        Mark("brow", "".join(stroke(strand, 1.8) for strand in STRANDS)),
    ]


def _features(whole: float) -> list[Mark]:
    upper, far_upper = (*LID, *LID_CREASE[::-1]), (*FAR_LID, *FAR_LID_CREASE[::-1])
    lower = (*LOWER_LID, (200, 244), (216, 248), (230, 246))
    far_lower = (*FAR_LOWER_LID, (274, 244), (282, 245), (288, 242))
    return [
        *(_sunken(whole) if whole else ()),
        *veils("haze", soft(((240, 227), (224, 213), (184, 219)), 17)),
        *veils("haze", soft(((257, 212), (256, 236), (262, 264), (256, 284)), 15)),
        Mark("white", area(*LID, *LOWER_LID[1:-1]) + area(*FAR_LID, *FAR_LOWER_LID[1:-1])),
        Mark("iris", area(*IRIS) + area(*FAR_IRIS)),
        Mark("pupil", area(*PUPIL) + area(*FAR_PUPIL)),
        Mark("glint", area(*GLINT)),
        Mark("skin", area(*upper) + area(*far_upper) + area(*lower) + area(*far_lower)),
        *veils("haze", soft(((234, 242), (214, 247), (190, 240)), 7)),
        Mark("brow", stroke(BROW, 7, brow) + stroke(FAR_BROW, 5.6, brow)),
        Mark("feature", stroke(((187, 232.5), *LID), 3, lid) + stroke(FAR_LID, 2.8, lid)),
        Mark("crease", stroke(LOWER_LID, 1.2) + stroke(FAR_LOWER_LID, 1.2)),
        Mark("crease", stroke(LID_CREASE, 1.5) + stroke(FAR_LID_CREASE, 1.4)),
        Mark("feature", stroke(NOSE[2:], 1.8, nose) + stroke(NOSTRIL, 2.5)),
        Mark("crease", stroke(WING, 2.2) + stroke(NOSE_BASE, 2)),
        Mark("lip", area(*_dropped(LIPS, whole))),
        Mark("feature", stroke(_dropped(MOUTH, whole), 2.4)),
        *veils("haze", soft(((234, 356), (252, 363), (268, 357)), 12)),
    ]


def _sunken(whole: float) -> list[Mark]:
    cheek = between(CHEEK, CHEEK_SAGGING, whole)
    beside = [(x + 4 * whole, y + 1) for x, y in cheek]
    lit = [(x - 20 * whole, y - 4 * whole) for x, y in cheek]
    return [
        *veils("haze", soft(between(HOLLOW, HOLLOW_SAGGING, whole), 8 * whole)[::2]),
        *veils("light", soft(lit, 30 * whole)),
        *veils("veil", soft(beside, 16 * whole)),
        Mark("crease", stroke(cheek[:-1], 0.3 + 1.6 * whole, fold)),
    ]


def _dropped(points: Sequence[Point], whole: float) -> list[Point]:
    """Return points of the mouth, the lower the nearer they are to the near corner."""
    return [(x, y + CORNER_DROP * whole * max(0, 1 - (x - MOUTH[0][0]) / 30)) for x, y in points]
