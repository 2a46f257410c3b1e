"""From the bytes of a YAML file to its nodes, or to the one reason why there are none."""

from __future__ import annotations

from typing import Any, Final

import yaml
from yaml import Node

FROM_THE_RELEASE = "Put it back, or copy it from the last release"

DEEPEST: Final = 40
"""How many lists and mappings may stand inside each other. An honest file has eight."""

LARGEST: Final = 1_000_000
"""Bytes in a file. The largest that the app comes with has some forty thousand."""


class NotYamlError(Exception):
    """Why a file cannot be read as YAML: the line, and the rest of a fault."""

    def __init__(self, line: int, kind: str, wrong: str, mend: str) -> None:
        """line: from 1. kind, wrong, mend: as in a Fault."""
        super().__init__(wrong)
        self.line, self.kind, self.wrong, self.mend = line, kind, wrong, mend


class _Loader(yaml.SafeLoader):
    """Reads one document, and stops at the first place that points to another: `*name`.

    It stops too where nodes are nested too deeply: the time that PyYAML takes grows with the square
    of the depth.
    """

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:  # noqa: ANN401
        if self.check_event(yaml.AliasEvent):
            alias: yaml.AliasEvent = self.peek_event()  # type: ignore[no-untyped-call]
            wrong = f"`*{alias.anchor}` points to another place, which is not understood here"
            line = alias.start_mark.line + 1 if alias.start_mark else 1
            raise NotYamlError(line, "alias", wrong, "Write the text out in full")
        self.depth += 1
        if self.depth > DEEPEST:
            wrong, mend = "The file is nested too deeply", "Take the extra brackets out"
            raise NotYamlError(self.line + 1, "nested-too-deeply", wrong, mend)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def root_node(content: bytes) -> Node:
    """Return the node that holds all others.

    content: of the file. Raises NotYamlError where there is no such node.
    """
    if len(content) > LARGEST:
        wrong = f"The file has {len(content):,} bytes, and no such file needs so many"
        raise NotYamlError(1, "too-large", wrong, FROM_THE_RELEASE)
    try:
        loader = _Loader(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line, mend = _line_at(content, error.start), "Save the file with UTF-8 encoding"
        raise NotYamlError(line, "not-utf-8", "A character is not UTF-8", mend) from None
    except yaml.reader.ReaderError as error:
        raise _forbidden(content, error) from None
    try:
        root: Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = f"This is not YAML: {error.problem or error.context}"
        mend = "Look at the spaces, colons and quotes here and just above"
        raise NotYamlError(mark.line + 1 if mark else 1, "not-yaml", wrong, mend) from None
    except yaml.reader.ReaderError as error:
        raise _forbidden(content, error) from None
    except (ValueError, OverflowError):
        wrong = "This is not YAML: a code or a number here is out of range"
        raise NotYamlError(loader.line + 1, "out-of-range", wrong, "Take it out") from None
    if root is None:
        raise NotYamlError(1, "empty-file", "The file is empty", FROM_THE_RELEASE)
    return root


def _forbidden(content: bytes, error: yaml.reader.ReaderError) -> NotYamlError:
    line = content.decode("utf-8", "replace")[: int(error.position)].count("\n") + 1
    wrong = "There is a character that YAML does not allow"
    return NotYamlError(line, "forbidden-character", wrong, "Take it out")


def _line_at(content: bytes, place: int) -> int:
    return content[:place].count(b"\n") + 1
