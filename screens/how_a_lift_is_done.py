"""What a lift does, in pictures: where the SMAS lies, where the cuts may run, the five steps."""

from __future__ import annotations

from assessment.drawing.operation import STEPS
from assessment.model.definition import Definition
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    return markup.section(
        texts("result.works_heading"),
        markup.text("h3", texts("result.works_layers")),
        markup.element("div", _figure(definition, "layers"), class_="layers"),
        markup.text("h3", texts("result.works_cuts")),
        markup.element(
            "div",
            _figure(definition, "full_lift_cuts"),
            _figure(definition, "partial_lift_cuts"),
            class_="cuts",
        ),
        markup.text("p", texts("result.works_cuts_note")),
        markup.text("h3", texts("result.works_steps")),
        markup.element(
            "ol",
            *(markup.element("li", _figure(definition, step)) for step in STEPS),
            class_="story",
        ),
        markup.text("p", texts("result.works_steps_note")),
        class_="works",
    )


def _figure(definition: Definition, name: str) -> str:
    words = definition.evidence.drawings[name]
    caption = markup.with_sources("figcaption", words.caption, definition.evidence, words.sources)
    return markup.element("figure", markup.picture(definition.pictures[name]), caption)
