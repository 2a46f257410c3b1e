"""Where it all comes from: who pays, how the rule works, what nobody knows, the sources."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.evidence import Source
from assessment.rule import wording
from assessment.rule.approval_wording import who_answers_for_it
from screens import markup


def section(definition: Definition) -> str:
    """Return the section as HTML."""
    texts, questionnaire = definition.texts, definition.questionnaire
    evidence = definition.evidence
    unknown = [
        markup.with_sources("li", each.say, evidence, each.sources) for each in evidence.unknown
    ]
    rule = [
        markup.with_sources("li", clause.plain, evidence, clause.evidence)
        for clause in questionnaire.rule
    ]
    dates = texts(
        "result.about_dates",
        reviewed=wording.written_date(questionnaire.reviewed),
        review_by=wording.written_date(questionnaire.review_by),
        version=questionnaire.version,
    )
    return markup.section(
        texts("result.about_heading"),
        markup.text("h3", texts("result.about_unknown")),
        markup.element("ul", *unknown),
        markup.text("h3", texts("result.about_rule")),
        markup.text("p", texts("result.about_rule_lead")),
        markup.element("ol", *rule, class_="rule"),
        markup.text("p", texts("result.about_rule_note")),
        *_approval(definition),
        markup.text("h3", texts("result.about_paid")),
        markup.text("p", definition.clinic.paid_by),
        markup.text("h3", texts("result.about_sources")),
        markup.text("p", texts("result.about_sources_lead")),
        markup.element(
            "ol", *(_source(definition, source) for source in evidence.sources), class_="sources"
        ),
        markup.text("p", dates),
        class_="about",
    )


def _approval(definition: Definition) -> list[str]:
    """Return the heading and the lines about who stands behind it."""
    lines = (markup.text("p", each) for each in who_answers_for_it(definition))
    return [markup.text("h3", definition.texts("approval.heading")), *lines]


def _source(definition: Definition, source: Source) -> str:
    texts = definition.texts
    kind = texts(f"result.kind_{source.kind}")
    what = [f"{kind}, {source.year}." if source.year else f"{kind}."]
    if source.people:
        what.append(texts("result.source_people", people=f"{source.people:,}"))
    behind = [
        question.name
        for question in definition.questionnaire.questions
        if source.id in question.evidence
    ]
    used = texts("result.source_used", names="; ".join(behind)) if behind else ""
    return markup.element(
        "li",
        markup.text("cite", source.cite),
        markup.text("p", " ".join([*what, source.found, used])),
    )
