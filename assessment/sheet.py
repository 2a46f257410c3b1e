"""The sheet to take to the specialist: what a person may choose, and what then stands on it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from assessment import typesetting, wording
from assessment.answers import Answers
from assessment.areas import Map, maps, marked
from assessment.definition import Definition
from assessment.pictures import answer_name
from assessment.questionnaire import NOT_SURE, Question, Questionnaire, Remark
from assessment.reference import new_reference
from assessment.suggestion import suggest
from assessment.typesetting import SheetError, typeset

ANSWERS: Final = "answers"
QUESTIONS: Final = "questions"
SOURCES: Final = "sources"
PARTS: Final = {
    ANSWERS: "sheet.part_answers",
    QUESTIONS: "sheet.part_questions",
    SOURCES: "sheet.part_sources",
}
"""Part of the sheet → the key of its words. The other parts are the notes, by their ids."""

ASKED_FOR: Final = frozenset({"health"})
"""The parts that go in only when the person says so."""

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
    "ask": "result.ask_heading",
    "matters": "sheet.matters",
    "unknown": "result.about_unknown",
    "sources": "result.about_sources",
}


@dataclass(frozen=True)
class Made:
    """How one sheet is made.

    reference: the visit's code. parts: what the person wants on it. day: when it is made.
    helped: whether someone helped the person to answer.
    """

    reference: str
    parts: frozenset[str]
    day: datetime.date
    helped: bool = False


def parts(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Return the parts that a person may choose: the answers, each note given, and so on."""
    notes = (note.id for note in questionnaire.notes if answers[note.id])
    return (ANSWERS, *notes, QUESTIONS, SOURCES)


def shared(questionnaire: Questionnaire, answers: Answers, chosen: Collection[str]) -> Answers:
    """Return the answers without the notes that the person wants to keep to themselves."""
    return {
        each.id: answers[each.id] if each.counts or each.id in chosen else ()
        for each in questionnaire.questions
    }


def pdf(definition: Definition, answers: Answers, made: Made) -> bytes:
    """Return the sheet as a tagged PDF (PDF/UA-1). Raises SheetError. Answers: see `contents`."""
    return b"".join(typeset(contents(definition, answers, made), "pdf"))


def pages(definition: Definition, answers: Answers, made: Made) -> list[str]:
    """Return the same sheet as pictures (SVG), one a page. Raises SheetError."""
    return [page.decode() for page in typeset(contents(definition, answers, made), "svg")]


def tried(definition: Definition) -> None:
    """Make a sheet with every text that can stand on one, for nobody. Raises SheetError.

    The error's cause says why: there is no answer of a patient in it.
    """
    if not typesetting.has_font():
        missing = ModuleNotFoundError(
            f"The package {typesetting.FONT_PACKAGE} with its font is missing."
        )
        raise SheetError("The sheet would be set in another font.") from missing
    questionnaire = definition.questionnaire
    fullest = {
        each.id: each.level_ids[-1] if each.counts else each.level_ids
        for each in questionnaire.questions
    }
    every_part = frozenset(parts(questionnaire, fullest))
    order = Made(new_reference(), every_part, questionnaire.reviewed, helped=True)
    said = [
        *(outcome.headline for outcome in questionnaire.outcomes.values()),
        *(outcome.meaning for outcome in questionnaire.outcomes.values()),
        *(clause.because for clause in questionnaire.rule),
        *(remark.say for remark in questionnaire.remarks),
        *(each.words(choice) for each in questionnaire.questions for choice in each.choices),
        *definition.texts.by_key.values(),
        questionnaire.not_sure_because,
    ]
    content = contents(definition, fullest, order)
    typeset({**content, "unknown": [{"say": each, "sources": []} for each in said]}, "pdf")


def contents(definition: Definition, answers: Answers, made: Made) -> dict[str, Any]:
    """Return all that stands on the sheet, as plain values for JSON.

    answers: all that the person gave; what they keep to themselves is left out here. Every text is
    plain: nothing in it is markup.
    """
    questionnaire, texts = definition.questionnaire, definition.texts
    answers = shared(questionnaire, answers, made.parts)
    suggestion = suggest(questionnaire, answers)
    with_answers = ANSWERS in made.parts
    counting = questionnaire.counting if with_answers else ()
    remarks = [each for each in suggestion.remarks if with_answers or _is_of_a_note(each, answers)]
    unknown = definition.evidence.unknown if SOURCES in made.parts else ()

    def said(say: str, sources: Iterable[str]) -> dict[str, Any]:
        numbers = definition.evidence.number_of if SOURCES in made.parts else {}
        return {"say": say, "sources": [numbers[each] for each in sources if each in numbers]}

    content: dict[str, Any] = {
        "language": texts.language,
        "fonts": typesetting.fonts_of(texts.language),
        "paper": definition.clinic.paper,
        "clinic": definition.clinic.name,
        "words": _words(definition, made),
        "headline": questionnaire.outcomes[suggestion.suggestion].headline,
        "meaning": questionnaire.outcomes[suggestion.suggestion].meaning,
        "because": [said(suggestion.because, suggestion.evidence)] if with_answers else [],
        "reasons": wording.reasons(definition, suggestion) if with_answers else [],
        "doubts": wording.doubts(definition, suggestion) if with_answers else [],
        "remarks_first": [said(each.say, each.evidence) for each in remarks if each.first],
        "remarks": [said(each.say, each.evidence) for each in remarks if not each.first],
        "advice": suggestion.advice,
        "untested": texts("result.untested"),
        "signs": [_sign(definition, each, answers) for each in counting if each.kind == "sign"],
        "wishes": [
            {"name": each.name, "words": each.words(str(answers[each.id]))}
            for each in counting
            if each.kind == "wish"
        ],
        "maps": [each._asdict() for each in _maps(definition, answers)] if with_answers else [],
        "notes": [_note(definition, each, answers) for each in questionnaire.notes],
        "helped": texts("tablet.helped_said") if made.helped else None,
        "ask": texts("result.ask").splitlines() if QUESTIONS in made.parts else [],
        "unknown": [said(each.say, each.sources) for each in unknown],
    }
    cited = {
        number
        for part in ("because", "remarks_first", "remarks", "unknown")
        for each in content[part]
        for number in each["sources"]
    }
    sources = [
        {"number": number, "cite": source.cite}
        for number, source in enumerate(definition.evidence.sources, 1)
        if number in cited
    ]
    return {**content, "sources": sources}


def _words(definition: Definition, made: Made) -> dict[str, str]:
    texts, questionnaire = definition.texts, definition.questionnaire
    return {
        **{name: texts.by_key[key] for name, key in _WORDS.items()},
        "brand": f"{texts('page.title')} · {definition.clinic.name}",
        "reference": texts("sheet.reference", code=made.reference),
        "date": wording.date(made.day),
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
        svg = definition.pictures[answer_name(question, level)].svg
        picture = {"svg": svg, "shows": wording.own_answer(definition, question, level)}
    return {
        "name": question.name,
        "words": question.words(level),
        "number": _numbers(definition.questionnaire).get(question.id),
        "picture": picture,
    }


def _maps(definition: Definition, answers: Answers) -> list[Map]:
    """Return the maps of what is marked, and of what the person was not sure of."""
    numbers = _numbers(definition.questionnaire)
    areas = {each.id for each in marked(definition.questionnaire, answers)}
    unsure = {each for each in numbers if answers[each] == NOT_SURE}
    shown = {each: number for each, number in numbers.items() if each in areas | unsure}
    return maps(definition, shown, unsure)


def _note(definition: Definition, note: Question, answers: Answers) -> dict[str, Any]:
    """Return a note. Where it says "none of these" or the like, `others` tells what those are."""
    texts, chosen = definition.texts, answers[note.id]
    others = "; ".join(note.words(level) for level in note.level_ids if level not in note.alone)
    return {
        "name": note.name,
        "said": "; ".join(note.words(level) for level in chosen) or texts("sheet.left_out"),
        "tell": [{"say": note.words(level), "why": note.tell[level]} for level in chosen],
        "others": texts("sheet.others", choices=others)
        if any(level in note.alone for level in chosen)
        else None,
    }
