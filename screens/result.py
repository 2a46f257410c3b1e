"""The result, in five parts to be read to the end; the pages it leads to stand in its print too."""

from __future__ import annotations

import datetime

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.steps import (
    COMPARE,
    HOW_A_LIFT_IS_DONE,
    WHAT_YOU_TOLD_US,
)
from assessment.rule import wording
from assessment.rule.suggest import suggest
from assessment.rule.suggestion import Suggestion
from screens import (
    compare,
    export,
    for_your_visit,
    how_a_lift_is_done,
    keep,
    options,
    own_page,
    page,
    what_can_go_wrong,
    what_went_well,
    what_you_told_us,
    where_this_comes_from,
)
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page, in the order that its readers are best served by."""
    texts = definition.texts
    suggestion = suggest(definition.questionnaire, visit.answers)
    with st.container(key="result"):
        markup.show(_first(definition, visit, suggestion))
        own_page.ways_to(
            visit,
            (WHAT_YOU_TOLD_US, texts("result.told_heading")),
            (HOW_A_LIFT_IS_DONE, texts("result.works_heading")),
        )
        markup.show(what_went_well.section(definition))
        markup.show(what_can_go_wrong.section(definition, suggestion))
        markup.show(options.section(definition, visit.answers))
        own_page.ways_to(visit, (COMPARE, texts("result.compare_more")))
        markup.show(for_your_visit.section(definition, visit, suggestion))
        keep.show(definition, visit)
        markup.show(_on_paper(definition, visit, suggestion))
    if visit.export:
        export.hand_over(visit.export.id, export.WHOLE_PAGE)


def _first(definition: Definition, visit: Visit, suggestion: Suggestion) -> str:
    """Return the first part: all of it stands on the first screen, on a phone too."""
    texts = definition.texts
    outcome = definition.questionnaire.outcomes[suggestion.suggestion]
    above = [
        markup.with_sources("div", each.say, definition.evidence, each.evidence, class_="notice")
        for each in suggestion.remarks
        if each.first
    ]
    heading = page.head(
        definition,
        visit,
        outcome.headline,
        title=texts("result.eyebrow"),
        before="".join(
            [
                markup.text("p", _printed(definition, visit), class_="printed"),
                *above,
                markup.text("p", texts("result.eyebrow"), class_="eyebrow"),
            ]
        ),
    )
    doubt = wording.first_doubt(definition, suggestion)
    others = [each.name for each in definition.procedures if each.id != suggestion.suggestion]
    also_open = "result.also_open" if len(others) < len(definition.procedures) else "result.open"
    return markup.element(
        "div",
        markup.element("div", heading, markup.text("p", outcome.meaning), class_="pointing"),
        markup.element("div", markup.text("h2", suggestion.advice), class_="advice"),
        _labelled(texts("result.why"), suggestion.because),
        markup.text("p", doubt) if doubt else "",
        what_can_go_wrong.in_one_line(definition),
        _labelled(texts(also_open), " · ".join(others)),
        class_="first-screen",
    )


def _labelled(label: str, words: str) -> str:
    return markup.element("p", markup.text("strong", label), " ", markup.text("span", words))


def _printed(definition: Definition, visit: Visit) -> str:
    """Return what stands on paper alone: when this was, and the code that it can be found by."""
    day = wording.written_date(datetime.date.today())
    return f"{day}. {definition.texts('sheet.reference', code=visit.reference)}."


def _on_paper(definition: Definition, visit: Visit, suggestion: Suggestion) -> str:
    """Return the pages of their own, which are printed with the result and hidden on the screen."""
    texts = definition.texts
    return markup.element(
        "div",
        markup.section(
            texts("result.told_heading"),
            what_you_told_us.content(definition, visit, suggestion, 3),
        ),
        markup.section(texts("result.compare_heading"), compare.content(definition, 3)),
        markup.section(texts("result.works_heading"), how_a_lift_is_done.content(definition, 3)),
        markup.section(texts("result.about_heading"), where_this_comes_from.content(definition, 3)),
        class_="on-paper",
    )
