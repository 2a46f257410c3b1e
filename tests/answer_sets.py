"""Full sets of answers that the tests share, one for each thing that can come out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Given = Mapping[str, str | tuple[str, ...]]

NO_SIGNS: Given = MappingProxyType(
    {
        "nasolabial_folds": "none",
        "jawline": "none",
        "neck": "none",
        "face_wrinkles": "none",
        "overall_sagging": "none",
        "face_contours": "not_at_all",
        "effect": "subtle",
        "duration": "few_years",
        "recovery": "flexible",
        "health": ("none_of_these",),
        "hopes": (),
    }
)
"""Points toward neither lift."""

SOFT_JAW: Given = MappingProxyType({**NO_SIGNS, "jawline": "mild", "overall_sagging": "mild"})
"""Points toward a partial lift."""

JAW_AND_NECK: Given = MappingProxyType(
    {
        "nasolabial_folds": "moderate",
        "jawline": "moderate",
        "neck": "moderate",
        "face_wrinkles": "mild",
        "overall_sagging": "moderate",
        "face_contours": "quite_a_lot",
        "effect": "clear",
        "duration": "longer",
        "recovery": "shortest_only",
        "health": ("nicotine", "high_blood_pressure"),
        "hopes": ("fresher_look", "no_lines_at_all"),
    }
)
"""Points toward a full lift, with remarks and a close call."""

DISAGREEING: Given = MappingProxyType(
    {**NO_SIGNS, "jawline": "mild", "neck": "mild", "overall_sagging": "severe"}
)
"""Does not fit together, and so points nowhere."""

UNSURE_OF_NECK: Given = MappingProxyType({**JAW_AND_NECK, "neck": "not_sure"})
"""Points one way or the other, depending on the neck."""

LINES_ALONE: Given = MappingProxyType(
    {**NO_SIGNS, "nasolabial_folds": "severe", "face_wrinkles": "severe"}
)
"""Deep lines and folds without sagging: neither lift."""

NECK_MAKES_NO_DIFFERENCE: Given = MappingProxyType(
    {**NO_SIGNS, "jawline": "severe", "neck": "not_sure", "overall_sagging": "moderate"}
)
"""A full lift, whatever the neck that the person was not sure of."""

EVERYTHING_SAID: Given = MappingProxyType(
    {
        **JAW_AND_NECK,
        "nasolabial_folds": "severe",
        "jawline": "not_sure",
        "neck": "severe",
        "health": (
            "nicotine",
            "blood_thinners",
            "high_blood_pressure",
            "diabetes_or_slow_healing",
            "thick_scars",
            "bleeding_clots_or_anaesthetic",
            "previous_face_procedure",
            "pregnant_or_breastfeeding",
            "weight_change",
        ),
        "hopes": (
            "fresher_look",
            "less_sagging",
            "no_lines_at_all",
            "look_like_someone_else",
            "change_in_my_life",
        ),
    }
)
"""Every note there is, and every remark about a full lift."""

ONE_FOR_EACH: Mapping[str, Given] = MappingProxyType(
    {
        "full_smas_lift": JAW_AND_NECK,
        "minimum_incision_partial_lift": SOFT_JAW,
        "neither": NO_SIGNS,
        "unclear": DISAGREEING,
    }
)
"""Suggestion → answers that lead to it."""
