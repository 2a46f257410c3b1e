"""All options as cards of one form, from the least to the most, in short lines.

The rows that answer what matters to the person stand on the cards too, for all options alike.
"""

from __future__ import annotations

from collections.abc import Collection

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.procedure import ON_CARDS, ROWS, Procedure
from assessment.rule import wording
from serving import markup


def section(definition: Definition, answers: Answers) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    matters = wording.rows_that_matter(definition.questionnaire, answers)
    return markup.section(
        texts("result.options_heading"),
        markup.text("p", texts("result.options_matter" if matters else "result.options_lead")),
        markup.element(
            "div",
            *(_card(definition, option, matters) for option in definition.procedures),
            class_="options",
        ),
    )


def _card(definition: Definition, option: Procedure, matters: Collection[str]) -> str:
    lines = [
        markup.with_sources(
            "li",
            option.in_short[row].say,
            definition.evidence,
            option.in_short[row].sources,
            label=definition.texts(f"in_short.{row}"),
            **({"class_": "that-matters"} if row in matters else {}),
        )
        for row in ROWS
        if row in ON_CARDS or row in matters
    ]
    name = markup.text("h3", option.name)
    return markup.element(
        "div", name, markup.element("ul", *lines, class_="in-short"), class_="option"
    )
