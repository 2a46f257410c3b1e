"""Answers to their visit code and back, beside JSON and zlib of the same answers."""

import json
import time
import zlib
from base64 import b32decode, b32encode
from collections.abc import Callable, Sequence
from typing import TypeVar

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.records.visit_code import edition_mark, read_visit_code, visit_code
from benchmarks.suggestions_made import random_sets

SETS = 3000

T = TypeVar("T")


def codes(definition: Definition, count: int) -> list[str]:
    """Return the codes of sets of answers, the same ones on each run, with every note in them."""
    return [_code(definition, answers) for answers in random_sets(definition.questionnaire, count)]


def there(definition: Definition) -> tuple[list[float], list[float]]:
    """Return how long it takes to make a code, and the peer's text, in milliseconds each."""
    sets = random_sets(definition.questionnaire, SETS)
    return _each(lambda answers: _code(definition, answers), sets), _each(_squeezed, sets)


def back(definition: Definition) -> tuple[list[float], list[float]]:
    """Return how long it takes to read a code, and the peer's text, in milliseconds each."""
    editions = {edition_mark(definition): definition}
    sets = random_sets(definition.questionnaire, SETS)
    return (
        _each(lambda code: read_visit_code(code, editions), codes(definition, SETS)),
        _each(lambda text: json.loads(zlib.decompress(b32decode(text))), [*map(_squeezed, sets)]),
    )


def _code(definition: Definition, answers: Answers) -> str:
    return visit_code(definition, answers, helped=False, given_on=answers)


def _squeezed(answers: Answers) -> bytes:
    """Return the answers as anyone would squeeze them: JSON, zlib, and letters to type."""
    return b32encode(zlib.compress(json.dumps(dict(answers)).encode()))


def _each(work: Callable[[T], object], things: Sequence[T]) -> list[float]:
    work(things[0])  # what is worked out once for a questionnaire is not counted
    took = []
    for thing in things:
        started = time.perf_counter()
        work(thing)
        took.append(1000 * (time.perf_counter() - started))
    return took
