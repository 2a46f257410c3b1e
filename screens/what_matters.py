"""What the person said matters to them: the rows that answer it, for every option alike."""

from __future__ import annotations

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.procedure import ROWS
from assessment.rule import wording
from screens import markup


def section(definition: Definition, answers: Answers) -> str:
    """Return the section as HTML, empty where the person named nothing that matters."""
    rows = wording.rows_that_matter(definition.questionnaire, answers)
    if not rows:
        return ""
    return markup.element(
        "div",
        markup.text("h3", definition.texts("result.matters_heading")),
        *(_row(definition, row, rows[row]) for row in ROWS if row in rows),
        class_="what-matters",
    )


def _row(definition: Definition, row: str, said: tuple[str, ...]) -> str:
    lines = [
        markup.with_sources(
            "li",
            option.in_short[row].say,
            definition.evidence,
            option.in_short[row].sources,
            label=option.name,
        )
        for option in definition.procedures
    ]
    heading = wording.row_that_matters(definition, row, said)
    return markup.text("h4", heading) + markup.element("ul", *lines, class_="in-short")
