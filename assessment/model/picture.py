"""A picture, drawn once for everyone."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.model.questionnaire import Question


@dataclass(frozen=True)
class Picture:
    """One picture. `file` changes with it, so that a browser may keep it for good.

    svg: the whole file. shows: what is to be seen, for those who do not see it.
    """

    file: str
    svg: str
    shows: str


def picture_name(question: Question, level: str) -> str:
    """Return the name of the picture of a level: a number, since its id would be an answer."""
    return f"{question.id}-{question.position(level)}"
