"""`questionnaire.yaml`: what is asked, and the rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import prod
from types import MappingProxyType
from typing import cast, get_args

from yaml import MappingNode, Node, ScalarNode

from assessment.conditions import Condition
from assessment.questionnaire import (
    NOT_SURE,
    SUGGESTIONS,
    Clause,
    Criterion,
    Kind,
    Outcome,
    Question,
    Questionnaire,
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


@dataclass(frozen=True)
class Known:
    """What a questionnaire may refer to: ids of sources (None: anything), and of pictures."""

    sources: Collection[str] | None
    pictures: Collection[str]


def read_questionnaire(file: YamlFile, known: Known) -> Questionnaire | None:
    """Return the questionnaire that a file tells of, None where there are faults."""
    top = file.fields(
        file.root,
        "The file",
        (
            "format",
            "id",
            "version",
            "reviewed",
            "review_by",
            "criteria",
            "questions",
            "rule",
            "suggestions",
            "not_sure_because",
            "advice",
            "remarks",
        ),
    )
    file.check_format(top.get("format"))
    questionnaire_id = file.word(top.get("id"), "a questionnaire")
    version = file.text(top.get("version"))
    reviewed = file.parsed(top.get("reviewed"), date.fromisoformat, "A date", "2026-11-22")
    review_by = file.parsed(top.get("review_by"), date.fromisoformat, "A date", "2027-11-22")
    if reviewed and review_by and review_by <= reviewed:
        file.fault(top["review_by"], "`review_by` is not after `reviewed`", "Mend one of the dates")

    criteria_node = top.get("criteria")
    criterion_ids = tuple(file.entries(criteria_node, "`criteria`"))
    legible = isinstance(criteria_node, MappingNode)
    questions = _questions(file, top.get("questions"), criterion_ids if legible else None, known)
    by_id = {question.id: question for question in questions}
    criteria = _criteria(file, criteria_node, questions)
    rule = _rule(file, top.get("rule"), by_id, known)
    remarks = _remarks(file, top.get("remarks"), by_id, known)
    outcomes = _outcomes(file, top.get("suggestions"))
    not_sure_because = file.text(top.get("not_sure_because"))
    advice = file.text(top.get("advice"))
    if file.faults or top.get("rule") is None:
        return None
    _refuse_unreachable(file, top["rule"], questions, rule)
    if file.faults:
        return None
    return Questionnaire(
        id=cast(str, questionnaire_id),
        version=cast(str, version),
        reviewed=cast(date, reviewed),
        review_by=cast(date, review_by),
        content_hash=sha256(file.bytes).hexdigest(),
        questions=questions,
        rule=rule,
        remarks=remarks,
        criteria=criteria,
        outcomes=MappingProxyType(outcomes),
        not_sure_because=cast(str, not_sure_because),
        advice=cast(str, advice),
    )


def _questions(
    file: YamlFile, node: Node | None, criteria: Sequence[str] | None, known: Known
) -> tuple[Question, ...]:
    """Return the questions that have an id, faulty ones too, so that the rule can name them.

    One whose kind is faulty is taken for a sign, which the rule and the remarks may both ask about.
    """
    nodes = file.items(node, "`questions`")
    questions = [_question(file, item, criteria, known) for item in nodes]
    file.declared(
        [(question.id if question else None, item) for question, item in zip(questions, nodes)],
        "question",
    )
    return tuple(question for question in questions if question is not None)


def _question(
    file: YamlFile, node: Node, criteria: Sequence[str] | None, known: Known
) -> Question | None:
    found = file.fields(
        node,
        "A question",
        ("id", "kind", "name", "ask", "levels"),
        ("hint", "picture", "criterion", NOT_SURE, "alone", "tell", "evidence"),
    )
    question_id = file.word(found.get("id"), "a question")
    kind = file.choice(found.get("kind"), "kind of question", get_args(Kind))
    levels = _levels(file, found.get("levels"))
    note = kind == "note"
    if note:
        _refuse(file, found, ("criterion", NOT_SURE, "picture"), "A note has no")
    elif kind:
        _refuse(file, found, ("alone", "tell"), f"A {kind} has no")
    tell = file.entries(found.get("tell"), "`tell`")
    for level, (key_node, _) in tell.items():
        if level not in levels:
            file.unknown(key_node, "level", level, levels)
    if note:
        for level in levels:
            if level not in tell:
                file.fault(
                    found.get("tell", node),
                    f"`tell` lacks the level `{level}`",
                    f"Add a line `{level}: …` that says why a specialist asks",
                )
    question = Question(
        id=question_id or "",
        kind=cast(Kind, kind or "sign"),
        name=file.text(found.get("name")) or "",
        ask=file.text(found.get("ask")) or "",
        levels=MappingProxyType(levels),
        hint=file.text(found.get("hint")) or "",
        picture=file.choice(found.get("picture"), "picture", known.pictures),
        criterion=file.choice(found.get("criterion"), "criterion", criteria),
        not_sure=file.text(found.get(NOT_SURE)),
        alone=file.choices(found.get("alone"), "level", levels),
        tell=MappingProxyType({key: file.text(value) or "" for key, (_, value) in tell.items()}),
        evidence=file.choices(found.get("evidence"), "source", known.sources),
    )
    return question if question_id else None


def _refuse(file: YamlFile, found: Mapping[str, Node], keys: Sequence[str], why: str) -> None:
    for key in keys:
        if key in found:
            file.fault(found[key], f"{why} `{key}`", "Take it out")


def _levels(file: YamlFile, node: Node | None) -> dict[str, str]:
    levels: dict[str, str] = {}
    for key, (key_node, value) in file.entries(node, "`levels`").items():
        if key == NOT_SURE:
            file.fault(
                key_node,
                f"`{NOT_SURE}` is no level: it means any of them",
                f"Write it as `{NOT_SURE}:` of the question, beside `levels:`",
            )
        elif file.word(key_node, "a level") is not None:
            levels[key] = file.text(value) or ""
    if node is not None and len(levels) < 2:
        file.fault(node, "A question has two levels or more", "Add a level")
    return levels


def _criteria(
    file: YamlFile, node: Node | None, questions: Sequence[Question]
) -> tuple[Criterion, ...]:
    criteria = []
    for key, (key_node, value) in file.entries(node, "`criteria`").items():
        found = file.fields(value, "A criterion", ("say", "met_from"))
        say = file.text(found.get("say"))
        met_from = found.get("met_from")
        asked = [question for question in questions if question.criterion == key]
        if len(asked) != 1:
            wrong = "No question asks" if not asked else "More than one question asks"
            file.fault(
                key_node,
                f"{wrong} about the criterion `{key}`",
                f"Give exactly one question `criterion: {key}`",
            )
            continue
        level = file.choice(met_from, f"level of `{asked[0].id}` called", asked[0].level_ids)
        if say and level:
            position = asked[0].level_ids.index(level)
            criteria.append(Criterion(key, say, asked[0].id, position))
    return tuple(criteria)


def _rule(
    file: YamlFile, node: Node | None, questions: Mapping[str, Question], known: Known
) -> tuple[Clause, ...]:
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
                evidence=file.choices(found.get("evidence"), "source", known.sources),
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


def _remarks(
    file: YamlFile, node: Node | None, questions: Mapping[str, Question], known: Known
) -> tuple[Remark, ...]:
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
            evidence=file.choices(found.get("evidence"), "source", known.sources),
        )
        remarks.append(remark)
    file.declared([(remark.id or None, item) for remark, item in zip(remarks, nodes)], "remark")
    return tuple(remarks)


def _outcomes(file: YamlFile, node: Node | None) -> dict[str, Outcome]:
    found = file.fields(node, "`suggestions`", SUGGESTIONS)
    outcomes = {}
    for suggestion, value in found.items():
        words = file.fields(value, "A suggestion", ("headline", "meaning"))
        headline, meaning = file.text(words.get("headline")), file.text(words.get("meaning"))
        outcomes[suggestion] = Outcome(headline or "", meaning or "")
    return outcomes


def _refuse_unreachable(
    file: YamlFile, node: Node, questions: Sequence[Question], rule: tuple[Clause, ...]
) -> None:
    """Try every set of levels that the rule tells apart, and refuse a clause that none reaches."""
    counting = [question for question in questions if question.counts]
    if prod(len(question.levels) for question in counting) > MOST_SETS:
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
