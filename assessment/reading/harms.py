"""`figures:` and `harms:` of `evidence.yaml`: what can go wrong, in words and in numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from yaml import Node

from assessment.model.evidence import Figure, Harm
from assessment.reading.statements import read_statements
from assessment.reading.yaml_file import YamlFile


def read_figures(
    file: YamlFile, node: Node | None, source_ids: tuple[str, ...] | None
) -> tuple[Figure, ...]:
    """Return the figures in order, but for those that cannot be told at all.

    source_ids: of every source there is, None where they could not be read.
    """
    nodes = file.items(node, "`figures`")
    read = [_figure(file, item, source_ids) for item in nodes]
    file.declared([(each.id if each else None, item) for each, item in zip(read, nodes)], "figure")
    figures = {each.id: each for each in read if each}
    for each, item in zip(read, nodes):
        if each and each.part_of:
            _check_part(file, item, each, figures)
    return tuple(figures.values())


def _figure(file: YamlFile, node: Node, source_ids: tuple[str, ...] | None) -> Figure | None:
    required = ("id", "count", "of", "name", "say", "meaning", "source")
    found = file.fields(node, "A figure", required, ("up_to", "part_of"))
    figure_id = file.word(found.get("id"), "a figure")
    of = file.number(found.get("of"), "`of`, the people that a figure counts among,", 1000, 1000)
    count = file.number(found.get("count"), "`count`", 1, 1000)
    up_to = file.number(found.get("up_to"), "`up_to`", count or 1, 1000)
    name, say = file.text(found.get("name")), file.text(found.get("say"))
    meaning = file.text(found.get("meaning"))
    source = file.choice(found.get("source"), "source", source_ids)
    part_of = file.word(found.get("part_of"), "a figure")
    if figure_id is None or count is None or of is None:
        return None
    figure = Figure(figure_id, count, up_to, of, name or "", say or "", meaning or "", source or "")
    return replace(figure, part_of=part_of or "")


def _check_part(file: YamlFile, node: Node, part: Figure, figures: Mapping[str, Figure]) -> None:
    """Check that a figure can be drawn inside the one that it says it is part of."""
    wholes = {each.id: each for each in figures.values() if not each.part_of}
    if part.part_of not in wholes:
        file.unknown(node, "figure with parts", part.part_of, wholes)
        return
    whole = wholes[part.part_of]
    parts = [each for each in figures.values() if each.part_of == whole.id]
    if whole.up_to or part.up_to or sum(each.count for each in parts) > whole.count:
        file.fault(
            node,
            "parts-beyond-the-whole",
            f"The parts of `{whole.id}` cannot be drawn inside it",
            "Mend a `count`, take `up_to` out, or take `part_of` out",
        )


def read_harms(
    file: YamlFile,
    node: Node | None,
    figures: Sequence[Figure],
    source_ids: Collection[str] | None,
) -> tuple[Harm, ...]:
    """Return the groups of harms in order. figures: those that may be drawn with them."""
    wholes = {each.id: each for each in figures if not each.part_of}
    nodes = file.items(node, "`harms`")
    harms = []
    for item in nodes:
        found = file.fields(item, "A group of harms", ("id", "name", "says"), ("figure",))
        figure = file.choice(found.get("figure"), "figure that is no part", wholes or None)
        harms.append(
            Harm(
                id=file.word(found.get("id"), "a group of harms") or "",
                name=file.text(found.get("name")) or "",
                says=read_statements(file, found.get("says"), "`says`", source_ids),
                figure=wholes.get(figure or ""),
            )
        )
    file.declared([(each.id or None, item) for each, item in zip(harms, nodes)], "group of harms")
    drawn = [each.figure.id for each in harms if each.figure]
    untold = [each for each in wholes if each not in drawn]
    if node is not None and nodes and untold and not file.faults:
        file.fault(
            node,
            "figure-not-told",
            f"No group of harms shows the figure `{untold[0]}`",
            f"Write `figure: {untold[0]}` in the group that it belongs to",
        )
    return tuple(harms)
