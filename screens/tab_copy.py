"""The tab's copy of a visit, and the visit that can be made of it again. Pure.

The tab keeps it in its `sessionStorage`, with the time. It comes back after a reload, a dropped
connection or a new start of the server. It may come back damaged, forged, or after an update.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from assessment.model.answers import fitting
from assessment.model.questionnaire import Questionnaire
from assessment.model.steps import CHECK, asked_at
from assessment.records.reference import is_reference
from screens.back_and_forward import reachable
from screens.journey import Visit

MOST_CHARACTERS: Final = 32_000
"""Characters that are looked at; a visit takes some thousand."""

TURNS: Final = 1_000_000


def tab_copy(questionnaire: Questionnaire, visit: Visit) -> str | None:
    """Return what the tab is to keep, as JSON; None where there is nothing to lose."""
    if not visit.adult:
        return None
    return json.dumps(
        {
            "questionnaire": questionnaire.content_hash,
            "step": visit.step,
            "answers": dict(visit.answers),
            "changing": visit.changing,
            "turn": visit.turn,
            "tablet": visit.tablet,
            "helped": visit.helped,
            "reference": visit.reference,
            "ticks": dict(visit.ticks),
        }
    )


def restored(questionnaire: Questionnaire, visit: Visit, text: object) -> Visit | None:
    """Return the visit that a tab has kept; None where it cannot be used.

    visit: as the server knows it. text: what the tab sent, whatever it is. A visit that is no
    further than the server's own is of no use, and neither is that of another tablet.
    """
    found = _parsed(text)
    turn = found.get("turn")
    if type(turn) is not int or not visit.turn < turn <= TURNS:
        return None
    if found.get("tablet") != visit.tablet:
        return None
    code = found.get("reference")
    back = Visit(
        answers=fitting(questionnaire, found.get("answers")),
        adult=True,
        turn=turn,
        tablet=visit.tablet,
        helped=found.get("helped") is True,
        reference=str(code) if is_reference(code) else visit.reference,
        ticks=_ticks(found.get("ticks")),
        renewed=found.get("questionnaire") != questionnaire.content_hash,
    )
    allowed = reachable(questionnaire, back)
    otherwise = CHECK if CHECK in allowed else allowed[-1]
    step = found.get("step")
    at = step if isinstance(step, str) and step in allowed else otherwise
    changing = found.get("changing") is True and CHECK in allowed
    return replace(back, step=at, changing=changing and asked_at(questionnaire, at) is not None)


def _ticks(found: object) -> Mapping[str, bool]:
    """Return which parts of the sheet were ticked or unticked; where that is damaged, none."""
    if isinstance(found, dict) and all(type(ticked) is bool for ticked in found.values()):
        return MappingProxyType(found)
    return MappingProxyType({})


def _parsed(text: object) -> dict[str, object]:
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
