"""One run of the page: what every visit runs, from the top, at each tap."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assessment.definition import Definition
from screens import (
    browser,
    check,
    mirror,
    question,
    result,
    sheet,
    sorry,
    tablet,
    under_age,
    visit,
    welcome,
)
from screens.definition import DefinitionError, current
from screens.journey import CHECK, MIRROR, RESULT, SHEET, WELCOME, Visit, asked_at
from screens.keeping import restored

SCREENS = {
    WELCOME: welcome.show,
    MIRROR: mirror.show,
    CHECK: check.show,
    RESULT: result.show,
    SHEET: sheet.show,
}


def main() -> None:
    """Show the step that the visit is at."""
    try:
        definition = current()
    except DefinitionError:
        sorry.show()
        return
    here = visit.current(tablet.name(definition))
    told = browser.mount(definition, here)
    back = restored(definition.questionnaire, here, told)
    if back is None and told is not None and here.turn == 0 and not here.refused:
        back = replace(here, refused=True)
    if back:
        visit.change(lambda _: back)
    _show(definition, back or here)
    visit.heard()
    if back:
        st.rerun()  # so that the browser hears what became of the visit that it told of


def _show(definition: Definition, here: Visit) -> None:
    asked = asked_at(definition.questionnaire, here.step)
    if here.handed_back:
        tablet.show_handed_back(definition, here)
    elif here.tablet and not here.begun:
        tablet.show_start(definition, here)
    elif here.adult is False:
        under_age.show(definition, here)
    elif asked:
        question.show(definition, here, asked)
    else:
        SCREENS[here.step](definition, here)


main()
