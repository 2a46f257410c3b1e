"""What the person saw: each sign with the picture that they chose, and the map of the face."""

from __future__ import annotations

from assessment.drawing.face_map import face_maps, marked_areas
from assessment.drawing.svg import without_melting
from assessment.model.picture import picture_name
from assessment.model.questionnaire import Question
from desk.facts import Facts, is_unsure
from serving import markup


def signs(told: Facts) -> str:
    """Return the signs and the maps. They travel with the page: an address would tell answers."""
    texts, asked = told.definition.texts, told.definition.questionnaire
    numbers = {
        each.id: number
        for number, each in enumerate((each for each in asked.questions if each.picture), 1)
    }
    rows = (
        _sign(told, each, numbers.get(each.id)) for each in asked.counting if each.kind == "sign"
    )
    return markup.section(
        texts("desk.signs_heading"),
        markup.element(
            "div",
            markup.element("ul", *rows, class_="signs"),
            markup.element("div", *_maps(told, numbers), class_="maps"),
            class_="face",
        ),
    )


def _sign(told: Facts, question: Question, number: int | None) -> str:
    level = str(told.answers[question.id])
    unsure = is_unsure(told.visit, question)
    drawn = markup.text("span", "?" if unsure else "", class_="no-drawing", aria_hidden="true")
    if question.picture and not unsure:
        picture = told.definition.pictures[picture_name(question, level)]
        drawn = markup.drawing(without_melting(picture.svg), "")
    name = markup.text("strong", f"{number} {question.name}" if number else question.name)
    words = markup.text("span", question.words(level))
    said = markup.element("p", name, " ", words)
    return markup.element("li", drawn, said, class_="unsure" if unsure else "seen-sign")


def _maps(told: Facts, numbers: dict[str, int]) -> list[str]:
    """Return the maps of what is marked, with what was not sure in a ring, as on the sheet."""
    asked = told.definition.questionnaire
    marked = {each.id for each in marked_areas(asked, told.answers)}
    unsure = {each for each in numbers if is_unsure(told.visit, asked[each])}
    shown = {each: number for each, number in numbers.items() if each in marked | unsure}
    maps = face_maps(told.definition, shown, unsure)
    return [markup.drawing(without_melting(each.svg), each.shows) for each in maps]
