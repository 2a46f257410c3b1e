"""What holds over every possible set of answers, shown by trying them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answers import checked
from assessment.questionnaire import NOT_SURE, SUGGESTIONS, Question, Questionnaire
from assessment.second_statement import ASKS_ABOUT, Truth, second_statement
from assessment.suggestion import suggest

Codes = npt.NDArray[np.int8]
"""One entry a set of answers, one axis a question. A code is a place in SUGGESTIONS."""


@dataclass(frozen=True)
class Property:
    """Something that must hold, whether it does, and if not, where it first fails.

    why: set instead of a counterexample where it could not be tried at all.
    """

    says: str
    holds: bool
    counterexample: str = ""
    why: str = ""


@dataclass(frozen=True)
class Proof:
    """What was tried, what came out how often, and what was shown."""

    sets: int
    not_sure_sets: int
    per_suggestion: Mapping[str, int]
    per_clause: Mapping[str, int]
    per_suggestion_with_not_sure: Mapping[str, int]
    properties: tuple[Property, ...]

    @property
    def holds(self) -> bool:
        """Whether every property does."""
        return all(each.holds for each in self.properties)

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {**asdict(self), "holds": self.holds}


def prove(questionnaire: Questionnaire) -> Proof:
    """Try every set of answers to the counting questions, not-sure sets too, and say what holds.

    Clauses are asked over arrays of all sets at once, by the very conditions that `suggest` uses.
    """
    counting = questionnaire.counting
    shape = tuple(len(question.levels) for question in counting)
    grid = np.indices(shape, dtype=np.int8)
    positions = {question.id: grid[axis] for axis, question in enumerate(counting)}
    first = _first_clause(questionnaire, positions)
    code_of_clause = np.array(
        [SUGGESTIONS.index(clause.suggest) for clause in questionnaire.rule], dtype=np.int8
    )
    codes = code_of_clause[first]
    clauses = [clause.id for clause in questionnaire.rule]
    tried = pd.Series(first.ravel())
    with_not_sure = _with_not_sure(codes, counting)
    per_clause = tried.value_counts().reindex(range(len(clauses)), fill_value=0)

    def at(truth: Truth) -> str:
        """Return the first set of answers at which a truth holds, in words."""
        found = np.argwhere(truth)
        if not len(found):
            return ""
        return ", ".join(
            f"{question.id} {question.level_ids[position]}"
            for question, position in zip(counting, found[0], strict=True)
        )

    def shown(says: str, fails: Truth) -> Property:
        return Property(says, not fails.any(), at(fails))

    properties = (
        _exactly_one(positions, codes, shown),
        Property(
            "Every clause is the first match of some set.",
            bool((per_clause > 0).all()),
            ", ".join(clauses[place] for place in per_clause.index[per_clause == 0]),
        ),
        _worse_sign_never_lessens(codes, counting, shown),
        _lines_and_wishes_alone(positions, codes, shown),
        _notes_change_nothing(questionnaire, tried, shape),
        _advice_is_carried(questionnaire, tried, shape),
    )
    return Proof(
        sets=codes.size,
        not_sure_sets=with_not_sure.size - codes.size,
        per_suggestion=_counts(codes),
        per_clause=dict(zip(clauses, map(int, per_clause), strict=True)),
        per_suggestion_with_not_sure=_counts(with_not_sure),
        properties=properties,
    )


def _first_clause(
    questionnaire: Questionnaire, positions: Mapping[str, Codes]
) -> npt.NDArray[np.int16]:
    """Return, for every set, the place in the rule of the first clause that matches."""
    first = np.full(next(iter(positions.values())).shape, -1, dtype=np.int16)
    for place, clause in enumerate(questionnaire.rule):
        matches = True if clause.when is None else clause.when.holds(positions)
        first[(first < 0) & matches] = place
    return first


def _with_not_sure(codes: Codes, counting: tuple[Question, ...]) -> Codes:
    """Return the codes with one more place, not sure, along the axis of each question that has it.

    A set of answers is a set of possible suggestions, one bit each. Not sure takes those of every
    level. One bit left is a suggestion that stands; more than one is unclear.
    """
    possible = np.left_shift(np.int8(1), codes)
    for axis, question in enumerate(counting):
        if question.not_sure:
            any_level = np.bitwise_or.reduce(possible, axis=axis, keepdims=True)
            possible = np.concatenate([possible, any_level], axis=axis)
    result = np.full(possible.shape, SUGGESTIONS.index("unclear"), dtype=np.int8)
    for code in range(len(SUGGESTIONS)):
        result[possible == 1 << code] = code
    return result


def _counts(codes: Codes) -> dict[str, int]:
    counts = np.bincount(codes.ravel(), minlength=len(SUGGESTIONS))
    return {suggestion: int(count) for suggestion, count in zip(SUGGESTIONS, counts, strict=True)}


Shown = Callable[[str, Truth], Property]


def _exactly_one(positions: Mapping[str, Codes], codes: Codes, shown: Shown) -> Property:
    says = (
        "Every set has exactly one suggestion, and a second statement of the rule gives the same."
    )
    if why := _not_asked(positions, ASKS_ABOUT):
        return Property(says, holds=False, why=why)
    second = second_statement(positions)
    fits = [second[name] == (codes == code) for code, name in enumerate(SUGGESTIONS)]
    claimed = sum(second[name].astype(np.int8) for name in SUGGESTIONS)
    agree = reduce(np.logical_and, fits) & (claimed == 1)
    return shown(says, ~agree)


def _not_asked(positions: Mapping[str, Codes], wanted: Iterable[str]) -> str:
    """Return why a property cannot be tried, for want of a sign or a wish; nothing where it can."""
    missing = [question for question in wanted if question not in positions]
    if not missing:
        return ""
    names = ", ".join(f"`{question}`" for question in missing)
    return (
        f"questionnaire.yaml has no sign or wish {names}. Give it back its id, or write"
        " assessment/second_statement.py and assessment/proof.py anew for the questions there are."
    )


def _worse_sign_never_lessens(
    codes: Codes, counting: tuple[Question, ...], shown: Shown
) -> Property:
    full, partial, neither, _ = range(len(SUGGESTIONS))
    fails = np.zeros(codes.shape, dtype=np.bool_)
    for axis, question in enumerate(counting):
        if question.kind != "sign":
            continue
        along = np.moveaxis(codes, axis, 0)
        before, after = along[:-1], along[1:]
        lessened = ((before == full) & (after != full)) | ((before == partial) & (after == neither))
        np.moveaxis(fails, axis, 0)[:-1] |= lessened
    return shown(
        "A worse sign never turns a full lift into anything else, nor a partial lift into neither.",
        fails,
    )


def _lines_and_wishes_alone(positions: Mapping[str, Codes], codes: Codes, shown: Shown) -> Property:
    says = (
        "Lines, folds and wishes alone never lead to a full lift: it takes clear sagging of jawline"
        " or neck."
    )
    if why := _not_asked(positions, ("jawline", "neck")):
        return Property(says, holds=False, why=why)
    little_sagging = (positions["jawline"] <= 1) & (positions["neck"] <= 1)
    return shown(says, little_sagging & (codes == SUGGESTIONS.index("full_smas_lift")))


def _one_set_a_clause(
    questionnaire: Questionnaire, tried: pd.Series[int], shape: tuple[int, ...]
) -> list[dict[str, Any]]:
    """Return one set of answers for each clause, and one that only says not sure."""
    sets: list[dict[str, Any]] = []
    for place in tried.drop_duplicates().index:
        picked = np.unravel_index(int(place), shape)
        sets.append(
            {
                question.id: question.level_ids[position]
                for question, position in zip(questionnaire.counting, picked, strict=True)
            }
        )
    unsure = {q.id: NOT_SURE if q.not_sure else q.level_ids[0] for q in questionnaire.counting}
    return [*sets, unsure]


def _notes_change_nothing(
    questionnaire: Questionnaire, tried: pd.Series[int], shape: tuple[int, ...]
) -> Property:
    """Show that no clause asks about a note, and that `suggest` gives the same with any of them."""
    notes = [question for question in questionnaire.questions if not question.counts]
    asked = {
        atom.question
        for clause in questionnaire.rule
        if clause.when is not None
        for atom in clause.when.atoms()
    }
    changed = sorted(asked & {note.id for note in notes})
    for answers in _one_set_a_clause(questionnaire, tried, shape):
        plain = suggest(questionnaire, checked(questionnaire, answers))
        for note in notes:
            for level in note.level_ids:
                noted = checked(questionnaire, {**answers, note.id: [level]})
                other = suggest(questionnaire, noted)
                if (other.suggestion, other.clause) != (plain.suggestion, plain.clause):
                    changed.append(f"{note.id} {level}")
    return Property("Notes never change a suggestion.", not changed, ", ".join(changed))


def _advice_is_carried(
    questionnaire: Questionnaire, tried: pd.Series[int], shape: tuple[int, ...]
) -> Property:
    without = [
        suggestion.suggestion
        for answers in _one_set_a_clause(questionnaire, tried, shape)
        if not (suggestion := suggest(questionnaire, checked(questionnaire, answers))).advice
    ]
    return Property(
        "Every suggestion carries the advice to see a specialist.", not without, ", ".join(without)
    )


def in_words(proof: Proof) -> str:
    """Return what was proved, for people to read."""
    lines = [
        f"Tried {proof.sets:,} sets of answers, and {proof.not_sure_sets:,} more with 'not sure'.",
        "",
        "Suggestions, over the sets without 'not sure':",
        *_table(proof.per_suggestion, proof.sets),
        "Clauses:",
        *_table(proof.per_clause, proof.sets),
        "Suggestions, 'not sure' included:",
        *_table(proof.per_suggestion_with_not_sure, proof.sets + proof.not_sure_sets),
        "Properties:",
    ]
    for each in proof.properties:
        lines.append(f"  {'holds' if each.holds else 'FAILS'}  {each.says}")
        if not each.holds:
            lines.append(f"         {each.why or f'first at: {each.counterexample}'}")
    lines.append("")
    lines.append(
        "Proved." if proof.holds else "Not proved: mend the rule, or its second statement."
    )
    return "\n".join(lines)


def _table(counts: Mapping[str, int], total: int) -> list[str]:
    rows = [f"  {name:<30} {count:>9,}  {count / total:>5.1%}" for name, count in counts.items()]
    return [*rows, ""]
