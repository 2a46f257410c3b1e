"""One run of the page: what every visit runs, from the top, at each tap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError
from assessment.model.steps import (
    CHECK,
    COMPARE,
    GO_ON,
    HANDED_BACK,
    HOW_A_LIFT_IS_DONE,
    MIRROR,
    NEXT_PERSON,
    RESULT,
    SHEET,
    TABLET_START,
    UNDER_AGE,
    VISIT_CODE,
    WELCOME,
    WHAT_YOU_TOLD_US,
    WHERE_THIS_COMES_FROM,
    asked_at,
)
from screens import (
    browser,
    check,
    compare,
    error_page,
    go_on,
    how_a_lift_is_done,
    mirror,
    question,
    result,
    session,
    sheet,
    show_to_clinic,
    tablet,
    under_age,
    welcome,
    what_you_told_us,
    where_this_comes_from,
)
from screens.journey import Visit
from screens.tab_copy import restored
from serving.served_definition import served_definition

SCREENS: Final[Mapping[str, Callable[[Definition, Visit], None]]] = {
    WELCOME: welcome.show,
    MIRROR: mirror.show,
    CHECK: check.show,
    RESULT: result.show,
    SHEET: sheet.show,
    WHAT_YOU_TOLD_US: what_you_told_us.show,
    COMPARE: compare.show,
    HOW_A_LIFT_IS_DONE: how_a_lift_is_done.show,
    WHERE_THIS_COMES_FROM: where_this_comes_from.show,
    UNDER_AGE: under_age.show,
    VISIT_CODE: show_to_clinic.show,
    GO_ON: go_on.show,
    TABLET_START: tablet.show_start,
    HANDED_BACK: tablet.show_handed_back,
    NEXT_PERSON: tablet.show_start,
}
"""Step → what shows it. Any other step is a question."""


def main() -> None:
    """Show the step that the visit is at."""
    try:
        definition = served_definition()
    except DefinitionError:
        error_page.show()
        return
    session.begin_visit(tablet.name(definition))
    visit = session.take_in()
    reported = browser.mount(definition, visit)
    restored_visit = restored(definition.questionnaire, visit, reported)
    if restored_visit is None and reported is not None and visit.turn == 0 and not visit.refused:
        restored_visit = replace(visit, refused=True)
    if restored_visit:
        visit = session.change(lambda _: restored_visit)
    if visit.export is None:
        session.forget_what_was_made()
    asked = asked_at(definition.questionnaire, visit.step)
    if asked:
        question.show(definition, visit, asked)
    else:
        SCREENS[visit.step](definition, visit)
    session.forget_tap()
    if restored_visit:
        st.rerun()  # takes in what the page holds, and tells the browser what became of its copy


main()
