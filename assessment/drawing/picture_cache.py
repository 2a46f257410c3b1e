"""The pictures that never differ from person to person, each drawn once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from assessment.drawing import face, operation
from assessment.drawing.answer_picture import answer_picture
from assessment.model.definition import Definition
from assessment.model.picture import Picture, picture_name


class PictureCache(Mapping[str, Picture]):
    """Every picture by its name, each drawn when it is first asked for.

    A command that shows none waits for none; the server asks for all of them at its start.
    """

    def __init__(self, svgs: Mapping[str, tuple[Callable[[], str], str]]) -> None:
        """svgs: name → what draws the SVG, and what the picture shows."""
        self._svgs = svgs
        self._drawn: dict[str, Picture] = {}

    def __getitem__(self, name: str) -> Picture:
        """Return the picture of that name; KeyError where there is none."""
        if name not in self._drawn:
            draw, shows = self._svgs[name]
            svg = draw()
            version = hashlib.sha256(svg.encode()).hexdigest()[:12]
            self._drawn[name] = Picture(f"{name}.{version}.svg", svg, shows)
        return self._drawn[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._svgs)

    def __len__(self) -> int:
        return len(self._svgs)


def picture_cache(definition: Definition) -> PictureCache:
    """Return every picture by its name, such as `ahead`, `neck-2` (see picture_name), `layers`."""
    texts = definition.texts
    ahead, turned = texts("pictures.ahead"), texts("pictures.turned")
    svgs: dict[str, tuple[Callable[[], str], str]] = {
        "ahead": (partial(face.face, "front", {}, texts("mirror.ahead"), ahead), ahead),
        "turned": (partial(face.face, "turned", {}, texts("mirror.turned"), turned), turned),
    }
    for question in definition.questionnaire.questions:
        if question.picture:
            for number, (level, words) in enumerate(question.levels.items()):
                draw = partial(answer_picture, question.picture, number, question.name, words)
                svgs[picture_name(question, level)] = (draw, words)
    for name, words_of in definition.evidence.drawings.items():
        draw = partial(operation.drawing, name, words_of.caption, words_of.shows)
        svgs[name] = (draw, words_of.shows)
    return PictureCache(svgs)
