"""`rule:` and `remarks:` of `questionnaire.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from yaml import Node, ScalarNode

from assessment.model.clause import Clause, Remark
from assessment.model.conditions import Condition
from assessment.model.questionnaire import Question
from assessment.reading.when import read_condition
from assessment.reading.yaml_file import YamlFile, line_of

OTHERWISE = "otherwise"


def read_rule(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    suggestions: Collection[str] | None,
    sources: Collection[str] | None,
) -> tuple[Clause, ...]:
    """Return the clauses in order, faulty ones too.

    questions: by id. suggestions, sources: those that may be named, None where they could not be
    read.
    """
    nodes = file.items(node, "`rule`")
    ends = False
    counting = [question.id for question in questions.values() if question.counts]
    clauses = []
    for item in nodes:
        found = file.fields(
            item,
            "A clause",
            ("clause", "when", "suggest", "because", "plain"),
            ("reasons", "evidence"),
        )
        otherwise = _is_otherwise(found.get("when"))
        ends = ends or otherwise
        if otherwise and "reasons" not in found:
            file.fault(
                item,
                "missing-key",
                "The clause for otherwise names no `reasons`",
                "Add `reasons: [jawline, …]`: the questions whose answers are shown with it",
            )
        when = (
            None if otherwise else read_condition(file, found.get("when"), questions, notes=False)
        )
        clauses.append(
            Clause(
                id=file.word(found.get("clause"), "a clause") or "",
                when=when,
                suggest=file.choice(found.get("suggest"), "suggestion", suggestions) or "",
                because=file.text(found.get("because")) or "",
                plain=file.text(found.get("plain")) or "",
                reasons=file.choices(found.get("reasons"), "question that counts", counting),
                evidence=file.choices(found.get("evidence"), "source", sources),
                line=line_of(item),
            )
        )
        if otherwise and item is not nodes[-1]:
            file.fault(
                item,
                "otherwise-not-last",
                f"`when: {OTHERWISE}` holds for everyone, so no clause after it is reached",
                "Move this clause to the end",
            )
    file.declared([(clause.id or None, item) for clause, item in zip(clauses, nodes)], "clause")
    if nodes and not ends:
        file.fault(
            nodes[-1],
            "otherwise-missing",
            f"The last clause is not for `{OTHERWISE}`: some answers would get no suggestion",
            f"Add a last clause with `when: {OTHERWISE}`",
        )
    return tuple(clauses)


def _is_otherwise(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.value == OTHERWISE


def read_remarks(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    suggestions: Collection[str] | None,
    sources: Collection[str] | None,
) -> tuple[Remark, ...]:
    """Return the remarks in order, faulty ones too. The rest is as for `read_rule`."""
    nodes = file.items(node, "`remarks`")
    remarks = []
    for item in nodes:
        advises = file.has(item, "plain")
        said = ("plain",) if advises else ("say", "evidence")
        found = file.fields(item, "A remark", ("remark", "when", *said), ("beside", "place"))
        place = file.choice(found.get("place"), "place", ("first", "after"))
        when = read_condition(file, found.get("when"), questions, notes=True)
        remark = Remark(
            id=file.word(found.get("remark"), "a remark") or "",
            when=cast(Condition, when),
            say=file.text(found.get(said[0])) or "",
            beside=file.choices(found.get("beside"), "suggestion", suggestions),
            first=place == "first",
            evidence=file.choices(found.get("evidence"), "source", sources),
        )
        remarks.append(remark)
    file.declared([(remark.id or None, item) for remark, item in zip(remarks, nodes)], "remark")
    return tuple(remarks)
