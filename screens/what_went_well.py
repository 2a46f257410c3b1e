"""What went well with people who had a lift, as told by those who came back to be asked."""

from __future__ import annotations

from assessment.drawing.dots import row_of_dots
from assessment.model.definition import Definition
from serving import markup


def section(definition: Definition) -> str:
    """Return the section as HTML. The words say all that the rows of dots show."""
    evidence = definition.evidence
    lines = [
        markup.element(
            "li",
            markup.with_sources("p", gain.said.say, evidence, gain.said.sources),
            markup.drawing(row_of_dots(gain.count, gain.of), "") if gain.of else "",
        )
        for gain in evidence.gains
    ]
    return markup.section(
        definition.texts("result.gains_heading"), markup.element("ul", *lines), class_="gains"
    )
