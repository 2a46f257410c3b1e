"""How often what happens: numbers for whoever runs the server, and nothing of whom."""

from __future__ import annotations

from threading import Lock
from typing import Final

COUNTED: Final = {
    "visits_begun": "People who said that they are 18 or older, and began.",
    "taps_served": "Taps that were acted on.",
    "sheets_made": "Sheets for the specialist that were made, to save or to print.",
    "faults": "Pages and sheets that failed, and questionnaires that were refused at a start.",
    "connections_refused": "Connections that were turned away or cut off.",
}
"""What is counted, in this order, and what it means."""

_PLACE: Final = {name: place for place, name in enumerate(COUNTED)}
_adding: Final = Lock()
_kept: list[int] | memoryview = [0] * len(COUNTED)


def keep_counts_in(place: list[int] | memoryview) -> None:
    """Count in this place from now on: one number for each of COUNTED, in its order."""
    global _kept
    _kept = place


def count(what: str) -> None:
    """Count one more. what: its name in COUNTED."""
    with _adding:  # visits run in threads of their own
        _kept[_PLACE[what]] += 1


def counts() -> list[int]:
    """Return how often each of COUNTED was, in its order."""
    return list(_kept)
