"""The face: one line drawing, from the front and turned halfway, in which each sign has its levels.

The levels follow the ideas of the published scales (Day 2004, Narins 2012, Dedo 1980, Glogau),
whose pictures and words are their own: every curve here is drawn by ourselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from assessment.drawing import front, turned
from assessment.drawing.strokes import Point, area, arrow, stroke
from assessment.drawing.svg import Box, Mark, badge, picture

View = Literal["front", "turned"]

LEVELS: Final = 4
"""How many levels of each sign are drawn, from none to the most."""


class Sign(NamedTuple):
    """How a sign is shown: in which view, which part of it, and where it is on a map of the face.

    area: how the map marks it. number_at: the middle of its number there.
    """

    view: View
    crop: Box
    area: Mark
    number_at: Point


FOREHEAD: Final = ((144, 124), (200, 112), (256, 124), (258, 168), (200, 182), (142, 168))
BESIDE_THE_EYE: Final = ((274, 212), (304, 206), (304, 256), (276, 254))
NECK: Final = (
    *((132, 384), (176, 404), (216, 420), (214, 460), (222, 498), (176, 506), (130, 470)),
)

SIGNS: Final[Mapping[str, Sign]] = MappingProxyType(
    {
        "nasolabial_folds": Sign(
            "front",
            Box(90, 250, 220, 176),
            Mark("area", stroke(front.FOLD, 24) + stroke(front.mirrored(front.FOLD), 24)),
            (256, 318),
        ),
        "jawline": Sign(
            "turned",
            Box(46, 211, 280, 224),
            Mark("area", stroke(turned.JAW[:-1], 34)),
            (142, 350),
        ),
        "neck": Sign(
            "turned",
            Box(56, 310, 280, 224),
            Mark("area", area(*NECK)),
            (172, 458),
        ),
        "face_wrinkles": Sign(
            "front",
            Box(5, 98, 390, 312),
            Mark(
                "area",
                area(*FOREHEAD) + area(*BESIDE_THE_EYE) + area(*front.mirrored(BESIDE_THE_EYE)),
            ),
            (200, 146),
        ),
        "overall_sagging": Sign(
            "turned",
            Box(-5, 186, 390, 312),
            Mark("pen", arrow((172, 282), (172, 326), 6) + arrow((206, 326), (206, 370), 6)),
            (172, 262),
        ),
    }
)
"""Sign (a question's `picture`) → how it is shown."""

MARKS: Final[Mapping[View, Callable[[Mapping[str, int]], list[Mark]]]] = MappingProxyType(
    {"front": front.marks, "turned": turned.marks}
)
WHOLE: Final[Mapping[View, Box]] = MappingProxyType(
    {"front": Box(10, 16, 380, 480), "turned": Box(0, 16, 400, 505)}
)
MAPPED: Final[Mapping[View, Box]] = MappingProxyType(
    {"front": Box(50, 84, 300, 340), "turned": Box(50, 168, 300, 340)}
)
"""What is seen of each view: all of it, or the part that a map numbers."""


def face(view: View, levels: Mapping[str, int], title: str, description: str) -> str:
    """Return the SVG of the whole face in one view, each sign at its level from 0 to 3."""
    refuse_unknown(levels)
    return picture(WHOLE[view], MARKS[view](levels), title, description)


def face_map(
    view: View,
    numbers: Mapping[str, int],
    title: str,
    description: str,
    unsure: Collection[str] = (),
) -> str:
    """Return the SVG of a neutral face with a number on the area of each sign given.

    numbers: sign → the number that it has in the list beside the map. Only the signs of this view
    are drawn. unsure: those of them with a number in a ring, and no area. Whatever a person
    answered, the face itself is the same.
    """
    shown = {name: number for name, number in numbers.items() if SIGNS[name].view == view}
    areas = [SIGNS[name].area for name in shown if name not in unsure]
    badges = [
        badge(number, SIGNS[name].number_at, hollow=name in unsure)
        for name, number in shown.items()
    ]
    return picture(MAPPED[view], [*_neutral(view), *areas], title, description, *badges)


@cache
def _neutral(view: View) -> tuple[Mark, ...]:
    return tuple(MARKS[view]({}))


def refuse_unknown(levels: Mapping[str, int]) -> None:
    """Raise ValueError for a sign or a level that nobody has drawn."""
    for sign, level in levels.items():
        if sign not in SIGNS or level not in range(LEVELS):
            raise ValueError(f"Cannot draw {sign!r} at level {level!r}")
