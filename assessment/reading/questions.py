"""`questions:` and `criteria:` of `questionnaire.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import cast, get_args

from yaml import Node

from assessment.model.procedure import ROWS
from assessment.model.questionnaire import NOT_SURE, Criterion, Kind, Question
from assessment.reading.characters import alike
from assessment.reading.names import CodeNames
from assessment.reading.when import WORDS
from assessment.reading.yaml_file import YamlFile

OF_A_NOTE = ("alone", "at_most", "headings", "rows", "tell", "on_sheet")
"""What only a note may say."""

ON_SHEET = ("when_ticked", "unless_unticked")
"""When a note goes on a sheet or into a record: the first is what holds where nothing is said."""


def read_questions(
    file: YamlFile,
    node: Node | None,
    criteria: Sequence[str] | None,
    sources: Collection[str] | None,
    names: CodeNames,
) -> tuple[Question, ...]:
    """Return the questions that have an id, faulty ones too, so that the rule can name them.

    criteria, sources: the ids of those there are, None where they could not be read.

    One whose kind is faulty is taken for a sign, which the rule and the remarks may both ask about.
    """
    nodes = file.items(node, "`questions`")
    questions = [_question(file, item, criteria, sources, names) for item in nodes]
    file.declared(
        [(question.id if question else None, item) for question, item in zip(questions, nodes)],
        "question",
    )
    return tuple(question for question in questions if question is not None)


def _question(
    file: YamlFile,
    node: Node,
    criteria: Sequence[str] | None,
    sources: Collection[str] | None,
    names: CodeNames,
) -> Question | None:
    found = file.fields(
        node,
        "A question",
        ("id", "kind", "name", "ask", "levels"),
        ("hint", "picture", "criterion", NOT_SURE, *OF_A_NOTE, "evidence"),
    )
    question_id = file.word(found.get("id"), "a question")
    if question_id in WORDS or question_id in names.reserved:
        file.fault(
            found["id"], "reserved-id", f"`{question_id}` means something else", "Use another id"
        )
    kind = file.choice(found.get("kind"), "kind of question", get_args(Kind))
    levels = _levels(file, found.get("levels"))
    not_sure = file.label(found.get(NOT_SURE))
    if not_sure and (same := _same_words(not_sure, levels)):
        _refuse_same_words(file, found[NOT_SURE], same)
    note = kind == "note"
    if note:
        _refuse(file, found, ("criterion", NOT_SURE, "picture"), "A note has no")
    elif kind:
        _refuse(file, found, OF_A_NOTE, f"A {kind} has no")
    tell, headings, rows = (
        _by_level(file, found.get(key), key, levels) for key in ("tell", "headings", "rows")
    )
    if note:
        for level in levels:
            if level not in tell:
                file.fault(
                    found.get("tell", node),
                    "missing-key",
                    f"`tell` lacks the level `{level}`",
                    f"Add a line `{level}: …` that says why a specialist asks",
                )
    question = Question(
        id=question_id or "",
        kind=cast(Kind, kind or "sign"),
        name=file.label(found.get("name")) or "",
        ask=file.label(found.get("ask")) or "",
        levels=MappingProxyType(levels),
        hint=file.text(found.get("hint")) or "",
        picture=None if note else _picture(file, found.get("picture"), levels, names),
        criterion=file.choice(found.get("criterion"), "criterion", criteria),
        not_sure=not_sure,
        alone=file.choices(found.get("alone"), "level", levels),
        at_most=file.number(found.get("at_most"), "`at_most`", 1, max(1, len(levels))),
        headings=MappingProxyType({key: file.text(value) or "" for key, value in headings.items()}),
        rows=MappingProxyType(
            {key: file.choices(value, "row of the options", ROWS) for key, value in rows.items()}
        ),
        tell=MappingProxyType({key: file.text(value) or "" for key, value in tell.items()}),
        ticked_at_first=file.choice(found.get("on_sheet"), "way onto the sheet", ON_SHEET)
        == "unless_unticked",
        evidence=file.choices(found.get("evidence"), "source", sources),
    )
    return question if question_id else None


def _by_level(
    file: YamlFile, node: Node | None, key: str, levels: Mapping[str, str]
) -> dict[str, Node]:
    """Return what a note says of its levels under a key, and note each that is no level of it."""
    said = file.entries(node, f"`{key}`")
    for level, (key_node, _) in said.items():
        if level not in levels:
            file.unknown(key_node, "level", level, levels)
    return {level: value for level, (_, value) in said.items()}


def _picture(
    file: YamlFile, node: Node | None, levels: Mapping[str, str], names: CodeNames
) -> str | None:
    picture = file.choice(node, "picture", names.signs)
    if picture and node and levels and len(levels) != names.levels:
        file.fault(
            node,
            "levels-not-drawn",
            f"`{picture}` is drawn in {names.levels} levels, and this question has {len(levels)}",
            f"Give it {names.levels} levels, or take `picture` out",
        )
    return picture


def _refuse(file: YamlFile, found: Mapping[str, Node], keys: Sequence[str], why: str) -> None:
    for key in keys:
        if key in found:
            file.fault(found[key], "key-of-another-kind", f"{why} `{key}`", "Take it out")


def _levels(file: YamlFile, node: Node | None) -> dict[str, str]:
    levels: dict[str, str] = {}
    for key, (key_node, value) in file.entries(node, "`levels`").items():
        if key == NOT_SURE:
            file.fault(
                key_node,
                "not-sure-as-a-level",
                f"`{NOT_SURE}` is no level: it means any of them",
                f"Write it as `{NOT_SURE}:` of the question, beside `levels:`",
            )
        elif file.word(key_node, "a level") is not None:
            words = file.label(value) or ""
            if words and (same := _same_words(words, levels)):
                _refuse_same_words(file, value, same)
            levels[key] = words
    if node is not None and len(levels) < 2:
        file.fault(node, "too-few-levels", "A question has two levels or more", "Add a level")
    return levels


def _same_words(words: str, levels: Mapping[str, str]) -> str | None:
    """Return the first level whose words look the same as these, None where none does."""
    return next((level for level, said in levels.items() if alike(said) == alike(words)), None)


def _refuse_same_words(file: YamlFile, node: Node, level: str) -> None:
    wrong = f"The level `{level}` has the same words: nobody could tell the two apart"
    file.fault(node, "same-words", wrong, "Give one of them other words")


def read_criteria(
    file: YamlFile, node: Node | None, questions: Sequence[Question]
) -> tuple[Criterion, ...]:
    """Return the criteria that exactly one question asks about, and note those that none does."""
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
                "criterion-not-asked-once",
                f"{wrong} about the criterion `{key}`",
                f"Give exactly one question `criterion: {key}`",
            )
            continue
        level = file.choice(met_from, f"level of `{asked[0].id}` called", asked[0].level_ids)
        if say and level:
            position = asked[0].position(level)
            criteria.append(Criterion(key, say, asked[0].id, position))
    return tuple(criteria)
