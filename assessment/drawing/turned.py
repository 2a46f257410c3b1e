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
    *((115, 294), (120, 319), (131, 347), (150, 376), (176, 403), (203, 416), (224, 406)),
    *((241, 403), (256, 402)),
)
POUCH: Final = ((138, 338), (158, 354), (184, 369), (206, 380), (222, 388))
POUCH_SAGGING: Final = ((138, 350), (154, 374), (178, 397), (202, 407), (222, 396))
"""The shadow on the lower side of what hangs over the jaw, along its edge."""

CHEEK_OVER_IT: Final = ((150, 330), (168, 345), (188, 355), (204, 356))
"""Where what hangs over the jaw catches the light."""

THROAT: Final = (
    *((262, 399), (244, 406), (227, 415), (218, 433), (217, 466), (224, 496), (248, 520)),
    *((300, 532), (340, 538)),
)
THROAT_SAGGING: Final = (
    *((266, 398), (264, 416), (258, 440), (249, 463), (240, 482), (236, 501), (250, 521)),
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
LID: Final = ((190, 233.5), (198, 227.8), (207, 224.5), (217, 224.5), (227, 228.5), (237, 235))
LOWER_LID: Final = ((237, 235), (228, 239.5), (215, 240.6), (202, 238.6), (190, 233.5))
LID_CREASE: Final = ((187, 227), (198, 218.5), (211, 216), (224, 219), (234, 226))
IRIS: Final = (
    *((208.8, 231.2), (211, 225), (216.6, 222.4), (222.2, 225), (224.4, 231.2)),
    *((222.2, 237.4), (216.6, 240), (211, 237.4)),
)
PUPIL: Final = around((217, 231.2), 3.8)[:-1]
GLINT: Final = around((219.4, 228.2), 1.6)[:-1]
FAR_LID: Final = ((270, 234.5), (275, 228), (281, 225), (287, 225.6), (293.5, 232))
FAR_LOWER_LID: Final = ((293.5, 232), (290, 237.5), (283, 240), (276, 238.5), (270, 234.5))
FAR_LID_CREASE: Final = ((273, 224.5), (278, 218.5), (285, 217), (293, 220.5))
FAR_IRIS: Final = (
    *((278.2, 231.2), (280, 225.2), (284, 222.8), (288, 225.2), (289.4, 231.2)),
    *((288, 237.2), (284, 239.6), (280, 237.2)),
)
FAR_PUPIL: Final = ((281.6, 231.2), (284.4, 227.4), (287.2, 231.2), (284.4, 235))
FAR_GLINT: Final = around((285.6, 228.2), 1.4)[:-1]
NOSE: Final = (
    *((262, 216), (261, 226), (265, 242), (272, 260), (279.5, 277), (285, 288), (284, 297)),
    (277, 302),
)
WING: Final = ((247, 284), (242.5, 289), (243, 297), (249, 302), (254, 300.5))
NOSTRIL: Final = ((256, 303), (261.5, 300.5), (268, 303))
NOSE_BASE: Final = ((266, 304.5), (272, 305), (278, 302))
LIPS: Final = (
    *((226, 336), (239, 332), (252, 328), (262, 326), (269, 328), (275, 326.8)),
    *((280.5, 331), (282, 336.5), (277.5, 345), (268, 351), (256, 352), (240, 345.5)),
)
MOUTH: Final = (
    *((222, 334), (231, 337), (246, 336.6), (260, 337), (269, 338.6), (275, 337), (282.5, 336.5)),
)
CORNER_DROP: Final = 6
"""How far the near corner of the mouth comes down with the cheek, at most."""

MOUTH_LINE: Final = ((223, 335.5), (216.5, 348), (213, 362), (214, 376), (219, 390))
"""From the near corner of the mouth towards the jaw, with jowls."""

CHEEK: Final = ((240, 284), (234, 291), (228, 299), (224, 306))
CHEEK_SAGGING: Final = ((240, 284), (227, 297), (214, 316), (206, 340))
"""Where the cheek comes to lie over what is beside the mouth."""

HOLLOW: Final = ((240, 245), (226, 256), (206, 264), (182, 264))
HOLLOW_SAGGING: Final = ((241, 250), (226, 266), (204, 278), (176, 280))
"""Between the lid and the cheek, the wider the further the cheek has come down."""

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
        ((240, 436), (214, 449), (178, 448), (132, 424)),
        ((233, 461), (208, 471), (176, 471), (138, 455)),
        ((230, 487), (204, 495), (174, 495), (138, 484)),
    ),
    (
        ((204, 438), (182, 445), (154, 439), (128, 421)),
        ((196, 467), (174, 472), (148, 464), (122, 447)),
        ((196, 496), (174, 499), (150, 493), (130, 482)),
    ),
)
RING_WIDTHS: Final = (0.0, 1.8, 2.3, 2.3)

SLACK: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (),
    (((258, 404), (240, 414), (216, 417), (190, 408)),),
    (),
)
"""Loose skin right under the chin: a soft tone, and no line."""

CORDS: Final[tuple[tuple[tuple[Point, ...], ...], ...]] = (
    (),
    (),
    (),
    (
        ((214, 400), (207, 430), (202, 464), (205, 496), (216, 526)),
        ((246, 404), (236, 434), (227, 466), (225, 496), (234, 524)),
    ),
)
"""From under the jaw all the way down to the collarbone, at rest."""

SLACK_SHADE: Final = 24
CORD_WIDTH: Final = 1.7
CORD_SHADE: Final = 11
CORD_LIGHT: Final = 12

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
    return [
        *_hair_and_neck(max(LOOSENESS[neck], 0.8 * whole), near),
        *_neck_lines(neck),
        *_face(between(FAR_SIDE, FAR_SIDE_SAGGING, whole), near, max(jaw, whole)),
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
        Mark("line", stroke(BACK, 2.2, at_the_end) + stroke(throat, 2.4)),
        Mark("hair", area(*HAIR, (104, 298), (112, 276), (130, 250), (150, 200))),
        Mark("line", stroke(HAIR, 2, even)),
    ]


def _neck_lines(level: int) -> list[Mark]:
    rings, slack, cords = RINGS[level], SLACK[level], CORDS[level]
    width = RING_WIDTHS[level]
    if not level:
        return []
    below = [[(x, y + 2) for x, y in ring] for ring in rings]
    beside = [[(x + side, y) for x, y in cord] for cord in cords for side in (-8, 8)]
    edges = [[(x - 6, y) for x, y in cord[1:]] for cord in cords]
    return [
        *veils("veil", *(soft(ring, 3 * level) for ring in below)),
        *veils("haze", *(soft(fold_of_skin, SLACK_SHADE) for fold_of_skin in slack)),
        *veils("veil", *(soft(cord, CORD_SHADE) for cord in beside)),
        *veils("light", *(soft(cord, CORD_LIGHT) for cord in cords)),
        Mark("crease", "".join(stroke(ring, width) for ring in rings)),
        Mark("crease", "".join(stroke(edge, CORD_WIDTH) for edge in edges)),
    ]


def _face(far: Sequence[Point], near: Sequence[Point], jowl: float) -> list[Mark]:
    pouch = between(POUCH, POUCH_SAGGING, jowl)
    outline = (*far, *near[::-1])
    return [
        Mark("skin", area(*outline, (96, 280), (90, 220), (120, 202), *HAIRLINE[-2:0:-1])),
        *veils("warm", soft(((156, 276), (194, 284), (236, 266)), 54)),
        *(_jowl(pouch, jowl) if jowl else ()),
        Mark("brow", stroke((*HAIRLINE, (90, 220)), 1.8)),
        Mark("skin", area(*EAR)),
        Mark("line", stroke(EAR, 2.2, even)),
        Mark("crease", "".join(stroke(ear_fold, 1.9) for ear_fold in EAR_FOLDS)),
        Mark("line", stroke((*near[-2:], *far[::-1]), 2.7, at_the_end)),
        Mark("feature", stroke((*far[-2:], *near[::-1]), 2.5, at_the_end)),
        Mark("brow", "".join(stroke(strand, 1.8) for strand in STRANDS)),
    ]


def _jowl(pouch: Sequence[Point], jowl: float) -> list[Mark]:
    lit = [(x, y + 18 * jowl) for x, y in CHEEK_OVER_IT]
    return [
        *veils("light", soft(lit, 34 * jowl)),
        *veils("veil", soft(pouch, 24 * jowl)),
        *(veils("veil", soft(MOUTH_LINE, 15 * jowl)) if jowl > 0.5 else ()),
        Mark("crease", stroke(MOUTH_LINE, 1.7 * jowl, fold) if jowl > 0.5 else ""),
    ]


def _features(whole: float) -> list[Mark]:
    upper, far_upper = (*LID, *LID_CREASE[::-1]), (*FAR_LID, *FAR_LID_CREASE[::-1])
    lower = (*LOWER_LID, (200, 244), (216, 248), (230, 246))
    far_lower = (*FAR_LOWER_LID, (276, 244), (284, 245), (291, 242))
    return [
        *(_sunken(whole) if whole else ()),
        *veils("haze", soft(((240, 227), (224, 213), (184, 219)), 17)),
        *veils("haze", soft(((257, 212), (256, 236), (262, 264), (256, 284)), 15)),
        Mark("white", area(*LID, *LOWER_LID[1:-1]) + area(*FAR_LID, *FAR_LOWER_LID[1:-1])),
        Mark("iris", area(*IRIS) + area(*FAR_IRIS)),
        Mark("pupil", area(*PUPIL) + area(*FAR_PUPIL)),
        Mark("glint", area(*GLINT) + area(*FAR_GLINT)),
        Mark("skin", area(*upper) + area(*far_upper) + area(*lower) + area(*far_lower)),
        *veils("haze", soft(((234, 242), (214, 247), (190, 240)), 7)),
        Mark("brow", stroke(BROW, 7, brow) + stroke(FAR_BROW, 5.6, brow)),
        Mark("feature", stroke(((187, 232.5), *LID), 3, lid) + stroke(FAR_LID, 2.8, lid)),
        Mark("crease", stroke(LOWER_LID, 1.2) + stroke(FAR_LOWER_LID, 1.2)),
        Mark("crease", stroke(LID_CREASE, 1.5) + stroke(FAR_LID_CREASE, 1.4)),
        Mark("feature", stroke(NOSE, 1.8, nose) + stroke(NOSTRIL, 2.5)),
        Mark("crease", stroke(WING, 2.2) + stroke(NOSE_BASE, 2)),
        Mark("lip", area(*_dropped(LIPS, whole))),
        Mark("feature", stroke(_dropped(MOUTH, whole), 2.4)),
        *veils("haze", soft(((240, 356), (258, 363), (274, 357)), 12)),
    ]


def _sunken(whole: float) -> list[Mark]:
    cheek = between(CHEEK, CHEEK_SAGGING, whole)
    beside = [(x + 4 * whole, y + 1) for x, y in cheek]
    lit = [(x - 20 * whole, y - 4 * whole) for x, y in cheek]
    return [
        *veils("haze", soft(between(HOLLOW, HOLLOW_SAGGING, whole), 18 * whole)[::2]),
        *veils("light", soft(lit, 30 * whole)),
        *veils("veil", soft(beside, 16 * whole)),
        Mark("crease", stroke(cheek, 1 + 1.2 * whole, fold)),
    ]


def _dropped(points: Sequence[Point], whole: float) -> list[Point]:
    """Return points of the mouth, the lower the nearer they are to the near corner."""
    return [(x, y + CORNER_DROP * whole * max(0, 1 - (x - MOUTH[0][0]) / 30)) for x, y in points]
