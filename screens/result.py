"""The result: what the answers point toward and why, and everything to take to a specialist."""

from __future__ import annotations

import datetime

import streamlit as st

from assessment.model.clause import Remark
from assessment.model.definition import Definition
from assessment.rule import wording
from assessment.rule.suggest import suggest
from assessment.rule.suggestion import Suggestion
from screens import (
    about,
    areas,
    comparison,
    export,
    how_a_lift_is_done,
    markup,
    page,
    session,
    sheet,
    side_effects,
)
from screens.journey import Visit, asking_to_wipe, with_export


def show(definition: Definition, visit: Visit) -> None:
    """Show the page, in the order that its readers are best served by."""
    questionnaire = definition.questionnaire
    suggestion = suggest(questionnaire, visit.answers)
    markup.show(_pointing(definition, visit, suggestion), _advice(definition, suggestion))
    page.buttons(
        visit,
        ("sheet-now", _sheet_words(definition, visit), page.go_on),
        ("print-now", definition.texts("result.print"), _print),
        row="buttons-now",
    )
    markup.show(areas.section(definition, visit), _criteria(definition, suggestion))
    markup.show(side_effects.section(definition))
    markup.show(how_a_lift_is_done.section(definition), comparison.section(definition))
    markup.show(_tell(definition, visit), _ask(definition))
    _keep(definition, visit)
    markup.show(about.section(definition))
    if visit.export:
        export.hand_over(visit.export.id, export.WHOLE_PAGE)


def _pointing(definition: Definition, visit: Visit, suggestion: Suggestion) -> str:
    texts, questionnaire = definition.texts, definition.questionnaire
    outcome = questionnaire.outcomes[suggestion.suggestion]
    reasons = wording.reason_lines(definition, suggestion)
    doubts = wording.doubt_sentences(definition, suggestion)
    said = [markup.text("h2", texts("result.because_heading")), markup.lines("ul", reasons)]
    first = [_remark(definition, "p", each) for each in suggestion.remarks if each.first]
    after = [_remark(definition, "li", each) for each in suggestion.remarks if not each.first]
    remarks = [markup.text("h2", texts("result.remarks_heading")), markup.element("ul", *after)]
    heading = page.head(
        definition,
        visit,
        outcome.headline,
        title=texts("result.eyebrow"),
        before="".join(
            [
                markup.text("p", _printed(definition, visit), class_="printed"),
                *(markup.element("div", each, class_="notice") for each in first),
                markup.text("p", texts("result.eyebrow"), class_="eyebrow"),
            ]
        ),
    )
    return markup.element(
        "div",
        heading,
        markup.text("p", outcome.meaning, class_="lead"),
        markup.text("p", suggestion.because, class_="because"),
        *(said if reasons else ()),
        *(markup.text("p", each, class_="notice") for each in doubts),
        *(remarks if after else ()),
        class_="pointing",
    )


def _printed(definition: Definition, visit: Visit) -> str:
    """Return what stands on paper alone: when this was, and the code that it can be found by."""
    day = wording.written_date(datetime.date.today())
    return f"{day}. {definition.texts('sheet.reference', code=visit.reference)}."


def _remark(definition: Definition, tag: str, remark: Remark) -> str:
    return markup.with_sources(tag, remark.say, definition.evidence, remark.evidence)


def _advice(definition: Definition, suggestion: Suggestion) -> str:
    return markup.element(
        "section",
        markup.text("h2", suggestion.advice),
        markup.text("p", definition.texts("result.untested")),
        markup.text("p", definition.texts("result.action")),
        class_="advice",
    )


def _criteria(definition: Definition, suggestion: Suggestion) -> str:
    texts = definition.texts
    states = {each.criterion: each.state for each in suggestion.criteria}
    items = [
        markup.element(
            "li",
            markup.text("span", criterion.say),
            markup.text("span", texts(f"result.criteria_{states[criterion.id]}"), class_="state"),
            class_=states[criterion.id],
        )
        for criterion in definition.questionnaire.criteria
    ]
    return markup.section(
        texts("result.criteria_heading"),
        markup.text("p", texts("result.criteria_lead")),
        markup.element("ul", *items, class_="criteria"),
    )


def _tell(definition: Definition, visit: Visit) -> str:
    texts = definition.texts
    items = [
        markup.element(
            "li", markup.text("strong", note.words(level)), markup.text("span", note.tell[level])
        )
        for note in definition.questionnaire.notes
        for level in visit.answers[note.id]
    ]
    helped = [markup.text("p", texts("tablet.helped_said"))] if visit.helped else []
    inside = (
        (markup.text("p", texts("result.tell_lead")), markup.element("ul", *items, class_="tell"))
        if items
        else (markup.text("p", texts("result.tell_none")),)
    )
    return markup.section(texts("result.tell_heading"), *inside, *helped)


def _ask(definition: Definition) -> str:
    texts = definition.texts
    return markup.section(
        texts("result.ask_heading"),
        markup.lines("ol", texts("result.ask").splitlines(), class_="ask"),
        markup.text("p", texts("result.matters")),
        markup.element("div", class_="write-here", aria_hidden="true"),
    )


def _keep(definition: Definition, visit: Visit) -> None:
    texts = definition.texts
    keep = "result.keep" if sheet.may_save(definition, visit) else "result.keep_on_tablet"
    with st.container(key="keep"):
        markup.show(markup.section(texts("result.keep_heading"), markup.text("p", texts(keep))))
        if visit.wiping:
            sure = texts("result.again_sure")
            asking = {"id": "sure", "role": "alert", "tabindex": "-1"}
            markup.show(markup.text("p", sure, class_="notice", **asking))
            page.buttons(
                visit,
                ("keep-answers", texts("result.again_no"), _ask_to_wipe),
                ("wipe", texts("result.again_yes"), session.wipe),
            )
        else:
            done = (
                ("done", texts("tablet.done"), session.hand_back)
                if visit.tablet
                else ("again", texts("result.again"), _ask_to_wipe)
            )
            page.buttons(
                visit,
                ("sheet", _sheet_words(definition, visit), page.go_on),
                ("print", texts("result.print"), _print),
                done,
                ("back-result", texts("buttons.back"), page.go_back),
            )


def _sheet_words(definition: Definition, visit: Visit) -> str:
    saves = sheet.may_save(definition, visit)
    return definition.texts("result.save_sheet" if saves else "result.print_sheet")


def _print() -> None:
    session.change(lambda visit: with_export(visit, "print_page"))


def _ask_to_wipe() -> None:
    session.change(asking_to_wipe)
