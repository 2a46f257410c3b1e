"""Faults in the files that clinic staff edit, told so that they can mend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one file: where it is, what is wrong, what to do about it.

    kind: a short name for what is wrong, such as `unknown-key`, the same wherever it happens.
    """

    file: str
    line: int
    kind: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as one line that begins with its place: `questionnaire.yaml:41: …`."""
        end = "" if self.mend.endswith("?") else "."
        return f"{self.file}:{self.line}: {self.wrong}. {self.mend}{end}"


class DefinitionError(Exception):
    """The definition cannot be used. `faults` holds every fault of every file, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """faults: in any order."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return advice for a word that is not among the known ones: the nearest, or the whole list."""
    choices = list(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    if not choices:
        return "Take it out"
    return "Use one of: " + ", ".join(f"`{choice}`" for choice in choices)
