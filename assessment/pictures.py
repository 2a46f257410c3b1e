"""The pictures that never differ from person to person, drawn once and fetched by the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment import face, operation
from assessment.evidence import Evidence
from assessment.questionnaire import Question, Questionnaire
from assessment.texts import Texts


@dataclass(frozen=True)
class Picture:
    """One picture. `file` changes with it, so that a browser may keep it for good.

    shows: what is to be seen, for those who do not see it.
    """

    file: str
    svg: str
    shows: str


def drawn(questionnaire: Questionnaire, evidence: Evidence, texts: Texts) -> Mapping[str, Picture]:
    """Return every picture by its name, such as `ahead`, `neck-2` (see answer_name), `layers`."""
    return MappingProxyType(dict(_all(questionnaire, evidence, texts)))


def answer_name(question: Question, level: str) -> str:
    """Return the name of the picture of a level: a number, since its id would be an answer."""
    return f"{question.id}-{question.level_ids.index(level)}"


def _all(
    questionnaire: Questionnaire, evidence: Evidence, texts: Texts
) -> Iterator[tuple[str, Picture]]:
    ahead, turned = texts("pictures.ahead"), texts("pictures.turned")
    yield _picture("ahead", face.face("front", {}, texts("mirror.ahead"), ahead), ahead)
    yield _picture("turned", face.face("turned", {}, texts("mirror.turned"), turned), turned)
    for question in questionnaire.questions:
        if question.picture:
            for number, (level, words) in enumerate(question.levels.items()):
                svg = face.answer(question.picture, number, question.name, words)
                yield _picture(answer_name(question, level), svg, words)
    for name, words_of in evidence.drawings.items():
        svg = operation.drawing(name, words_of.caption, words_of.shows)
        yield _picture(name, svg, words_of.shows)


def _picture(name: str, svg: str, shows: str) -> tuple[str, Picture]:
    version = hashlib.sha256(svg.encode()).hexdigest()[:12]
    return name, Picture(f"{name}.{version}.svg", svg, shows)
