"""`evidence.yaml`: the one home of sources and of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final, cast

from yaml import Node

from assessment.model.evidence import KINDS, Drawing, Evidence, Gain, Source, SourceKind, Unknown
from assessment.reading.harms import read_figures, read_harms
from assessment.reading.statements import read_statement
from assessment.reading.yaml_file import YamlFile, line_of

MOST_IN_A_ROW: Final = 200
"""People who are drawn as one row of dots, each still to be seen."""


def read_evidence(
    file: YamlFile, pictures: Sequence[str]
) -> tuple[Evidence | None, tuple[str, ...] | None]:
    """Return the evidence, and the ids of its sources.

    pictures: the names of the drawings of what a lift does, whose words stand in the file. None for
    the evidence where there are faults; None for the ids where none could be read at all.
    """
    if file.root is None:
        return None, None
    parts = ("format", "sources", "gains", "figures", "harms", "drawings", "unknown")
    top = file.fields(file.root, "The file", parts)
    file.check_format(top.get("format"))
    source_nodes = file.items(top.get("sources"), "`sources`")
    sources = [_source(file, node) for node in source_nodes]
    declared = file.declared(
        [(source.id if source else None, node) for source, node in zip(sources, source_nodes)],
        "source",
    )
    ids = declared or None
    gains = [_gain(file, node, ids) for node in file.items(top.get("gains"), "`gains`")]
    figures = read_figures(file, top.get("figures"), ids)
    harms = read_harms(file, top.get("harms"), figures, ids)
    drawing_nodes = file.fields(top.get("drawings"), "`drawings`", pictures)
    drawings = {name: _drawing(file, node, ids) for name, node in drawing_nodes.items()}
    unknown = [_unknown(file, node, ids) for node in file.items(top.get("unknown"), "`unknown`")]
    if file.faults:
        return None, ids
    return Evidence(
        sources=tuple(cast(list[Source], sources)),
        gains=tuple(gains),
        figures=figures,
        harms=harms,
        drawings=MappingProxyType(drawings),
        unknown=tuple(unknown),
    ), ids


def _source(file: YamlFile, node: Node) -> Source | None:
    may_say = ("year", "people", "title", "link")
    found = file.fields(node, "A source", ("id", "kind", "cite", "found"), may_say)
    source_id = file.word(found.get("id"), "a source")
    kind = file.choice(found.get("kind"), "kind of source", KINDS)
    cite, says = file.text(found.get("cite")), file.text(found.get("found"))
    year = file.number(found.get("year"), "`year`", 1900, 2100)
    people = file.number(found.get("people"), "`people`", 1, 10_000_000)
    if source_id is None:
        return None
    return Source(
        id=source_id,
        kind=cast(SourceKind, kind),
        cite=cite or "",
        found=says or "",
        year=year,
        people=people,
        title=file.text(found.get("title")) or "",
        link=file.text(found.get("link")) or "",
        line=line_of(node),
    )


def _gain(file: YamlFile, node: Node, source_ids: tuple[str, ...] | None) -> Gain:
    found = file.fields(node, "What went well", ("say",), ("count", "of"))
    of = file.number(found.get("of"), "`of`", 1, MOST_IN_A_ROW)
    count = file.number(found.get("count"), "`count`", 1, of or MOST_IN_A_ROW)
    if ("count" in found) != ("of" in found):
        wrong, mend = "One of `count` and `of` is missing", "Write both, or none"
        file.fault(node, "half-a-number", wrong, mend)
    return Gain(read_statement(file, found.get("say"), source_ids), count or 0, of or 0)


def _drawing(file: YamlFile, node: Node, source_ids: tuple[str, ...] | None) -> Drawing:
    found = file.fields(node, "A drawing", ("caption", "shows", "sources"))
    return Drawing(
        file.text(found.get("caption")) or "",
        file.text(found.get("shows")) or "",
        file.choices(found.get("sources"), "source", source_ids),
    )


def _unknown(file: YamlFile, node: Node, source_ids: tuple[str, ...] | None) -> Unknown:
    found = file.fields(node, "An unknown", ("say",), ("sources",))
    return Unknown(
        file.text(found.get("say")) or "",
        file.choices(found.get("sources"), "source", source_ids),
    )
