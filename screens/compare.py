"""All options side by side: the same rows, in the same order.

What holds for several options in the same words is said once, for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assessment.model.definition import Definition
from assessment.model.procedure import ROWS, HealingStep
from assessment.model.statement import Statement
from screens import own_page
from screens.journey import Visit
from serving import markup


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
            markup.element("div", *_cells(definition, row, level + 1), class_="options"),
            class_="row",
        )
        for row in ROWS
    ]
    return markup.text("p", definition.texts("result.compare_lead")) + "".join(rows)


def _cells(definition: Definition, row: str, level: int) -> Iterator[str]:
    """Yield what is said of each option, and then of several at once. level: of the headings."""
    said_of: dict[Statement, list[str]] = {}
    for option in definition.procedures:
        for said in option.rows[row]:
            said_of.setdefault(said, []).append(option.name)
    for option in definition.procedures:
        own = [said for said in option.rows[row] if len(said_of[said]) == 1]
        time_line = _time_line(definition, option.healing_steps) if row == "healing" else ""
        if own or time_line:
            yield _cell(definition, [option.name], time_line, own, level)
    shared: dict[tuple[str, ...], list[Statement]] = {}
    for said, names in said_of.items():
        if len(names) > 1:
            shared.setdefault(tuple(names), []).append(said)
    for several, statements in shared.items():
        yield _cell(definition, several, "", statements, level)


def _cell(
    definition: Definition,
    names: Sequence[str],
    time_line: str,
    statements: Iterable[Statement],
    level: int,
) -> str:
    said = (
        markup.with_sources("p", each.say, definition.evidence, each.sources) for each in statements
    )
    heading = markup.text(f"h{level}", " · ".join(names))
    classes = "option" if len(names) == 1 else "option of-several"
    return markup.element("div", heading, time_line, *said, class_=classes)


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
