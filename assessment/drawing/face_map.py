"""The areas that a person marked, numbered on a plain face. Never the person's own face."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple, get_args

from assessment.drawing import face
from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.questionnaire import NOT_SURE, Question, Questionnaire


class FaceMap(NamedTuple):
    """A face with numbers on it. shows: what is to be seen, for those who do not see it."""

    svg: str
    shows: str


def marked_areas(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """Return the questions with a picture that were answered with more than the least level."""
    return [
        each
        for each in questionnaire.questions
        if each.picture and answers[each.id] not in (each.level_ids[0], NOT_SURE)
    ]


def face_maps(
    definition: Definition, numbers: Mapping[str, int], unsure: Collection[str] = ()
) -> list[FaceMap]:
    """Return a map of each view in which an area is numbered.

    numbers: id of a question with a picture → the number of its area. unsure: those of them whose
    area is not marked, and whose number stands in a ring.
    """
    texts, found = definition.texts, []
    asked = {each: definition.questionnaire[each] for each in numbers}
    pictures = {each: str(question.picture) for each, question in asked.items()}
    for view, title in zip(get_args(face.View), ("ahead", "turned"), strict=True):
        seen = [each for each in numbers if face.SIGNS[pictures[each]].view == view]
        if seen:
            names = "; ".join(f"{numbers[each]} {asked[each].name}" for each in seen)
            shows = texts(f"pictures.map_{title}", names=names)
            svg = face.face_map(
                view,
                {pictures[each]: numbers[each] for each in seen},
                texts(f"mirror.{title}"),
                shows,
                unsure={pictures[each] for each in unsure},
            )
            found.append(FaceMap(svg, shows))
    return found
