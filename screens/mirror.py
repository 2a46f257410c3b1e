"""How to sit and look, before the first question."""

from __future__ import annotations

from assessment.model.definition import Definition
from assessment.model.picture import Picture
from screens import page
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    markup.show(
        page.head(
            definition,
            visit,
            texts("mirror.heading"),
            markup.text("p", texts("mirror.lead"), class_="hint"),
            markup.text("p", texts("tab.nothing_kept"), class_="notice nothing-kept"),
        ),
        markup.lines("ol", texts("mirror.steps").splitlines(), class_="steps"),
        markup.element(
            "div",
            _position(definition.pictures["ahead"], texts("mirror.ahead")),
            _position(definition.pictures["turned"], texts("mirror.turned")),
            class_="positions",
        ),
        markup.text("p", texts("mirror.why")),
        markup.text("p", texts("mirror.no_wrong"), class_="card"),
    )
    page.continue_and_back(definition, visit)


def _position(drawn: Picture, caption: str) -> str:
    return markup.element("figure", markup.picture(drawn), markup.text("figcaption", caption))
