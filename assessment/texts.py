"""The words of the screens in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """Every text of the screens, by key, such as `question.progress`."""

    language: str
    by_key: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its `{places}` filled in; KeyError for an unknown key."""
        return self.by_key[key].format_map(values) if values else self.by_key[key]
