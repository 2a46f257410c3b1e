"""One thing said, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """One thing said. Without sources it is advice or plain sense, never a number."""

    say: str
    sources: tuple[str, ...] = ()
