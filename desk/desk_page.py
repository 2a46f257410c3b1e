"""One run of the desk's page: a code in, the visit out."""

from __future__ import annotations

from assessment.model.faults import DefinitionError
from desk import at_the_desk, code_field, frame, sign_in, unfinished, view
from serving import markup
from serving.served_definition import served_definition

BROKEN = "The clinic's files cannot be read. The desk's console lists every mistake."
"""In English: the words of the screens are among those files."""


def main() -> None:
    """Show the field for a code, or the visit that it opened."""
    try:
        today = served_definition()
    except DefinitionError:
        markup.show(markup.text("h1", BROKEN, role="alert"))
        return
    frame.put_up(today)
    if not sign_in.let_in(today):
        return
    visit = at_the_desk.open_visit()
    frame.band(today, visit)
    if visit is None:
        code_field.show(today)
    elif visit.is_finished:
        view.show(visit)
    else:
        unfinished.show(visit)


main()
