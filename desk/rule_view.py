"""The rule's path on the view: every clause in its order, and which of them matched first."""

from __future__ import annotations

from assessment.rule.rule_path import PathStep
from desk.facts import Facts
from serving import markup


def path(told: Facts) -> str:
    """Return the path as a list, each clause in the words that explain it to anyone."""
    texts = told.definition.texts
    items = (_step(step, texts(f"desk.{step.fate}")) for step in told.path)
    lead = markup.text("p", texts("desk.path_lead"), class_="quiet")
    return markup.section(texts("desk.path_heading"), lead, markup.element("ol", *items))


def _step(step: PathStep, fate: str) -> str:
    return markup.element(
        "li",
        markup.text("span", fate, class_="fate"),
        " ",
        markup.text("span", step.clause.plain),
        class_=step.fate.replace("_", "-"),
    )
