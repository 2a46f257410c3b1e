"""All options side by side: the same rows, in the same order."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.procedure import ROWS, Procedure
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    texts = definition.texts
    return markup.section(
        texts("result.options_heading"),
        markup.element(
            "ul",
            *(
                markup.element(
                    "li",
                    markup.text("strong", f"{option.name}."),
                    " ",
                    markup.text("span", option.summary),
                )
                for option in definition.procedures
            ),
        ),
        markup.text("p", texts("result.options_lead")),
        *(
            markup.element(
                "div",
                markup.text("h3", texts(f"row.{row}")),
                markup.element(
                    "div",
                    *(_cell(definition, option, row) for option in definition.procedures),
                    class_="options",
                ),
                class_="row",
            )
            for row in ROWS
        ),
    )


def _cell(definition: Definition, option: Procedure, row: str) -> str:
    said = [
        markup.with_sources("p", statement.say, definition.evidence, statement.sources)
        for statement in option.rows[row]
    ]
    return markup.element("div", markup.text("h4", option.name), *said, class_="option")
