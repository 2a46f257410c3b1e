"""Full sets of answers that the tests share, one for each thing that can come out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Given = Mapping[str, str | tuple[str, ...]]

NO_SIGNS: Given = MappingProxyType(
    {
        "mouth_lines": "nil",
        "chin": "nil",
        "throat": "nil",
        "brow_lines": "nil",
        "whole": "nil",
        "outline": "never",
        "strength": "faint",
        "years": "brief",
        "rest": "any_time",
        "medical": ("nothing",),
        "dreams": (),
    }
)
"""Points toward neither lift."""

SOFT_JAW: Given = MappingProxyType({**NO_SIGNS, "chin": "slight", "whole": "slight"})
"""Points toward a partial lift."""

JAW_AND_NECK: Given = MappingProxyType(
    {
        "mouth_lines": "marked",
        "chin": "marked",
        "throat": "marked",
        "brow_lines": "slight",
        "whole": "marked",
        "outline": "often",
        "strength": "plain",
        "years": "long",
        "rest": "days",
        "medical": ("smoke", "pressure"),
        "dreams": ("rested", "smooth"),
    }
)
"""Points toward a full lift, with remarks and a close call."""

DISAGREEING: Given = MappingProxyType(
    {**NO_SIGNS, "chin": "slight", "throat": "slight", "whole": "heavy"}
)
"""Does not fit together, and so points nowhere."""

UNSURE_OF_NECK: Given = MappingProxyType({**JAW_AND_NECK, "throat": "not_sure"})
"""Points one way or the other, depending on the neck."""

LINES_ALONE: Given = MappingProxyType({**NO_SIGNS, "mouth_lines": "heavy", "brow_lines": "heavy"})
"""Deep lines and folds without sagging: neither lift."""

NECK_MAKES_NO_DIFFERENCE: Given = MappingProxyType(
    {**NO_SIGNS, "chin": "heavy", "throat": "not_sure", "whole": "marked"}
)
"""A full lift, whatever the neck that the person was not sure of."""

EVERYTHING_SAID: Given = MappingProxyType(
    {
        **JAW_AND_NECK,
        "mouth_lines": "heavy",
        "chin": "not_sure",
        "throat": "heavy",
        "medical": (
            "smoke",
            "thinners",
            "pressure",
            "slow",
            "scars",
            "clots",
            "before",
            "expecting",
            "weight",
        ),
        "dreams": (
            "firmer",
            "smooth",
            "stranger",
            "new_life",
        ),
    }
)
"""As much of every note as may be, and every remark about a full lift."""

ONE_FOR_EACH: Mapping[str, Given] = MappingProxyType(
    {
        "large_lift": JAW_AND_NECK,
        "small_lift": SOFT_JAW,
        "neither": NO_SIGNS,
        "unclear": DISAGREEING,
    }
)
"""Suggestion → answers that lead to it."""
