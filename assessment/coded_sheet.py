"""The sheet with its visit's code on it, so that the desk opens the visit from the paper too."""

from __future__ import annotations

from dataclasses import replace

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.records.qr_code import qr_svg
from assessment.records.visit_code import visit_code
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import ANSWERS


def with_code(definition: Definition, answers: Answers, request: SheetRequest) -> SheetRequest:
    """Return the request for a sheet that carries the visit's code, where it tells the answers.

    answers: a note may be missing. The code holds what stands on the sheet and no more: a note that
    is not on it is not in it. One that takes no tick and has nothing in it says just that.
    """
    if ANSWERS not in request.parts:
        return request
    blank = (
        note.id
        for note in definition.questionnaire.notes
        if note.ticked_at_first and answers.get(note.id) == ()
    )
    given_on = {*request.parts, *blank}
    code = visit_code(definition, answers, helped=request.helped, given_on=given_on)
    return replace(request, code=code, square=qr_svg(code))
