"""`procedures/…yaml`: what is said of one option."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath
from types import MappingProxyType

from yaml import Node

from assessment.model.procedure import ROWS, Procedure, Statement
from assessment.reading.yaml_file import YamlFile

_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|millions?|dozens?)\b",
    re.IGNORECASE,
)
"""A number in digits or in words. Not `one`, which is seldom meant as a number."""


def read_procedure(file: YamlFile, source_ids: Collection[str] | None) -> Procedure | None:
    """Return the option that a file tells of, None where there are faults.

    source_ids: of every source there is, None where they could not be read.
    """
    top = file.fields(file.root, "The file", ("format", "id", "name", "summary", "rows"))
    file.check_format(top.get("format"))
    procedure_id = file.word(top.get("id"), "an option")
    if procedure_id and procedure_id != PurePath(file.name).stem:
        file.fault(
            top["id"],
            "id-is-not-the-name",
            f"The id `{procedure_id}` is not the file's name",
            f"Name the file `{procedure_id}.yaml`, or mend the id",
        )
    name, summary = file.text(top.get("name")), file.text(top.get("summary"))
    found = file.fields(top.get("rows"), "`rows`", ROWS)
    rows = {row: _row(file, found.get(row), row, source_ids) for row in ROWS}
    if file.faults:
        return None
    return Procedure(procedure_id or "", name or "", summary or "", MappingProxyType(rows))


def _row(
    file: YamlFile, node: Node | None, row: str, source_ids: Collection[str] | None
) -> tuple[Statement, ...]:
    return tuple(_statement(file, item, source_ids) for item in file.items(node, f"`{row}`"))


def _statement(file: YamlFile, node: Node, source_ids: Collection[str] | None) -> Statement:
    if file.has(node, "plain"):
        found = file.fields(node, "A plain statement", ("plain",))
        say = file.text(found.get("plain")) or ""
        if _NUMBER.search(say):
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
