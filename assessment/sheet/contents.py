"""What stands on the sheet to take to the specialist, as plain values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from assessment.drawing.face_map import FaceMap, face_maps, marked_areas
from assessment.drawing.svg import without_melting
from assessment.model.answers import Answers, without_withheld_notes
from assessment.model.clause import Remark
from assessment.model.definition import Definition
from assessment.model.picture import picture_name
from assessment.model.questionnaire import NOT_SURE, Question, Questionnaire
from assessment.rule import wording
from assessment.rule.approval_wording import who_answers_for_it
from assessment.rule.suggest import suggest
from assessment.rule.suggestion import Suggestion
from assessment.sheet.parts import ANSWERS, QUESTIONS, SOURCES

HASH: Final = 12
"""How much of the content hash is printed, in characters: enough to tell two files apart."""

_WORDS: Final = {
    "title": "sheet.title",
    "name": "sheet.name",
    "page": "sheet.page",
    "signs": "sheet.signs",
    "remarks": "result.remarks_heading",
    "wishes": "sheet.wishes",
    "tell": "result.tell_heading",
    "own_words": "sheet.matters",
    "rows_that_matter": "result.matters_heading",
    "harms": "result.harms_lead",
    "unknown": "result.about_unknown",
    "sources": "result.about_sources",
}


@dataclass(frozen=True)
class SheetRequest:
    """What one sheet is made for.

    reference: the visit's code. parts: what the person wants on it. day: when it is made.
    helped: whether someone helped the person to answer. code, square: the visit's code and the
    same as a QR code (SVG), where the sheet is to carry it. It must hold no more than these parts.
    """

    reference: str
    parts: frozenset[str]
    day: datetime.date
    helped: bool = False
    code: str = ""
    square: str = ""


def sheet_contents(
    definition: Definition, answers: Answers, request: SheetRequest
) -> dict[str, Any]:
    """Return all that stands on the sheet, as plain values for JSON.

    answers: all that the person gave; what they keep to themselves is left out here. Every text is
    plain: nothing in it is markup.
    """
    questionnaire, texts = definition.questionnaire, definition.texts
    answers = without_withheld_notes(questionnaire, answers, request.parts)
    suggestion = suggest(questionnaire, answers)
    with_answers = ANSWERS in request.parts
    counting = questionnaire.counting if with_answers else ()
    remarks = [each for each in suggestion.remarks if with_answers or _is_of_a_note(each, answers)]
    unknown = definition.evidence.unknown if SOURCES in request.parts else ()

    def said(say: str, sources: Iterable[str]) -> dict[str, Any]:
        numbers = definition.evidence.number_of if SOURCES in request.parts else {}
        return {"say": say, "sources": [numbers[each] for each in sources if each in numbers]}

    content: dict[str, Any] = {
        "language": texts.language,
        "paper": definition.clinic.paper,
        "clinic": definition.clinic.name,
        "words": _words(definition, request, suggestion),
        "square": {"svg": request.square, "shows": texts("code.qr")} if request.square else None,
        "headline": questionnaire.outcomes[suggestion.suggestion].headline,
        "meaning": questionnaire.outcomes[suggestion.suggestion].meaning,
        "because": [said(suggestion.because, suggestion.evidence)] if with_answers else [],
        "reasons": wording.reason_lines(definition, suggestion) if with_answers else [],
        "doubts": wording.doubt_sentences(definition, suggestion) if with_answers else [],
        "remarks_first": [said(each.say, each.evidence) for each in remarks if each.first],
        "remarks": [said(each.say, each.evidence) for each in remarks if not each.first],
        "advice": suggestion.advice,
        "untested": texts("result.untested"),
        "harms": [
            said(wording.figure_sentence(definition, harm.figure), [harm.figure.source])
            for harm in definition.evidence.harms
            if harm.figure
        ],
        "answered_for": " ".join(who_answers_for_it(definition)),
        "signs": [_sign(definition, each, answers) for each in counting if each.kind == "sign"],
        "wishes": [
            {"name": each.name, "words": each.words(str(answers[each.id]))}
            for each in counting
            if each.kind == "wish"
        ],
        "maps": [each._asdict() for each in _maps(definition, answers)] if with_answers else [],
        "notes": [_note(definition, each, answers) for each in questionnaire.notes],
        "options": [option.name for option in definition.procedures],
        "rows_that_matter": [
            {
                "name": wording.row_that_matters(definition, row, because),
                "says": [option.in_short[row].say for option in definition.procedures],
            }
            for row, because in wording.rows_that_matter(questionnaire, answers).items()
        ],
        "helped": texts("tablet.helped_said") if request.helped else None,
        "ask": wording.asks(definition, suggestion) if QUESTIONS in request.parts else [],
        "unknown": [said(each.say, each.sources) for each in unknown],
    }
    cited = {
        number
        for part in ("because", "remarks_first", "remarks", "harms", "unknown")
        for each in content[part]
        for number in each["sources"]
    }
    sources = [
        {"number": number, "cite": source.cite}
        for number, source in enumerate(definition.evidence.sources, 1)
        if number in cited
    ]
    return {**content, "sources": sources}


def _words(definition: Definition, request: SheetRequest, suggestion: Suggestion) -> dict[str, str]:
    texts, questionnaire = definition.texts, definition.questionnaire
    return {
        **{name: texts.by_key[key] for name, key in _WORDS.items()},
        "ask": wording.ask_heading(definition, suggestion),
        "brand": f"{texts('page.title')} · {definition.clinic.name}",
        "reference": texts("sheet.reference", code=request.reference),
        "code": texts("sheet.code", code=request.code) if request.code else "",
        "date": wording.written_date(request.day),
        "made_with": texts(
            "sheet.made_with",
            version=questionnaire.version,
            hash=questionnaire.content_hash[:HASH],
        ),
    }


def _is_of_a_note(remark: Remark, answers: Answers) -> bool:
    """Return whether a remark rests on notes alone. A note's answer is several levels."""
    return all(isinstance(answers[atom.question], tuple) for atom in remark.when.atoms())


def _numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Return the number of each sign that can be drawn: the same on everyone's sheet."""
    drawn = [each.id for each in questionnaire.questions if each.picture]
    return {each: number for number, each in enumerate(drawn, 1)}


def _sign(definition: Definition, question: Question, answers: Answers) -> dict[str, Any]:
    level = str(answers[question.id])
    picture = None
    if question.picture and level != NOT_SURE:
        svg = definition.pictures[picture_name(question, level)].svg
        picture = {
            "svg": without_melting(svg),
            "shows": wording.own_answer(definition, question, level),
        }
    return {
        "name": question.name,
        "words": question.words(level),
        "number": _numbers(definition.questionnaire).get(question.id),
        "picture": picture,
    }


def _maps(definition: Definition, answers: Answers) -> list[FaceMap]:
    """Return the maps of what is marked, and of what the person was not sure of."""
    numbers = _numbers(definition.questionnaire)
    areas = {each.id for each in marked_areas(definition.questionnaire, answers)}
    unsure = {each for each in numbers if answers[each] == NOT_SURE}
    shown = {each: number for each, number in numbers.items() if each in areas | unsure}
    maps = face_maps(definition, shown, unsure)
    return [each._replace(svg=without_melting(each.svg)) for each in maps]


def _note(definition: Definition, note: Question, answers: Answers) -> dict[str, Any]:
    """Return a note. Where it says "none of these" or the like, `others` tells what those are.

    What has rows of its own stands in them, and is not told again.
    """
    texts, chosen = definition.texts, answers[note.id]
    others = "; ".join(note.words(level) for level in note.level_ids if level not in note.alone)
    return {
        "name": note.name,
        "in_rows": bool(chosen) and note.rows.keys() >= set(chosen),
        "said": "; ".join(note.words(level) for level in chosen) or texts("sheet.left_out"),
        "tell": [
            {"say": note.words(level), "why": note.tell[level]}
            for level in chosen
            if level not in note.rows
        ],
        "others": texts("sheet.others", choices=others)
        if any(level in note.alone for level in chosen)
        else None,
    }
