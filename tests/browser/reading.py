"""How hard the words of a screen are to read: two grades, both over all that stands there.

A grade is a year of school in the USA. Both count long words and long sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import textstat

from tests.browser.person import Person

HIGHEST_GRADE = 6

DEFINED = {
    "self-assessment": "the name of this app; it stands on every screen",
    "specialist": "explained on the first page: a plastic surgeon who does facelifts",
    "anaesthetic": "explained where it stands: it numbs you or makes you sleep",
}
"""Words left out, each with the reason. A plural counts as the word."""

_LEFT_OUT = re.compile(rf"\b(?:{'|'.join(map(re.escape, DEFINED))})s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Grades:
    """The two grades of a screen, and its sentences that weigh most, worst first."""

    flesch_kincaid: float
    smog: float
    worst: tuple[str, ...]

    @property
    def low_enough(self) -> bool:
        return max(self.flesch_kincaid, self.smog) <= HIGHEST_GRADE


def grades(person: Person) -> Grades:
    """Grade everything that the person can read on their screen, but for titles of studies."""
    shown: str = person.page.evaluate(
        """() => {
          const sources = [...document.querySelectorAll('cite, .cited, .clinic')]
          sources.forEach((source) => source.style.display = 'none')
          const words = document.querySelector('[data-testid=stMain]').innerText
          sources.forEach((source) => source.style.display = '')
          return words
        }"""
    )
    read = sentences(shown)
    text = " ".join(read)
    return Grades(
        textstat.flesch_kincaid_grade(text),
        textstat.smog_index(text),
        tuple(sorted(read, key=textstat.polysyllabcount, reverse=True)[:8]),
    )


def sentences(shown: str) -> list[str]:
    """Return the sentences of a screen without the defined words. A line is a sentence at least."""
    lines = (" ".join(_LEFT_OUT.sub("", line).split()) for line in shown.splitlines())
    whole = (line if line[-1] in ".!?" else f"{line}." for line in lines if re.search(r"\w", line))
    return [each for line in whole for each in re.findall(r"[^.!? ][^.!?]*[.!?]+", line)]
