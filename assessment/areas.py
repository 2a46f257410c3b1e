"""The areas that a person marked, numbered on a plain face. Never the person's own face."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from assessment import face
from assessment.answers import Answers
from assessment.definition import Definition
from assessment.questionnaire import NOT_SURE, Question, Questionnaire


class Map(NamedTuple):
    """A face with numbers on it. shows: what is to be seen, for those who do not see it."""

    svg: str
    shows: str


def marked(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """Return the questions with a picture that were answered with more than the least level."""
    return [
        each
        for each in questionnaire.questions
        if each.picture and answers[each.id] not in (each.level_ids[0], NOT_SURE)
    ]


def maps(definition: Definition, areas: Sequence[Question]) -> list[Map]:
    """Return a map of each view in which an area shows. Areas are numbered from 1 in order."""
    texts, found = definition.texts, []
    for view, title in zip(get_args(face.View), ("ahead", "turned"), strict=True):
        numbered = [
            (number, each)
            for number, each in enumerate(areas, 1)
            if face.SIGNS[str(each.picture)].view == view
        ]
        if numbered:
            names = "; ".join(f"{number} {each.name}" for number, each in numbered)
            shows = texts(f"pictures.map_{title}", names=names)
            numbers = {str(each.picture): number for number, each in numbered}
            svg = face.face_map(view, numbers, texts(f"mirror.{title}"), shows)
            found.append(Map(svg, shows))
    return found
