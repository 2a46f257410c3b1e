"""All options as cards of one form, from the least to the most, in five short lines each."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.procedure import ON_CARDS, Procedure
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    return markup.section(
        texts("result.options_heading"),
        markup.text("p", texts("result.options_lead")),
        markup.element(
            "div",
            *(_card(definition, option) for option in definition.procedures),
            class_="options",
        ),
    )


def _card(definition: Definition, option: Procedure) -> str:
    lines = [
        markup.with_sources(
            "li",
            option.in_short[key].say,
            definition.evidence,
            option.in_short[key].sources,
            label=definition.texts(f"in_short.{key}"),
        )
        for key in ON_CARDS
    ]
    name = markup.text("h3", option.name)
    return markup.element(
        "div", name, markup.element("ul", *lines, class_="in-short"), class_="option"
    )
