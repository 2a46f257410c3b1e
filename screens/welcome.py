"""The first page: what this is, what it cannot do, who is behind it, and who it is for."""

from __future__ import annotations

from functools import partial

from assessment.model.definition import Definition
from assessment.rule import wording
from screens import markup, page, session
from screens.journey import Visit, after_age


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts, questionnaire = definition.texts, definition.questionnaire
    behind = texts(
        "welcome.behind",
        behind=definition.clinic.behind,
        reviewed=wording.written_date(questionnaire.reviewed),
        version=questionnaire.version,
    )
    markup.show(
        page.head(
            definition,
            visit,
            texts("welcome.heading"),
            markup.text("p", texts("welcome.main_message"), class_="main-message"),
            before=markup.picture(definition.pictures["ahead"]),
        ),
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
        markup.text("h2", texts("welcome.age"), class_="before-buttons"),
    )
    page.buttons(
        visit,
        ("adult", texts("welcome.adult"), partial(_say_age, adult=True)),
        ("under-age", texts("welcome.under_age"), partial(_say_age, adult=False)),
    )


def _say_age(*, adult: bool) -> None:
    session.change(lambda visit: after_age(visit, adult=adult))
