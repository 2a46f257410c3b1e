"""The visit code: a short code that *holds* a visit's answers, so that nothing need be stored.

A code is three parts: the mark of the edition that it was made with (three characters), the answers
as one number (as many as that takes), and two that check the rest. Each character is one of
Crockford's base 32 (https://www.crockford.com/base32.html). The check is that of ISO 7064's pure
systems, with the modulus 1021 and the radix 32: it finds each wrong character and each two that
changed places. Of codes that are wrong in any other way one in 1,021 passes it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from math import comb
from types import MappingProxyType
from typing import Final, Literal

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.questionnaire import Question, Questionnaire

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_BETWEEN: Final = str.maketrans("", "", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212")
"""What may stand between the characters: blanks, and whatever looks like a dash."""

_MARK: Final = 3
_CHECK: Final = 2
_MODULUS: Final = 1021
"""The largest prime that two characters hold. Of powers of 32 it tells 204 in a row apart."""
_LONGEST: Final = 200
_GROUP: Final = 4
"""How many characters stand in a group at most."""

Reason = Literal["no_code", "mistyped", "other_edition"]
"""Why a code opens nothing: it is none, it is mistyped, or another edition made it."""


class VisitCodeError(ValueError):
    """A code opens nothing. `reason` tells why, `mark` which edition it needs, where it does.

    The message is one line and repeats nothing of the code but its mark.
    """

    def __init__(self, reason: Reason, message: str, mark: str = "") -> None:
        """Say why."""
        super().__init__(message)
        self.reason = reason
        self.mark = mark


@dataclass(frozen=True)
class CodedVisit:
    """What a code holds. `edition` is the definition whose words the person read.

    answers: question id → level id, or for a note the levels. A note that is not in it was not
    given on; where the person has not finished, other questions may be missing too. helped: whether
    someone helped them. is_finished: whether they had come to the end of the questions.
    """

    edition: Definition
    answers: Answers
    helped: bool
    is_finished: bool


def visit_code(
    edition: Definition,
    answers: Answers,
    *,
    helped: bool,
    given_on: Collection[str],
    finished: bool = True,
) -> str:
    """Return the code of a visit, in groups, such as `7QK-8F3M-XT2A-9CD`.

    answers: those given so far, each one that the questionnaire offers; where the person has
    finished, one to each question that counts; ValueError otherwise. given_on: ids of the notes
    that may be in it; others in it say nothing.
    """
    questionnaire = edition.questionnaire
    told = {
        each.id: answers[each.id]
        for each in questionnaire.questions
        if each.id in answers and (each.counts or each.id in given_on)
    }
    number = 0
    for question, size in reversed(_digits(questionnaire, finished)):
        number = number * size + _digit(question, told.get(question.id), finished)
    number = (number * 2 + helped) * 2 + (not finished)
    held = edition_mark(edition) + _written(number)
    check = (1 - _number(f"{held}00")) % _MODULUS
    held += _written(check).rjust(_CHECK, ALPHABET[0])
    return "-".join([held[:_MARK], *_groups(held[_MARK:])])


def read_visit_code(text: str, editions: Mapping[str, Definition]) -> CodedVisit:
    """Return what a code holds, however it was typed: with blanks, in small letters, O for 0.

    editions: those at hand, by their marks. Raises VisitCodeError for what opens nothing.
    """
    typed = text.translate(_BETWEEN).upper()
    if not _MARK + _CHECK < len(typed) <= _LONGEST or not _VALUE.keys() >= set(typed):
        raise VisitCodeError("no_code", "This is no visit code. One looks like 7QK-8F3M-XT2A-9CD.")
    held = "".join(ALPHABET[_VALUE[letter]] for letter in typed)
    mark, written = held[:_MARK], held[_MARK:-_CHECK]
    if _number(held) % _MODULUS != 1:
        raise _mistyped()
    if mark not in editions:
        kept = ", ".join(f"{each} ({editions[each].questionnaire.version})" for each in editions)
        needs = f"This code needs the edition {mark} of the questionnaire, which is not kept here."
        raise VisitCodeError("other_edition", f"{needs} Kept here: {kept}.", mark)
    visit = _visit(editions[mark], _number(written, first=0))
    if visit is None or (len(written) > 1 and written.startswith(ALPHABET[0])):
        raise _mistyped()
    return visit


def edition_mark(edition: Definition) -> str:
    """Return the three characters that tell an edition from others: its rule, words and language.

    Of two that differ, one in 32,768 have the same.
    """
    return _mark(edition.questionnaire, edition.texts.language)


@lru_cache
def _mark(questionnaire: Questionnaire, language: str) -> str:
    read = [
        [each.id, each.kind, each.ask, list(each.levels.items()), each.not_sure]
        for each in questionnaire.questions
    ]
    edition = json.dumps([questionnaire.id, questionnaire.content_hash, language, read])
    fingerprint = int(sha256(edition.encode()).hexdigest(), 16)
    return _written(fingerprint % len(ALPHABET) ** _MARK).rjust(_MARK, ALPHABET[0])


def _visit(edition: Definition, number: int) -> CodedVisit | None:
    """Return the visit that a number stands for, None where it stands for none."""
    questionnaire = edition.questionnaire
    number, unfinished = divmod(number, 2)
    number, helped = divmod(number, 2)
    answers: dict[str, str | tuple[str, ...]] = {}
    for question, size in _digits(questionnaire, not unfinished):
        number, digit = divmod(number, size)
        answer = _answer(question, digit, not unfinished)
        if answer is not None:
            answers[question.id] = answer
    in_order = {each.id: answers[each.id] for each in questionnaire.questions if each.id in answers}
    visit = CodedVisit(edition, MappingProxyType(in_order), bool(helped), not unfinished)
    return None if number else visit


# The digits: one a question, the notes last, so that a code is short where there are none


@lru_cache
def _digits(questionnaire: Questionnaire, finished: bool) -> tuple[tuple[Question, int], ...]:
    """Return each question with how many values its digit has, the least significant first."""
    sizes = [(each, len(each.choices) + (not finished)) for each in questionnaire.counting]
    for note in questionnaire.notes:
        free = len(note.level_ids) - len(note.alone)
        sizes.append((note, 1 + _subsets(free, note.at_most) + len(note.alone)))
    return tuple(sizes)


def _digit(question: Question, answer: str | tuple[str, ...] | None, finished: bool) -> int:
    """Return the digit of an answer. Where one may be missing, that is 0."""
    if question.counts:
        if answer is None and finished:
            raise ValueError(f"`{question.id}` is not answered, so the visit is not finished")
        choice = -1 if answer is None else question.choices.index(str(answer))
        return choice + (not finished)
    if answer is None:
        return 0
    free = [level for level in question.level_ids if level not in question.alone]
    if answer and answer[0] in question.alone:
        return 1 + _subsets(len(free), question.at_most) + question.alone.index(answer[0])
    place, room = 1, question.at_most
    for after, level in zip(range(len(free) - 1, -1, -1), free, strict=True):
        if level in answer:
            place += _subsets(after, room)
            room = None if room is None else room - 1
    return place


def _answer(question: Question, digit: int, finished: bool) -> str | tuple[str, ...] | None:
    """Return the answer that a digit stands for, None where it is missing."""
    if question.counts:
        choice = digit - (not finished)
        return None if choice < 0 else question.choices[choice]
    if digit == 0:
        return None
    free = [level for level in question.level_ids if level not in question.alone]
    place, room = digit - 1, question.at_most
    alone = place - _subsets(len(free), room)
    if alone >= 0:
        return (question.alone[alone],)
    chosen = []
    for after, level in zip(range(len(free) - 1, -1, -1), free, strict=True):
        without = _subsets(after, room)
        if place >= without:
            place -= without
            chosen.append(level)
            room = None if room is None else room - 1
    return tuple(chosen)


@lru_cache
def _subsets(of: int, at_most: int | None) -> int:
    """Return how many sets can be chosen of so many things, at most so many in each."""
    return 2**of if at_most is None else sum(comb(of, size) for size in range(at_most + 1))


# The characters


def _number(written: str, first: int = 1) -> int:
    """Return the number that the characters stand for. Behind a 1 the first of them counts too."""
    number = first
    for letter in written:
        number = number * len(ALPHABET) + _VALUE[letter]
    return number


def _written(number: int) -> str:
    """Return a number in as few characters as it takes."""
    written = ALPHABET[number % len(ALPHABET)]
    while number := number // len(ALPHABET):
        written = ALPHABET[number % len(ALPHABET)] + written
    return written


def _groups(written: str) -> list[str]:
    """Return the characters in groups that are as even as can be, the longer ones first."""
    count = -(-len(written) // _GROUP)
    size, longer = divmod(len(written), count)
    ends = [size * group + min(group, longer) for group in range(count + 1)]
    return [written[start:end] for start, end in pairwise(ends)]


def _mistyped() -> VisitCodeError:
    return VisitCodeError("mistyped", "This code is mistyped. Compare it, character by character.")
