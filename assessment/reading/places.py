"""Where something stands in the clinic's files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yaml import Node, ScalarNode

from assessment.reading.yaml_file import YamlFile, line_of


def places_of(words: str, folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the file and the line of each text that holds these words, however it writes them.

    folder: as for `read_definition`. A line is that on which the text begins, the first being 1.
    """
    for path in sorted(folder.glob("*.yaml")) + sorted(folder.glob("*/*.yaml")):
        file = YamlFile(path, path.relative_to(folder).as_posix())
        nodes: list[Node | None] = [file.root]
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, ScalarNode):
                if words in node.value:
                    yield file.name, line_of(node)
            elif node is not None:
                for inner in node.value:
                    nodes += inner if isinstance(inner, tuple) else [inner]
