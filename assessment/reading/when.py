"""Conditions, as they are written under `when:` in `questionnaire.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from yaml import MappingNode, Node

from assessment.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastOf,
    AtMost,
    Atom,
    Condition,
    Includes,
)
from assessment.model.questionnaire import Question
from assessment.reading.yaml_file import YamlFile

WORDS = ("all", "any", "at_least", "of")
"""The words that a condition is written with. No question may have one of them as its id."""

_COMPARISONS = {"at least": AtLeast, "at most": AtMost}


def read_condition(
    file: YamlFile, node: Node | None, questions: Mapping[str, Question], *, notes: bool
) -> Condition | None:
    """Return the condition that a node tells of, None where it is faulty.

    questions: those that may be asked about, by id. notes: whether notes may be asked about.
    """
    if file.has(node, "at_least"):
        return _several(file, node, questions, notes)
    entries = file.entries(node, "A condition")
    if isinstance(node, MappingNode) and not node.value:
        mend = "Write what must hold, such as `jawline: severe`"
        file.fault(node, "empty-condition", "A condition is empty", mend)
    if node is None or not entries:
        return None
    if len(entries) > 1:
        keys = ", ".join(f"`{key}`" for key in entries)
        file.fault(
            node,
            "several-conditions",
            f"A condition says one thing, this one has {keys}",
            "Put them in a list under `all:` or `any:`",
        )
        return None
    key, (key_node, value) = next(iter(entries.items()))
    if key in ("all", "any"):
        parts = _parts(file, value, questions, notes, f"`{key}`")
        return None if parts is None else (AllOf(parts) if key == "all" else AnyOf(parts))
    if key not in questions:
        file.unknown(key_node, "question", key, [*questions, "all", "any", "at_least"])
        return None
    if not notes and not questions[key].counts:
        file.fault(
            key_node,
            "note-in-rule",
            f"`{key}` is a note, and notes never change a suggestion",
            "Ask about a sign or a wish here, or make it a remark",
        )
        return None
    return _atom(file, value, questions[key])


def _several(
    file: YamlFile, node: Node | None, questions: Mapping[str, Question], notes: bool
) -> Condition | None:
    found = file.fields(node, "A condition with `at_least`", ("at_least", "of"))
    parts = _parts(file, found.get("of"), questions, notes, "`of`")
    number = file.number(
        found.get("at_least"),
        "`at_least`, of the lines under `of`,",
        1,
        len(parts) if parts else 99,
    )
    return None if parts is None or number is None else AtLeastOf(parts, number)


def _parts(
    file: YamlFile, node: Node | None, questions: Mapping[str, Question], notes: bool, what: str
) -> tuple[Condition, ...] | None:
    parts = [read_condition(file, item, questions, notes=notes) for item in file.items(node, what)]
    sound = tuple(part for part in parts if part is not None)
    return sound if sound and len(sound) == len(parts) else None


def _atom(file: YamlFile, node: Node, question: Question) -> Atom | None:
    text = file.text(node)
    if text is None:
        return None
    comparison, _, level = text.rpartition(" ")
    kind = _COMPARISONS.get(comparison, Atom if question.counts else Includes)
    if comparison and (comparison not in _COMPARISONS or not question.counts):
        allowed = "`at least …`, `at most …` or " if question.counts else ""
        file.fault(
            node,
            "bad-comparison",
            f"`{text}` is no comparison with `{question.id}`",
            f"Write {allowed}one of its levels: " + ", ".join(question.level_ids),
        )
        return None
    if level not in question.level_ids:
        file.unknown(node, f"level of `{question.id}` called", level, question.level_ids)
        return None
    return kind(question.id, question.position(level))
