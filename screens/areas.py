"""The areas that a person marked, numbered on a plain face. Never the person's own face."""

from __future__ import annotations

from typing import get_args

from assessment import face
from assessment.definition import Definition
from assessment.questionnaire import NOT_SURE, Question
from screens import markup
from screens.journey import Visit


def section(definition: Definition, here: Visit) -> str:
    """Return the section as HTML, empty where no area was marked."""
    texts = definition.texts
    marked = _marked(definition, here)
    if not marked:
        return ""
    said = [
        texts("result.own_answer", name=each.name, answer=each.words(str(here.answers[each.id])))
        for each in marked
    ]
    return markup.section(
        texts("result.map_heading"),
        markup.text("p", texts("result.map_lead")),
        markup.element("div", *_maps(definition, marked), class_="maps"),
        markup.lines("ol", said, class_="steps numbered"),
    )


def _marked(definition: Definition, here: Visit) -> list[Question]:
    """Return the questions with a picture that were answered with more than the least level."""
    return [
        each
        for each in definition.questionnaire.questions
        if each.picture and here.answers[each.id] not in (each.level_ids[0], NOT_SURE)
    ]


def _maps(definition: Definition, marked: list[Question]) -> list[str]:
    texts, maps = definition.texts, []
    for view, title in zip(get_args(face.View), ("ahead", "turned"), strict=True):
        numbered = [
            (number, each)
            for number, each in enumerate(marked, 1)
            if face.SIGNS[str(each.picture)].view == view
        ]
        if numbered:
            names = "; ".join(f"{number} {each.name}" for number, each in numbered)
            shows = texts(f"pictures.map_{title}", names=names)
            numbers = {str(each.picture): number for number, each in numbered}
            svg = face.face_map(view, numbers, texts(f"mirror.{title}"), shows)
            maps.append(markup.drawing(svg, shows))
    return maps
