"""Where it all comes from: who pays, how the rule works, what nobody knows, the sources."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.evidence import Source
from assessment.rule import wording
from assessment.rule.approval_wording import who_answers_for_it
from screens import own_page
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    heading = definition.texts("result.about_heading")
    own_page.show(definition, visit, heading, content(definition, 2))


def content(definition: Definition, level: int) -> str:
    """Return the page as HTML. level: of its headings."""
    texts, evidence = definition.texts, definition.evidence
    unknown = [
        markup.with_sources("li", each.say, evidence, each.sources) for each in evidence.unknown
    ]
    rule = [
        markup.with_sources("li", clause.plain, evidence, clause.evidence)
        for clause in definition.questionnaire.rule
    ]
    sources = [_source(definition, source) for source in evidence.sources]
    return markup.element(
        "div",
        markup.part(level, texts("result.about_unknown"), markup.element("ul", *unknown)),
        markup.part(
            level,
            texts("result.about_rule"),
            markup.text("p", texts("result.untested")),
            markup.text("p", texts("result.about_rule_lead")),
            markup.element("ol", *rule, class_="rule"),
            markup.text("p", texts("result.about_rule_note")),
        ),
        markup.part(
            level,
            texts("result.about_sources"),
            markup.text("p", texts("result.about_sources_lead")),
            markup.element("ol", *sources, class_="sources"),
        ),
        markup.part(
            level,
            texts("result.about_paid"),
            markup.text("p", definition.clinic.paid_by),
            markup.text("p", wording.dates(definition)),
        ),
        markup.part(
            level,
            texts("approval.heading"),
            *(markup.text("p", each) for each in who_answers_for_it(definition)),
        ),
        class_="about",
    )


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
        markup.text("cite", ". ".join(filter(None, (source.title, source.cite, source.link)))),
        markup.text("p", " ".join([*what, source.found, used])),
    )
