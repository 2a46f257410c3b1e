"""The first page: what this is and is not, who is behind it, and who it is for; then the rest."""

from __future__ import annotations

from functools import partial

from assessment.model.definition import Definition
from assessment.rule import wording
from assessment.rule.approval_wording import approval_in_short, demonstration_sentence
from screens import page, session
from screens.counts import count
from screens.journey import Visit, after_age
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page. All that has to be known before the start fits on the first screen."""
    texts = definition.texts
    start = partial(_say_age, adult=True)
    markup.show(
        page.head(
            definition,
            visit,
            texts("welcome.heading"),
            markup.text("p", texts("welcome.main_message"), class_="main-message"),
            before=markup.picture(definition.pictures["ahead"]),
        ),
        _at_a_glance(definition),
        markup.text("h2", texts("welcome.age"), class_="before-buttons"),
    )
    page.buttons(
        visit,
        ("adult", texts("welcome.adult"), start),
        ("under-age", texts("welcome.under_age"), partial(_say_age, adult=False)),
        row="buttons-start",
    )
    markup.show(_the_rest(definition))
    have_code = ("have-code", texts("code.have"), session.ask_for_code)
    page.buttons(
        visit,
        ("adult-below", texts("welcome.adult_below"), start),
        *([] if visit.tablet else [have_code]),  # a tablet's start page has asked
        row="buttons-below",
    )


def _at_a_glance(definition: Definition) -> str:
    """Return what it is, what it is not made for, whether it was tested, who is behind it."""
    texts = definition.texts
    behind = demonstration_sentence(definition) or definition.clinic.behind
    told = (
        (texts("welcome.what_heading"), texts("welcome.what")),
        (texts("welcome.not_for_heading"), texts("welcome.not_for")),
        (texts("welcome.tested_heading"), texts("welcome.tested")),
        (texts("welcome.who_heading"), f"{behind} {approval_in_short(definition)}"),
    )
    lines = (
        markup.element("div", markup.text("dt", name), " ", markup.text("dd", words))
        for name, words in told
    )
    return markup.element("dl", *lines, class_="at-a-glance")


def _the_rest(definition: Definition) -> str:
    """Return what can be read before the start, and does not have to be."""
    texts, questionnaire = definition.texts, definition.questionnaire
    behind = texts(
        "welcome.behind",
        behind=definition.clinic.behind,
        reviewed=wording.written_date(questionnaire.reviewed),
        version=questionnaire.version,
    )
    return markup.element(
        "div",
        markup.section(texts("welcome.lift_heading"), markup.text("p", texts("welcome.lift"))),
        markup.element(
            "div",
            markup.section(
                texts("welcome.does_heading"),
                markup.lines("ul", texts("welcome.does").splitlines(), class_="does"),
                class_="card",
            ),
            markup.section(
                texts("welcome.cannot_heading"),
                markup.lines("ul", texts("welcome.cannot").splitlines(), class_="cannot"),
                class_="card",
            ),
            class_="side-by-side",
        ),
        markup.section(
            texts("welcome.privacy_heading"), markup.text("p", texts("welcome.privacy"))
        ),
        markup.section(texts("welcome.behind_heading"), markup.text("p", behind)),
        class_="the-rest",
    )


def _say_age(*, adult: bool) -> None:
    def say(visit: Visit) -> Visit:
        if adult and not visit.adult:
            count("visits_begun")
        return after_age(visit, adult=adult)

    session.change(say)
