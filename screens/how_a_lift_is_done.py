"""What a lift does, in pictures: where the SMAS lies, where the cuts may run, the five steps."""

from __future__ import annotations

from assessment.drawing.operation import STEPS
from assessment.model.definition import Definition
from screens import own_page
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    heading = definition.texts("result.works_heading")
    own_page.show(definition, visit, heading, content(definition, 2))


def content(definition: Definition, level: int) -> str:
    """Return the page as HTML. level: of its headings."""
    texts = definition.texts
    return markup.element(
        "div",
        markup.part(
            level,
            texts("result.works_layers"),
            markup.element("div", _figure(definition, "layers"), class_="layers"),
        ),
        markup.part(
            level,
            texts("result.works_cuts"),
            markup.element(
                "div",
                _figure(definition, "full_lift_cuts"),
                _figure(definition, "partial_lift_cuts"),
                class_="cuts",
            ),
            markup.text("p", texts("result.works_cuts_note")),
        ),
        markup.part(
            level,
            texts("result.works_steps"),
            markup.element(
                "ol",
                *(markup.element("li", _figure(definition, step)) for step in STEPS),
                class_="story",
            ),
            markup.text("p", texts("result.works_steps_note")),
        ),
        class_="works",
    )


def _figure(definition: Definition, name: str) -> str:
    words = definition.evidence.drawings[name]
    caption = markup.with_sources("figcaption", words.caption, definition.evidence, words.sources)
    return markup.element("figure", markup.picture(definition.pictures[name]), caption)
