"""All options side by side: the same rows, in the same order."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.procedure import ROWS, HealingStep, Procedure
from screens import markup, own_page
from screens.journey import Visit


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    heading = definition.texts("result.compare_heading")
    own_page.show(definition, visit, heading, content(definition, 2))


def content(definition: Definition, level: int) -> str:
    """Return the page as HTML. level: of the headings of its rows."""
    rows = [
        markup.part(
            level,
            definition.texts(f"row.{row}"),
            markup.element(
                "div",
                *(_cell(definition, option, row, level + 1) for option in definition.procedures),
                class_="options",
            ),
            class_="row",
        )
        for row in ROWS
    ]
    return markup.text("p", definition.texts("result.compare_lead")) + "".join(rows)


def _cell(definition: Definition, option: Procedure, row: str, level: int) -> str:
    said = [
        markup.with_sources("p", statement.say, definition.evidence, statement.sources)
        for statement in option.rows[row]
    ]
    time_line = _time_line(definition, option.healing_steps) if row == "healing" else ""
    name = markup.text(f"h{level}", option.name)
    return markup.element("div", name, time_line, *said, class_="option")


def _time_line(definition: Definition, steps: tuple[HealingStep, ...]) -> str:
    """Return healing as a line of time, in the same form for every option."""
    evidence = definition.evidence
    items = [
        markup.element(
            "li",
            markup.text("strong", step.when),
            markup.with_sources("span", step.said.say, evidence, step.said.sources),
        )
        for step in steps
    ]
    return markup.element("ol", *items, class_="time-line")
