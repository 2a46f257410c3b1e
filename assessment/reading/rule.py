"""`rule:` and `remarks:` of `questionnaire.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import cast

from yaml import Node, ScalarNode

from assessment.conditions import Condition
from assessment.questionnaire import (
    SUGGESTIONS,
    Clause,
    Question,
    Remark,
    every_reading,
    first_match,
    telling_positions,
)
from assessment.reading.conditions import read_condition
from assessment.reading.yaml_file import YamlFile

OTHERWISE = "otherwise"

MOST_SETS = 2_000_000
"""More sets of levels than this would not be tried in reasonable time, so they are refused."""


def read_rule(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    sources: Collection[str] | None,
) -> tuple[Clause, ...]:
    """Return the clauses in order, faulty ones too. questions: by id."""
    nodes = file.items(node, "`rule`")
    clauses = []
    otherwise_at = []
    for number, item in enumerate(nodes):
        found = file.fields(
            item,
            "A clause",
            ("clause", "when", "suggest", "because", "plain"),
            ("reasons", "evidence"),
        )
        when_node = found.get("when")
        otherwise = isinstance(when_node, ScalarNode) and when_node.value == OTHERWISE
        if otherwise:
            otherwise_at.append(number)
            if "reasons" not in found:
                file.fault(
                    item,
                    "The clause for otherwise names no `reasons`",
                    "Add `reasons: [jawline, …]`: the questions whose answers are shown with it",
                )
            when = None
        else:
            when = read_condition(file, when_node, questions, notes=False)
        counting = [question.id for question in questions.values() if question.counts]
        clauses.append(
            Clause(
                id=file.word(found.get("clause"), "a clause") or "",
                when=when,
                suggest=file.choice(found.get("suggest"), "suggestion", SUGGESTIONS) or "",
                because=file.text(found.get("because")) or "",
                plain=file.text(found.get("plain")) or "",
                reasons=file.choices(found.get("reasons"), "question that counts", counting),
                evidence=file.choices(found.get("evidence"), "source", sources),
            )
        )
    file.declared([(clause.id or None, item) for clause, item in zip(clauses, nodes)], "clause")
    if nodes and node is not None and not otherwise_at:
        file.fault(
            nodes[-1],
            f"The last clause is not for `{OTHERWISE}`: some answers would get no suggestion",
            f"Add a last clause with `when: {OTHERWISE}`",
        )
    for number in otherwise_at:
        if number < len(nodes) - 1:
            file.fault(
                nodes[number],
                f"`when: {OTHERWISE}` holds for everyone, so no clause after it is reached",
                "Move this clause to the end",
            )
    return tuple(clauses)


def read_remarks(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    sources: Collection[str] | None,
) -> tuple[Remark, ...]:
    """Return the remarks in order, faulty ones too. questions: by id."""
    nodes = file.items(node, "`remarks`")
    remarks = []
    for item in nodes:
        found = file.fields(
            item, "A remark", ("remark", "when", "say"), ("beside", "place", "evidence")
        )
        place = file.choice(found.get("place"), "place", ("first", "after"))
        when = read_condition(file, found.get("when"), questions, notes=True)
        beside = file.choices(found.get("beside"), "suggestion", SUGGESTIONS)
        remark = Remark(
            id=file.word(found.get("remark"), "a remark") or "",
            when=cast(Condition, when),
            say=file.text(found.get("say")) or "",
            beside=beside or SUGGESTIONS,
            first=place == "first",
            evidence=file.choices(found.get("evidence"), "source", sources),
        )
        remarks.append(remark)
    file.declared([(remark.id or None, item) for remark, item in zip(remarks, nodes)], "remark")
    return tuple(remarks)


def refuse_unreachable(
    file: YamlFile, node: Node, questions: Sequence[Question], rule: tuple[Clause, ...]
) -> None:
    """Try every set of levels that the rule tells apart, and refuse a clause that none reaches."""
    counting = [question for question in questions if question.counts]
    if prod(len(question.choices) for question in counting) > MOST_SETS:
        file.fault(
            node,
            f"There are more than {MOST_SETS:,} sets of answers, too many to try them all",
            "Take a sign or a wish out, or give it fewer levels",
        )
        return
    readings = every_reading(
        {question.id: telling_positions(question, rule) for question in counting}
    )
    missing = {clause.id for clause in rule}
    for positions in readings:
        missing.discard(first_match(rule, positions).id)
        if not missing:
            return
    for clause, item in zip(rule, file.items(node, "`rule`")):
        if clause.id in missing:
            file.fault(
                item,
                f"No answers ever reach the clause `{clause.id}`: those above it take them all",
                "Move it up, change its `when`, or take it out",
            )
