"""What went well with people who had a lift, as told by those who came back to be asked."""

from __future__ import annotations

from assessment.model.definition import Definition
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    evidence = definition.evidence
    lines = [markup.with_sources("li", each.say, evidence, each.sources) for each in evidence.gains]
    return markup.section(
        definition.texts("result.gains_heading"), markup.element("ul", *lines), class_="gains"
    )
