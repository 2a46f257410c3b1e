"""The pictures that never differ from person to person, drawn once and fetched by the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assessment.drawing import face, operation
from assessment.model.definition import Definition
from assessment.model.picture import Picture, picture_name


def all_pictures(definition: Definition) -> Mapping[str, Picture]:
    """Return every picture by its name, such as `ahead`, `neck-2` (see picture_name), `layers`."""
    return MappingProxyType(dict(_drawn(definition)))


def _drawn(definition: Definition) -> Iterator[tuple[str, Picture]]:
    texts = definition.texts
    ahead, turned = texts("pictures.ahead"), texts("pictures.turned")
    yield _picture("ahead", face.face("front", {}, texts("mirror.ahead"), ahead), ahead)
    yield _picture("turned", face.face("turned", {}, texts("mirror.turned"), turned), turned)
    for question in definition.questionnaire.questions:
        if question.picture:
            for number, (level, words) in enumerate(question.levels.items()):
                svg = face.answer(question.picture, number, question.name, words)
                yield _picture(picture_name(question, level), svg, words)
    for name, words_of in definition.evidence.drawings.items():
        svg = operation.drawing(name, words_of.caption, words_of.shows)
        yield _picture(name, svg, words_of.shows)


def _picture(name: str, svg: str, shows: str) -> tuple[str, Picture]:
    version = hashlib.sha256(svg.encode()).hexdigest()[:12]
    return name, Picture(f"{name}.{version}.svg", svg, shows)
