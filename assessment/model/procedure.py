"""An option that can be compared, and suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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


@dataclass(frozen=True)
class Statement:
    """One thing said of an option. Without sources it is advice or plain sense, never a number."""

    say: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """One option: a file in `procedures/`. `rows` maps each of ROWS to what is said there."""

    id: str
    name: str
    summary: str
    rows: Mapping[str, tuple[Statement, ...]]
