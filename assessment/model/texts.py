"""The words of the screens in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True)
class Texts:
    """Every text of the screens, by key, such as `question.progress`."""

    language: str
    by_key: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its `{places}` filled in; KeyError for an unknown key."""
        return self.by_key[key].format_map(values) if values else self.by_key[key]

    def number(self, count: int) -> str:
        """Return a number as it is written in a sentence: in words where there are words.

        The words are those of `numbers.words`, from one up.
        """
        words = self.by_key["numbers.words"].split()
        return words[count - 1] if 0 < count <= len(words) else str(count)

    def with_counts(self, counts: Mapping[str, int]) -> Texts:
        """Return the texts with what is counted filled in, in words where there are words.

        counts: `questions` → how many there are, and so on; `{Questions}` begins with a capital.
        """
        values: dict[str, str] = {}
        for name, count in counts.items():
            word = self.number(count)
            values |= {name: word, name.capitalize(): word[:1].upper() + word[1:]}
        filled = {
            key: re.sub(r"{(\w+)}", lambda place: values.get(place[1], place[0]), text)
            for key, text in self.by_key.items()
        }
        return replace(self, by_key=MappingProxyType(filled))
