"""One run of the page: what every visit runs, from the top, at each tap."""

from __future__ import annotations

from screens import browser, check, mirror, question, result, sorry, under_age, visit, welcome
from screens.definition import DefinitionError, current
from screens.journey import CHECK, MIRROR, RESULT, WELCOME, asked_at

SCREENS = {
    WELCOME: welcome.show,
    MIRROR: mirror.show,
    CHECK: check.show,
    RESULT: result.show,
}


def main() -> None:
    """Show the step that the visit is at."""
    try:
        definition = current()
    except DefinitionError:
        sorry.show()
        return
    here = visit.current()
    asked = asked_at(definition.questionnaire, here.step)
    browser.mount(definition, here)
    if here.adult is False:
        under_age.show(definition, here)
    elif asked:
        question.show(definition, here, asked)
    else:
        SCREENS[here.step](definition, here)


main()
