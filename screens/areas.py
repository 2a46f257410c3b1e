"""The areas that a person marked, beside a list of them."""

from __future__ import annotations

from assessment.drawing.face_map import face_maps, marked_areas
from assessment.model.definition import Definition
from assessment.rule.wording import own_answer
from screens import markup
from screens.journey import Visit


def section(definition: Definition, visit: Visit) -> str:
    """Return the section as HTML, empty where no area was marked."""
    texts = definition.texts
    areas = marked_areas(definition.questionnaire, visit.answers)
    if not areas:
        return ""
    numbers = {each.id: number for number, each in enumerate(areas, 1)}
    drawn = [markup.drawing(each.svg, each.shows) for each in face_maps(definition, numbers)]
    said = [own_answer(definition, each, str(visit.answers[each.id])) for each in areas]
    return markup.section(
        texts("result.map_heading"),
        markup.text("p", texts("result.map_lead")),
        markup.element("div", *drawn, class_="maps"),
        markup.lines("ol", said, class_="steps numbered"),
    )
