"""For the visit to a specialist: what to tell, what to ask, and what to do next."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.rule import wording
from assessment.rule.suggestion import Suggestion
from screens.journey import Visit
from serving import markup


def section(definition: Definition, visit: Visit, suggestion: Suggestion) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    return markup.section(
        texts("result.visit_heading"),
        *_tell(definition, visit),
        markup.text("h3", wording.ask_heading(definition, suggestion)),
        markup.lines("ol", wording.asks(definition, suggestion), class_="ask"),
        markup.element(
            "div",
            markup.text("p", texts("result.matters")),
            markup.element("div", class_="write-here", aria_hidden="true"),
            class_="printed",
        ),
        markup.text("h3", texts("result.next_heading")),
        markup.lines("ol", texts("result.next").splitlines(), class_="ask"),
        class_="visit",
    )


def _tell(definition: Definition, visit: Visit) -> list[str]:
    """Return what the specialist should hear: health and hopes, each with its reason."""
    texts = definition.texts
    items = [
        markup.element(
            "li",
            markup.text("strong", f"{note.words(level).rstrip('.')}."),  # a sentence beside another
            " ",
            markup.text("span", note.tell[level]),
        )
        for note in definition.questionnaire.notes
        for level in visit.answers[note.id]
        if level not in note.rows  # those stand on the options' cards
    ]
    inside = (
        [markup.element("ul", *items, class_="tell")]
        if items
        else [markup.text("p", texts("result.tell_none"))]
    )
    helped = [markup.text("p", texts("tablet.helped_said"))] if visit.helped else []
    return [markup.text("h3", texts("result.tell_heading")), *inside, *helped]
