"""An option that can be compared, and suggested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from assessment.model.statement import Statement

ROWS: Final = (
    "what_it_is",
    "may_help",
    "will_not_help",
    "surgery_and_anaesthetic",
    "healing",
    "scars",
    "how_long",
    "risks",
    "not_known",
)
"""What is said of every option, in this order."""


ON_CARDS: Final = ("what_it_is", "may_help", "healing", "risks", "not_known")
"""The rows that stand on an option's card, in one short line each."""

FEWEST_STEPS: Final = 2
MOST_STEPS: Final = 5
"""How many steps healing is told in."""


@dataclass(frozen=True)
class HealingStep:
    """One step of healing: when, and what it is like then."""

    when: str
    said: Statement


@dataclass(frozen=True)
class Procedure:
    """One option: a file in `procedures/`.

    rows: each of ROWS → what is said there. in_short: each of ROWS → the same in one short line.
    healing_steps: first things first.
    """

    id: str
    name: str
    summary: str
    rows: Mapping[str, tuple[Statement, ...]]
    in_short: Mapping[str, Statement]
    healing_steps: tuple[HealingStep, ...]


def statements_of(option: Procedure) -> Iterator[Statement]:
    """Yield all that is said of an option."""
    for row in option.rows.values():
        yield from row
    yield from option.in_short.values()
    yield from (step.said for step in option.healing_steps)
