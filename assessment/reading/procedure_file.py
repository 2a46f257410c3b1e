"""`procedures/…yaml`: what is said of one option."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from types import MappingProxyType

from yaml import Node

from assessment.model.procedure import (
    FEWEST_STEPS,
    MOST_STEPS,
    ROWS,
    HealingStep,
    Procedure,
)
from assessment.reading.statements import read_statement, read_statements
from assessment.reading.yaml_file import YamlFile

KEYS = ("format", "id", "name", "summary", "in_short", "healing_steps", "rows")


def read_procedure(file: YamlFile, source_ids: Collection[str] | None) -> Procedure | None:
    """Return the option that a file tells of, None where there are faults.

    source_ids: of every source there is, None where they could not be read.
    """
    top = file.fields(file.root, "The file", KEYS)
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
    rows = {row: read_statements(file, found.get(row), f"`{row}`", source_ids) for row in ROWS}
    short = file.fields(top.get("in_short"), "`in_short`", ROWS)
    in_short = {key: read_statement(file, node, source_ids) for key, node in short.items()}
    healing_steps = _healing_steps(file, top.get("healing_steps"), source_ids)
    if file.faults:
        return None
    return Procedure(
        procedure_id or "",
        name or "",
        summary or "",
        MappingProxyType(rows),
        MappingProxyType({row: in_short[row] for row in ROWS}),
        healing_steps,
    )


def _healing_steps(
    file: YamlFile, node: Node | None, source_ids: Collection[str] | None
) -> tuple[HealingStep, ...]:
    nodes = file.items(node, "`healing_steps`")
    if node is not None and nodes and not FEWEST_STEPS <= len(nodes) <= MOST_STEPS:
        file.fault(
            node,
            "too-few-or-many-steps",
            f"Healing is told in {len(nodes)} steps",
            f"Tell it in {FEWEST_STEPS} to {MOST_STEPS}",
        )
    return tuple(_healing_step(file, item, source_ids) for item in nodes)


def _healing_step(file: YamlFile, node: Node, source_ids: Collection[str] | None) -> HealingStep:
    found = file.fields(node, "A step of healing", ("when", "say"))
    when = file.text(found.get("when")) or ""
    return HealingStep(when, read_statement(file, found.get("say"), source_ids, also=when))
