"""The kind end of a visit by someone under 18: no question, no suggestion."""

from __future__ import annotations

from assessment.definition import Definition
from screens import markup, page, visit
from screens.journey import Visit


def show(definition: Definition, here: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    markup.show(
        page.head(definition, here, texts("under_age.heading"), title=texts("welcome.heading")),
        *(markup.text("p", line) for line in texts("under_age.text").splitlines()),
    )
    page.buttons(here, ("start", texts("under_age.start"), visit.wipe))
