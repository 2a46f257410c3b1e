"""What the person told us: the answers that decided, the areas on the face, the criteria listed."""

from __future__ import annotations

from assessment.drawing.face_map import face_maps, marked_areas
from assessment.model.definition import Definition
from assessment.rule import wording
from assessment.rule.suggest import suggest
from assessment.rule.suggestion import Suggestion
from screens import own_page
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    heading = definition.texts("result.told_heading")
    suggestion = suggest(definition.questionnaire, visit.answers)
    own_page.show(definition, visit, heading, content(definition, visit, suggestion, 2))


def content(definition: Definition, visit: Visit, suggestion: Suggestion, level: int) -> str:
    """Return the page as HTML. level: of its headings."""
    return "".join(
        [
            _decided(definition, suggestion, level),
            _areas(definition, visit, level),
            _criteria(definition, suggestion, level),
        ]
    )


def _decided(definition: Definition, suggestion: Suggestion, level: int) -> str:
    texts = definition.texts
    reasons = wording.reason_lines(definition, suggestion)
    doubts = wording.doubt_sentences(definition, suggestion)
    return markup.part(
        level,
        texts("result.because_heading"),
        markup.lines("ul", reasons) if reasons else markup.text("p", suggestion.because),
        *(markup.text("p", each) for each in doubts),
    )


def _areas(definition: Definition, visit: Visit, level: int) -> str:
    """Return the areas that a person marked beside a list of them, empty where there is none."""
    texts = definition.texts
    areas = marked_areas(definition.questionnaire, visit.answers)
    if not areas:
        return ""
    numbers = {each.id: number for number, each in enumerate(areas, 1)}
    drawn = [markup.drawing(each.svg, each.shows) for each in face_maps(definition, numbers)]
    said = [wording.own_answer(definition, each, str(visit.answers[each.id])) for each in areas]
    return markup.part(
        level,
        texts("result.map_heading"),
        markup.text("p", texts("result.map_lead")),
        markup.element("div", *drawn, class_="maps"),
        markup.lines("ol", said, class_="steps numbered"),
    )


def _criteria(definition: Definition, suggestion: Suggestion, level: int) -> str:
    """Return the criteria as a list, and no score: more ticks mean nothing."""
    texts = definition.texts
    states = {each.criterion: each.state for each in suggestion.criteria}
    items = [
        markup.element(
            "li",
            markup.text("span", criterion.say),
            markup.text("span", texts(f"result.criteria_{states[criterion.id]}"), class_="state"),
            class_=states[criterion.id],
        )
        for criterion in definition.questionnaire.criteria
    ]
    return markup.part(
        level,
        texts("result.criteria_heading"),
        markup.text("p", texts("result.criteria_lead")),
        markup.element("ul", *items, class_="criteria"),
    )
