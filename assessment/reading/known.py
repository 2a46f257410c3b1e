"""What the files may refer to in one another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """What a questionnaire may refer to: ids of sources (None: anything), and of pictures."""

    sources: Collection[str] | None
    pictures: Collection[str]
