"""`checks:` and `examples:` of `questionnaire.yaml`: what a clinic asks of its rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from yaml import Node, ScalarNode

from assessment.model.clause import Check, Example, StateCheck, StepCheck
from assessment.model.conditions import Condition
from assessment.model.questionnaire import Question
from assessment.reading.when import read_condition
from assessment.reading.yaml_file import YamlFile, line_of

ALL_SIGNS = "signs"
"""`worse: signs` stands for every sign that is asked after."""


def read_checks(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    suggestions: Collection[str] | None,
) -> tuple[Check, ...]:
    """Return the checks in order, faulty ones too.

    questions: by id. suggestions: those that may be named, None where they could not be read.
    """
    nodes = file.items(node, "`checks`")
    checks = [_check(file, item, questions, suggestions) for item in nodes]
    file.declared([(check.id or None, item) for check, item in zip(checks, nodes)], "check")
    return tuple(checks)


def _check(
    file: YamlFile,
    node: Node,
    questions: Mapping[str, Question],
    suggestions: Collection[str] | None,
) -> Check:
    step = file.has(node, "worse") or file.has(node, "from")
    needed = ("worse", "from") if step else ("when",)
    found = file.fields(node, "A check", ("check", "say", *needed), ("only", "never"))
    check_id = file.word(found.get("check"), "a check") or ""
    say = file.text(found.get("say")) or ""
    allowed = _allowed(file, node, found, suggestions)
    if step:
        start = file.choice(found.get("from"), "suggestion", suggestions) or ""
        worse = _worse(file, found.get("worse"), questions)
        return StepCheck(check_id, say, worse, start, allowed, line_of(node))
    when = read_condition(file, found.get("when"), questions, notes=False)
    return StateCheck(check_id, say, cast(Condition, when), allowed, line_of(node))


def _allowed(
    file: YamlFile, node: Node, found: Mapping[str, Node], suggestions: Collection[str] | None
) -> frozenset[str]:
    """Return the suggestions that a check allows, from those it allows `only` or `never`."""
    only, never = found.get("only"), found.get("never")
    if (only is None) == (never is None):
        wrong = "A check says either `only` or `never`, with a list of suggestions"
        file.fault(node, "check-without-one-demand", wrong, "Keep or add one of the two lines")
    named = frozenset(file.choices(only or never, "suggestion", suggestions))
    return named if only is not None else frozenset(suggestions or ()) - named


def _worse(file: YamlFile, node: Node | None, questions: Mapping[str, Question]) -> tuple[str, ...]:
    """Return the ids of the questions of which a check takes one level more."""
    counting = [question for question in questions.values() if question.counts]
    if isinstance(node, ScalarNode) and node.value == ALL_SIGNS:
        return tuple(question.id for question in counting if question.kind == "sign")
    return file.choices(node, "question that counts", [question.id for question in counting])


def read_examples(
    file: YamlFile,
    node: Node | None,
    questions: Mapping[str, Question],
    suggestions: Collection[str] | None,
    clauses: Sequence[str],
) -> tuple[Example, ...]:
    """Return the examples in order, faulty ones too.

    clauses: the ids of those there are. The rest is as for `read_checks`. A question that an
    example leaves out stands at its least level.
    """
    nodes = file.items(node, "`examples`")
    counting = {question.id: question for question in questions.values() if question.counts}
    examples = []
    for item in nodes:
        found = file.fields(item, "An example", ("example", "answers", "suggest"), ("clause",))
        given = file.entries(found.get("answers"), "`answers`")
        answers = {each.id: next(iter(each.levels), "") for each in counting.values()}
        for key, (key_node, value) in given.items():
            if key not in counting:
                file.unknown(key_node, "question that counts", key, counting)
                continue
            choices = counting[key].choices
            answers[key] = file.choice(value, f"level of `{key}` called", choices) or ""
        example = Example(
            id=file.word(found.get("example"), "an example") or "",
            answers=MappingProxyType(answers),
            suggest=file.choice(found.get("suggest"), "suggestion", suggestions) or "",
            clause=file.choice(found.get("clause"), "clause", clauses),
            line=line_of(item),
        )
        examples.append(example)
    file.declared([(each.id or None, item) for each, item in zip(examples, nodes)], "example")
    return tuple(examples)
