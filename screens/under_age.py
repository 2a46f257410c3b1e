"""The kind end of a visit by someone under 18: no question, no suggestion."""

from __future__ import annotations

from assessment.model.definition import Definition
from screens import page, session
from screens.journey import Visit
from serving import markup


def show(definition: Definition, visit: Visit) -> None:
    """Show the page."""
    texts = definition.texts
    markup.show(
        page.head(definition, visit, texts("under_age.heading"), title=texts("welcome.heading")),
        *(markup.text("p", line) for line in texts("under_age.text").splitlines()),
    )
    page.buttons(visit, ("start", texts("under_age.start"), session.wipe))
