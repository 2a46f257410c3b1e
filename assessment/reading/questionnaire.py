"""`questionnaire.yaml`: what is asked, and the rule."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import cast

from yaml import MappingNode, Node

from assessment.questionnaire import SUGGESTIONS, Outcome, Questionnaire
from assessment.reading.questions import read_criteria, read_questions
from assessment.reading.rule import read_remarks, read_rule, refuse_unreachable
from assessment.reading.yaml_file import YamlFile


def read_questionnaire(file: YamlFile, sources: Collection[str] | None) -> Questionnaire | None:
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
    if version and re.search(r"[\s|]", version):  # a record names it as address|version
        wrong = "A version holds no blanks and no `|`"
        file.fault(top["version"], wrong, 'Write it like "2026.11"')
    reviewed = file.parsed(top.get("reviewed"), date.fromisoformat, "A date", "2026-11-22")
    review_by = file.parsed(top.get("review_by"), date.fromisoformat, "A date", "2027-11-22")
    if reviewed and review_by and review_by <= reviewed:
        file.fault(top["review_by"], "`review_by` is not after `reviewed`", "Mend one of the dates")

    criteria_node = top.get("criteria")
    criterion_ids = tuple(file.entries(criteria_node, "`criteria`"))
    legible = isinstance(criteria_node, MappingNode)
    questions = read_questions(
        file, top.get("questions"), criterion_ids if legible else None, sources
    )
    by_id = {question.id: question for question in questions}
    criteria = read_criteria(file, criteria_node, questions)
    rule = read_rule(file, top.get("rule"), by_id, sources)
    remarks = read_remarks(file, top.get("remarks"), by_id, sources)
    outcomes = _outcomes(file, top.get("suggestions"))
    not_sure_because = file.text(top.get("not_sure_because"))
    advice = file.text(top.get("advice"))
    if file.faults or top.get("rule") is None:
        return None
    refuse_unreachable(file, top["rule"], questions, rule)
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


def _outcomes(file: YamlFile, node: Node | None) -> dict[str, Outcome]:
    found = file.fields(node, "`suggestions`", SUGGESTIONS)
    outcomes = {}
    for suggestion, value in found.items():
        words = file.fields(value, "A suggestion", ("headline", "meaning"))
        headline, meaning = file.text(words.get("headline")), file.text(words.get("meaning"))
        outcomes[suggestion] = Outcome(headline or "", meaning or "")
    return outcomes
