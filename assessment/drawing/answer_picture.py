"""The picture of an answer: one level of a sign, on the part of the face where it shows.

The curves of each level are in front.py and turned.py; the parts of the face are in face.py.
"""

from __future__ import annotations

from assessment.drawing.face import MARKS, SIGNS, refuse_unknown
from assessment.drawing.svg import picture


def answer_picture(sign: str, level: int, title: str, description: str) -> str:
    """Return the SVG of one level, 0 to 3, of a sign: the part of the face where it shows.

    Every other sign is at 0, so that the four pictures of a sign differ in that sign alone.
    Raises ValueError for another sign or level.
    """
    refuse_unknown({sign: level})
    view, crop, *_ = SIGNS[sign]
    return picture(crop, MARKS[view]({sign: level}), title, description)
