"""The rule a second time, written from the decision table in words and never from the first.

Here there is no order and no first match: each suggestion is described on its own, over arrays of
positions. The proof holds the two statements against each other over every possible set of
answers, so a slip in one of them cannot pass unseen. Who changes the rule on purpose changes this
as well.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int8]
Truth = npt.NDArray[np.bool_]

ASKS_ABOUT = (
    "nasolabial_folds",
    "jawline",
    "neck",
    "face_wrinkles",
    "overall_sagging",
    "face_contours",
    "effect",
    "duration",
)
"""The questions that it takes positions of."""

MODERATE = 2
SEVERE = 3


def second_statement(positions: Mapping[str, Column]) -> dict[str, Truth]:
    """Return suggestion → where it holds, for positions counted from 0, least first.

    positions: question id → array of positions, all of one length.
    """
    worse = np.maximum(positions["jawline"], positions["neck"])
    milder = np.minimum(positions["jawline"], positions["neck"])
    overall = positions["overall_sagging"]
    lines = np.maximum(positions["nasolabial_folds"], positions["face_wrinkles"])
    strong_wishes = (
        (positions["face_contours"] == 3).astype(np.int8)
        + (positions["effect"] == 2).astype(np.int8)
        + (positions["duration"] == 2).astype(np.int8)
    )

    clear = worse >= MODERATE
    no_sagging = (worse == 0) & (overall == 0)
    too_much_overall = ~clear & (overall == SEVERE)
    too_little_overall = clear & (overall == 0)
    marked = (
        (worse == SEVERE)
        | (overall == SEVERE)
        | (milder >= MODERATE)
        | (lines == SEVERE)
        | (strong_wishes >= 2)
    )
    return {
        "neither": no_sagging,
        "unclear": too_much_overall | too_little_overall,
        "full_smas_lift": clear & (overall > 0) & marked,
        "minimum_incision_partial_lift": (
            (clear & (overall > 0) & ~marked) | (~clear & (overall < SEVERE) & ~no_sagging)
        ),
    }
