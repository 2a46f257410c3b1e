"""A statement, wherever one may stand: a fact with its sources, or plain words without a number."""

from __future__ import annotations

import re
from collections.abc import Collection

from yaml import Node

from assessment.model.statement import Statement
from assessment.reading.yaml_file import YamlFile

_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|millions?|dozens?)\b",
    re.IGNORECASE,
)
"""A number in digits or in words. Not `one`, which is seldom meant as a number."""


def read_statements(
    file: YamlFile, node: Node | None, what: str, source_ids: Collection[str] | None
) -> tuple[Statement, ...]:
    """Return a list of statements. what: it is called in a fault.

    source_ids: of every source there is, None where they could not be read.
    """
    return tuple(read_statement(file, item, source_ids) for item in file.items(node, what))


def read_statement(
    file: YamlFile, node: Node | None, source_ids: Collection[str] | None, also: str = ""
) -> Statement:
    """Return one statement. also: words told with it; where it is plain, no number is in them."""
    if node is None:
        return Statement("")
    if file.has(node, "plain"):
        found = file.fields(node, "A plain statement", ("plain",))
        say = file.text(found.get("plain")) or ""
        if _NUMBER.search(f"{also} {say}"):
            file.fault(
                node,
                "number-without-a-source",
                "A plain statement holds a number",
                "Write it as `fact:` with the `sources:` of the number",
            )
        return Statement(say)
    found = file.fields(node, "A fact", ("fact", "sources"))
    return Statement(
        file.text(found.get("fact")) or "",
        file.choices(found.get("sources"), "source", source_ids),
    )
