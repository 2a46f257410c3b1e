"""The files of the stylesheet, read rule by rule."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from server import stylesheet

FILES = {file.stem: file.read_text(encoding="utf-8") for file in stylesheet.FILES}
"""The name of a layer → its file."""


class Rule(NamedTuple):
    """A rule: what it stands in, outermost first, what stands before its brace, what it says."""

    inside: tuple[str, ...]
    prelude: str
    says: tuple[str, ...]


def rules(css: str) -> Iterator[Rule]:
    """Yield every rule once it is closed; last of all, what stands in none."""
    levels: list[tuple[str, list[str]]] = [("", [])]
    words = ""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for piece in re.findall(r'"[^"]*"|[{};]|[^"{};]+', without_comments):
        if piece not in "{};":
            words += piece
            continue
        said, words = " ".join(words.split()), ""
        if piece == "{":
            levels.append((said, []))
            continue
        if said:
            levels[-1][1].append(said)
        if piece == "}":
            prelude, says = levels.pop()
            yield Rule(tuple(each for each, _ in levels[1:]), prelude, tuple(says))
    ((_, says),) = levels
    yield Rule((), "", tuple(says))
