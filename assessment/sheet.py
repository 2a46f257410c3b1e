"""The sheet to take to the specialist: what stands on it, and the pages that Typst makes of it."""

from __future__ import annotations

import datetime
import importlib.util
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from assessment import wording
from assessment.answers import Answers
from assessment.areas import maps, marked
from assessment.definition import Definition
from assessment.pictures import answer_name
from assessment.questionnaire import NOT_SURE, Question, Questionnaire, Remark
from assessment.reference import new_reference
from assessment.suggestion import suggest

TEMPLATE: Final = Path(__file__).with_suffix(".typ")

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

FONT_PACKAGE: Final = "noto_cjk_sans_otc"
FONT: Final = "Noto Sans CJK {}"
SCRIPTS: Final = {"ja": "JP", "zh": "SC"}
OTHER_FONT: Final = "Libertinus Serif"
"""The sheet's font, which draws some signs in each language's own way, and the one that Typst
brings along, for when that font is missing."""

Form = Literal["pdf", "svg"]

HASH: Final = 12
"""How much of the content hash is printed, in characters: enough to tell two files apart."""

_WORDS: Final = {
    "title": "sheet.title",
    "name": "sheet.name",
    "page": "sheet.page",
    "signs": "sheet.signs",
    "wishes": "sheet.wishes",
    "tell": "result.tell_heading",
    "ask": "result.ask_heading",
    "matters": "sheet.matters",
    "left_out": "sheet.left_out",
    "unknown": "result.about_unknown",
    "sources": "result.about_sources",
}

MOST_PAGES: Final = 2
FITS: Final = (
    {"size": 12, "lines": 2, "line_height": 8, "picture_height": 17},
    {"size": 12, "lines": 1, "line_height": 10, "picture_height": 17},
    {"size": 12, "lines": 1, "line_height": 7.5, "picture_height": 14},
    {"size": 11.5, "lines": 1, "line_height": 7, "picture_height": 14},
    {"size": 11, "lines": 1, "line_height": 7, "picture_height": 14},
)
"""How large the text is (points), how much space there is to write (lines; millimetres each), and
how high a picture is (millimetres). The first that fits on two pages is taken; where none does, the
first, on more pages."""


class SheetError(Exception):
    """The sheet could not be made. The message is for the clinic's staff and tells no answer."""


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
    notes = (each.id for each in questionnaire.questions if not each.counts and answers[each.id])
    return (ANSWERS, *notes, QUESTIONS, SOURCES)


def shared(questionnaire: Questionnaire, answers: Answers, chosen: Collection[str]) -> Answers:
    """Return the answers without the notes that the person wants to keep to themselves."""
    return {
        each.id: answers[each.id] if each.counts or each.id in chosen else ()
        for each in questionnaire.questions
    }


def pdf(definition: Definition, answers: Answers, made: Made) -> bytes:
    """Return the sheet as a tagged PDF (PDF/UA-1).

    answers: all that the person gave; what they keep to themselves is left out here. Raises
    SheetError.
    """
    return b"".join(_compiled(definition, answers, made, "pdf"))


def pages(definition: Definition, answers: Answers, made: Made) -> list[str]:
    """Return the same sheet as pictures (SVG), one a page. Raises SheetError."""
    return [page.decode() for page in _compiled(definition, answers, made, "svg")]


def tried(definition: Definition) -> None:
    """Make the fullest sheet that there is, for nobody. Raises SheetError where that fails.

    The error's cause says why: there is no answer of a patient in it.
    """
    fullest = {
        each.id: each.level_ids[-1] if each.counts else each.level_ids
        for each in definition.questionnaire.questions
    }
    every_part = frozenset(parts(definition.questionnaire, fullest))
    if importlib.util.find_spec(FONT_PACKAGE) is None:
        missing = ModuleNotFoundError(f"The package {FONT_PACKAGE} with its font is missing.")
        raise SheetError("The sheet would be set in another font.") from missing
    pdf(definition, fullest, Made(new_reference(), every_part, datetime.date.today(), helped=True))


def _compiled(definition: Definition, answers: Answers, made: Made, form: Form) -> list[bytes]:
    given = shared(definition.questionnaire, answers, made.parts)
    content = contents(definition, given, made)
    try:
        fitting = (
            compiler
            for compiler in (_compiler(content, fit) for fit in FITS)
            if int(compiler.query("<pages>", field="value", one=True)) <= MOST_PAGES
        )
        compiler = next(fitting, None) or _compiler(content, FITS[0])
        compiled = compiler.compile(format=form, pdf_standards="ua-1" if form == "pdf" else [])
    except (RuntimeError, OSError) as error:
        raise SheetError(
            f"assessment/{TEMPLATE.name}: the sheet could not be made."
            " Run `python -m assessment check`: it tries to make one and says what is wrong."
        ) from error
    return compiled if isinstance(compiled, list) else [compiled or b""]


def _compiler(content: Mapping[str, Any], fit: Mapping[str, float]) -> typst.Compiler:
    inputs = {"sheet": json.dumps({**content, **fit})}
    return typst.Compiler(TEMPLATE, font_paths=_fonts(), sys_inputs=inputs)


@cache
def _fonts() -> typst.Fonts:
    """Return the sheet's fonts, read once. No other font of the machine is looked at."""
    spec = importlib.util.find_spec(FONT_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def contents(definition: Definition, answers: Answers, made: Made) -> dict[str, Any]:
    """Return all that stands on the sheet, as plain values for JSON.

    answers: those that may stand there. Every text is plain: nothing in it is markup.
    """
    questionnaire, texts, clinic = definition.questionnaire, definition.texts, definition.clinic
    suggestion = suggest(questionnaire, answers)
    with_answers = ANSWERS in made.parts
    areas = marked(questionnaire, answers) if with_answers else []
    counting = questionnaire.counting if with_answers else ()
    unknown = definition.evidence.unknown if SOURCES in made.parts else ()
    content = {
        "language": texts.language,
        "fonts": [FONT.format(SCRIPTS.get(texts.language, "KR")), OTHER_FONT],
        "paper": clinic.paper,
        "clinic": clinic.name,
        "words": _words(definition, made),
        "headline": questionnaire.outcomes[suggestion.suggestion].headline,
        "because": _said(definition, suggestion.because, suggestion.evidence),
        "reasons": wording.reasons(definition, suggestion) if with_answers else [],
        "doubts": wording.doubts(definition, suggestion) if with_answers else [],
        "remarks_first": [_remark(definition, each) for each in suggestion.remarks if each.first],
        "remarks": [_remark(definition, each) for each in suggestion.remarks if not each.first],
        "advice": suggestion.advice,
        "untested": texts("result.untested"),
        "signs": [
            _answer(definition, each, answers, areas) for each in counting if each.kind == "sign"
        ],
        "wishes": [
            _answer(definition, each, answers, areas) for each in counting if each.kind == "wish"
        ],
        "maps": [each._asdict() for each in maps(definition, areas)],
        "notes": [
            {
                "name": note.name,
                "tell": [
                    {"say": note.words(level), "why": note.tell[level]}
                    for level in answers[note.id]
                ],
            }
            for note in questionnaire.questions
            if not note.counts
        ],
        "helped": texts("tablet.helped_said") if made.helped else None,
        "ask": texts("result.ask").splitlines() if QUESTIONS in made.parts else [],
        "unknown": [_said(definition, each.say, each.sources) for each in unknown],
    }
    return {**content, "sources": _sources(definition, content) if SOURCES in made.parts else []}


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
            code=made.reference,
        ),
    }


def _answer(
    definition: Definition, question: Question, answers: Answers, areas: list[Question]
) -> dict[str, Any]:
    level = str(answers[question.id])
    said = wording.own_answer(definition, question, level)
    drawn = (
        definition.pictures[answer_name(question, level)]
        if question.picture and level != NOT_SURE
        else None
    )
    return {
        "name": question.name,
        "words": question.words(level),
        "number": areas.index(question) + 1 if question in areas else None,
        "picture": {"svg": drawn.svg, "shows": said} if drawn else None,
    }


def _remark(definition: Definition, remark: Remark) -> dict[str, Any]:
    return _said(definition, remark.say, remark.evidence)


def _said(definition: Definition, say: str, sources: Iterable[str]) -> dict[str, Any]:
    return {"say": say, "sources": [definition.evidence.number_of[each] for each in sources]}


def _sources(definition: Definition, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return those sources that something on the sheet is cited by."""
    cited = {
        number
        for said in (
            content["because"],
            *content["remarks_first"],
            *content["remarks"],
            *content["unknown"],
        )
        for number in said["sources"]
    }
    return [
        {"number": number, "cite": source.cite}
        for number, source in enumerate(definition.evidence.sources, 1)
        if number in cited
    ]
