"""`questionnaire.yaml`: what is asked, the rule, and the checks that the rule must pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from hashlib import sha256
from math import prod
from types import MappingProxyType
from typing import cast

from yaml import MappingNode, Node

from assessment.model.questionnaire import NEITHER, UNCLEAR, Outcome, Questionnaire
from assessment.reading.clauses import read_remarks, read_rule
from assessment.reading.names import CodeNames
from assessment.reading.questions import read_criteria, read_questions
from assessment.reading.rule_checks import read_checks, read_examples
from assessment.reading.yaml_file import YamlFile

KEYS = (
    *("format", "id", "version", "reviewed", "review_by"),
    *("options", "criteria", "questions", "rule", "suggestions"),
    *("not_sure_because", "advice", "remarks"),
)
KEYS_THAT_MAY_BE_LEFT_OUT = ("checks", "examples")

MOST_YEARS = 10
"""From one review to the next."""

MOST_SETS = 2_000_000
"""More sets of answers than this would not be tried in reasonable time, so they are refused."""


def read_questionnaire(
    file: YamlFile, sources: Collection[str] | None, names: CodeNames
) -> tuple[Questionnaire | None, tuple[str, ...] | None]:
    """Return the questionnaire, and the ids of the options that it lists.

    sources: the ids of those there are, None where they could not be read. None for the
    questionnaire where there are faults; None for the options where none could be read at all.
    """
    if file.root is None:
        return None, None
    top = file.fields(file.root, "The file", KEYS, KEYS_THAT_MAY_BE_LEFT_OUT)
    file.check_format(top.get("format"))
    questionnaire_id = file.word(top.get("id"), "a questionnaire")
    version = _version(file, top.get("version"))
    reviewed = file.parsed(top.get("reviewed"), date.fromisoformat, "A date", "2026-11-22")
    review_by = file.parsed(top.get("review_by"), date.fromisoformat, "A date", "2027-11-22")
    if reviewed and review_by:
        _check_dates(file, top, reviewed, review_by)

    options = _options(file, top.get("options")) or None
    outcomes = _outcomes(file, top.get("suggestions"), options)
    criteria_node = top.get("criteria")
    criterion_ids = tuple(file.entries(criteria_node, "`criteria`"))
    legible = isinstance(criteria_node, MappingNode)
    questions = read_questions(
        file, top.get("questions"), criterion_ids if legible else None, sources, names
    )
    by_id = {question.id: question for question in questions}
    criteria = read_criteria(file, criteria_node, questions)
    suggestions = tuple(outcomes) or None
    rule = read_rule(file, top.get("rule"), by_id, suggestions, sources)
    remarks = read_remarks(file, top.get("remarks"), by_id, suggestions, sources)
    checks = read_checks(file, top.get("checks"), by_id, suggestions)
    clauses = [clause.id for clause in rule]
    examples = read_examples(file, top.get("examples"), by_id, suggestions, clauses)
    not_sure_because = file.text(top.get("not_sure_because"))
    advice = file.text(top.get("advice"))
    sets = prod(len(question.choices) for question in questions if question.counts)
    if sets > MOST_SETS:
        file.fault(
            top["questions"],
            "too-many-sets",
            f"There are more than {MOST_SETS:,} sets of answers, too many to try them all",
            "Take a sign or a wish out, or give it fewer levels",
        )
    if file.faults:
        return None, options
    questionnaire = Questionnaire(
        id=cast(str, questionnaire_id),
        version=cast(str, version),
        reviewed=cast(date, reviewed),
        review_by=cast(date, review_by),
        content_hash=sha256(file.bytes).hexdigest(),
        options=options or (),
        questions=questions,
        rule=rule,
        checks=checks,
        examples=examples,
        remarks=remarks,
        criteria=criteria,
        outcomes=MappingProxyType(outcomes),
        not_sure_because=cast(str, not_sure_because),
        advice=cast(str, advice),
    )
    return questionnaire, options


def _check_dates(file: YamlFile, top: Mapping[str, Node], reviewed: date, review_by: date) -> None:
    """Check that a review was, and that the next one is near. One that is overdue is no fault here.

    The day after it was due the app must not stop: `python -m assessment check` tells of it.
    """
    mend = "Mend one of the dates"
    if review_by <= reviewed:
        wrong = "`review_by` is not after `reviewed`"
        file.fault(top["review_by"], "dates-out-of-order", wrong, mend)
    elif review_by.year - reviewed.year > MOST_YEARS:
        wrong = f"`review_by` is more than {MOST_YEARS} years after `reviewed`"
        file.fault(top["review_by"], "dates-far-apart", wrong, mend)
    if reviewed > date.today() + timedelta(days=1):  # it may be tomorrow already elsewhere
        wrong = "`reviewed` is in the future"
        file.fault(top["reviewed"], "not-reviewed-yet", wrong, "Write when it was reviewed")


def _version(file: YamlFile, node: Node | None) -> str | None:
    version = file.text(node)
    if node is not None and version and re.search(r"[\s|]", version):
        # A record names it as address|version.
        wrong = "A version holds no blanks and no `|`"
        file.fault(node, "bad-version", wrong, 'Write it like "2026.11"')
    return version


def _options(file: YamlFile, node: Node | None) -> tuple[str, ...]:
    """Return the ids of the options, each the name of its file in `procedures/`."""
    nodes = file.items(node, "`options`")
    options = [_option(file, item) for item in nodes]
    return file.declared(zip(options, nodes), "option")


def _option(file: YamlFile, node: Node) -> str | None:
    option = file.word(node, "an option")
    if option in (NEITHER, UNCLEAR):
        wrong = f"`{option}` means that no option is suggested, so it cannot be one"
        file.fault(node, "reserved-id", wrong, "Give the option another id")
        return None
    return option


def _outcomes(
    file: YamlFile, node: Node | None, options: Collection[str] | None
) -> dict[str, Outcome]:
    """Return suggestion → its words. What is not listed here may not be suggested."""
    outcomes = {}
    for suggestion, (key_node, value) in file.entries(node, "`suggestions`").items():
        if options is not None and suggestion not in (*options, NEITHER, UNCLEAR):
            known = [*options, NEITHER, UNCLEAR]
            file.unknown(key_node, "option", suggestion, known)
        words = file.fields(value, "A suggestion", ("headline", "meaning"), ("ask",))
        headline, meaning = file.text(words.get("headline")), file.text(words.get("meaning"))
        asks = [file.text(item) or "" for item in file.items(words.get("ask"), "`ask`")]
        outcomes[suggestion] = Outcome(headline or "", meaning or "", tuple(asks))
    if node is not None and UNCLEAR not in outcomes:
        file.fault(
            node,
            "missing-key",
            f"`suggestions` lacks `{UNCLEAR}`, which is given where being not sure decides",
            f"Add `{UNCLEAR}:` with a headline and a meaning",
        )
    return outcomes
