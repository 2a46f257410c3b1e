"""One YAML file, read node by node, so that each fault can name its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from assessment.model.faults import Fault, did_you_mean
from assessment.reading.characters import unfit, unfit_on_a_button
from assessment.reading.yaml_nodes import FROM_THE_RELEASE, NotYamlError, root_node

T = TypeVar("T")

FORMAT = "1"
"""What every file says of itself, so that a later release may know an earlier file."""

_ID = re.compile("[a-z0-9_-]+")

_STRING = "tag:yaml.org,2002:str"
_BOOLEAN = "tag:yaml.org,2002:bool"
_DATE = "tag:yaml.org,2002:timestamp"
_INTEGER = "tag:yaml.org,2002:int"
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "bool", "int", "float", "null", "timestamp", "map", "seq", "merge", "value")
)


class YamlFile:
    """A file's nodes, and a note of every fault found while reading them.

    Every reading method takes None for a node that is missing and has been reported already, and
    gives None (or nothing) for what is faulty: so one pass finds all the faults there are.
    """

    def __init__(self, path: Path, name: str, if_missing: str = FROM_THE_RELEASE) -> None:
        """path: the file. name: what staff know it by, such as `clinic.yaml`.

        if_missing: what to do where there is none.
        """
        self.name = name
        self.faults: list[Fault] = []
        self.bytes = b""
        self.root: Node | None = None
        try:
            self.bytes = path.read_bytes()
            self.root = root_node(self.bytes)
        except FileNotFoundError:
            self._report(1, "missing-file", "The file is missing", if_missing)
        except OSError as error:
            wrong = f"The file cannot be read: {error.strerror}"
            self._report(1, "unreadable-file", wrong, "Mend its permissions")
        except NotYamlError as error:
            self._report(error.line, error.kind, _one_line(error.wrong), error.mend)

    def _report(self, line: int, kind: str, wrong: str, mend: str) -> None:
        self.faults.append(Fault(self.name, line, kind, " ".join(wrong.split()), mend))

    def fault(self, node: Node, kind: str, wrong: str, mend: str) -> None:
        """Note a fault on the line where the node begins."""
        self._report(line_of(node), kind, wrong, mend)

    def unknown(self, node: Node, what: str, word: str, known: Iterable[str]) -> None:
        """Note that a word is not among the known ones."""
        self.fault(node, "unknown-name", f"There is no {what} `{word}`", did_you_mean(word, known))

    def entries(self, node: Node | None, what: str) -> dict[str, tuple[Node, Node]]:
        """Return a mapping's keys in order, each with its key node and value node."""
        found: dict[str, tuple[Node, Node]] = {}
        if node is None:
            return found
        if not isinstance(node, MappingNode):
            self.fault(
                node, "not-a-mapping", f"{what} must be lines of `key: value`", "Write it that way"
            )
            return found
        for key_node, value_node in node.value:
            key = self.text(key_node)
            if key is None:
                continue
            if key in found:
                first = line_of(found[key][0])
                self.fault(
                    key_node,
                    "repeated-key",
                    f"`{key}` stands twice, first on line {first}",
                    "Take one of them out",
                )
                continue
            found[key] = (key_node, value_node)
        return found

    def fields(
        self,
        node: Node | None,
        what: str,
        required: Sequence[str],
        optional: Sequence[str] = (),
    ) -> dict[str, Node]:
        """Return the value nodes of a mapping whose keys are known beforehand."""
        entries = self.entries(node, what)
        known = [*required, *optional]
        for key, (key_node, _) in entries.items():
            if key not in known:
                self.fault(
                    key_node, "unknown-key", f"{what} has no key `{key}`", did_you_mean(key, known)
                )
        if isinstance(node, MappingNode):
            for key in required:
                if key not in entries:
                    self.fault(
                        node, "missing-key", f"{what} lacks `{key}`", f"Add a line `{key}: …`"
                    )
        return {key: value for key, (_, value) in entries.items() if key in known}

    def has(self, node: Node | None, key: str) -> bool:
        """Return whether a mapping has a key, noting no fault."""
        return isinstance(node, MappingNode) and any(
            isinstance(key_node, ScalarNode) and key_node.value == key for key_node, _ in node.value
        )

    def text_of(self, node: Node | None, key: str) -> str | None:
        """Return the plain text that a mapping has for a key, None for none, noting no fault."""
        pairs = node.value if isinstance(node, MappingNode) else ()
        for key_node, value in pairs:
            if isinstance(key_node, ScalarNode) and key_node.value == key:
                return str(value.value) if isinstance(value, ScalarNode) else None
        return None

    def items(self, node: Node | None, what: str, *, may_be_empty: bool = False) -> Sequence[Node]:
        """Return the nodes of a list, which must hold something unless it may be empty."""
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.fault(node, "not-a-list", f"{what} must be a list", "Begin each entry with `- `")
            return ()
        if not node.value and not may_be_empty:
            self.fault(node, "empty-list", f"{what} is empty", "Add an entry")
        return list(node.value)

    def text(self, node: Node | None) -> str | None:
        """Return a text that is not empty."""
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.fault(node, "not-a-text", "A text belongs here", "Write it on one line, in quotes")
        elif node.tag == _BOOLEAN:
            self.fault(
                node,
                "boolean",
                f"YAML reads `{node.value}` as true or false, not as a word",
                f'Put it in quotes: "{node.value}"',
            )
        elif node.tag not in _PLAIN_TAGS:
            self.fault(
                node, "tag", f"`{_one_line(node.tag)}` is not understood here", "Take the tag out"
            )
        elif not node.value.strip():
            self.fault(
                node, "empty-text", "There is no text here", "Write one, or take the key out"
            )
        elif why := unfit(node.value):
            self.fault(node, *why)
        elif node.tag != _STRING:
            shown = _one_line(node.value)
            self.fault(
                node,
                "not-a-text",
                f"YAML reads `{shown}` as something else than a text",
                f'Use "{shown}"',
            )
        else:
            return str(node.value)
        return None

    def label(self, node: Node | None) -> str | None:
        """Return a text that can stand on a button or beside a box."""
        text = self.text(node)
        if text is not None and node is not None and (why := unfit_on_a_button(text)):
            self.fault(node, *why)
            return None
        return text

    def word(self, node: Node | None, what: str) -> str | None:
        """Return an id: small letters, digits, hyphens and underscores."""
        text = self.text(node)
        if text is None or node is None:
            return None
        if not _ID.fullmatch(text):
            self.fault(
                node,
                "bad-id",
                f"`{_one_line(text)}` cannot be the id of {what}",
                "Use small letters, digits, hyphens and underscores",
            )
            return None
        return text

    def choice(self, node: Node | None, what: str, known: Collection[str] | None) -> str | None:
        """Return a text that is one of the known ones; where they are None, any text."""
        text = self.text(node)
        if text is None or node is None:
            return None
        if known is not None and text not in known:
            self.unknown(node, what, _one_line(text), known)
            return None
        return text

    def choices(
        self, node: Node | None, what: str, known: Collection[str] | None
    ) -> tuple[str, ...]:
        """Return a list of texts, each one of the known ones; () for a missing node."""
        found = [self.choice(item, what, known) for item in self.items(node, f"A list of {what}s")]
        return tuple(text for text in found if text is not None)

    def flag(self, node: Node | None, what: str) -> bool | None:
        """Return whether it says true. what: the key."""
        if node is None:
            return None
        if isinstance(node, ScalarNode) and node.tag == _BOOLEAN:
            return node.value.lower() in ("true", "yes", "on")
        self.fault(node, "not-true-or-false", f"{what} is true or false", "Write `true` or `false`")
        return None

    def number(self, node: Node | None, what: str, least: int, most: int) -> int | None:
        """Return a whole number between the two, both included. what: what it counts."""
        if node is None:
            return None
        if isinstance(node, ScalarNode) and node.tag == _INTEGER:
            digits = node.value.replace("_", "")
            small = digits.isascii() and digits.isdecimal() and len(digits) < 10
            if small and least <= int(digits) <= most:
                return int(digits)
        shown = f"`{_one_line(node.value)}`" if isinstance(node, ScalarNode) else "a list of things"
        allowed = f"`{least}`" if least == most else f"a whole number from {least} to {most}"
        self.fault(node, "bad-number", f"{what} cannot be {shown}", f"Write {allowed}")
        return None

    def parsed(
        self, node: Node | None, parse: Callable[[str], T], what: str, example: str
    ) -> T | None:
        """Return what `parse` makes of a plain text; its ValueError becomes a fault."""
        if node is None:
            return None
        if isinstance(node, ScalarNode) and node.tag in (_STRING, _DATE):
            try:
                return parse(node.value)
            except ValueError:
                pass
        self.fault(node, "not-a-date", f"{what} belongs here", f"Write it like {example}")
        return None

    def check_format(self, node: Node | None) -> None:
        """Check that the file says it is of the one format there is."""
        if node is not None and not _is_integer(node, FORMAT):
            self.fault(
                node,
                "unknown-format",
                "This app does not know files of this format",
                f"Write `format: {FORMAT}`, or run the release that the file was made for",
            )

    def declared(
        self, nodes: Iterable[tuple[str | None, Node | None]], what: str
    ) -> tuple[str, ...]:
        """Return ids in order, having noted each that is given a second time."""
        first: dict[str, int] = {}
        for name, node in nodes:
            if name is None or node is None:
                continue
            if name in first:
                self.fault(
                    node,
                    "repeated-id",
                    f"The {what} `{name}` is there twice, first on line {first[name]}",
                    "Give one of them another id, or take it out",
                )
            first.setdefault(name, line_of(node))
        return tuple(first)


def line_of(node: Node) -> int:
    """Return the line on which a node begins, the first being 1."""
    return int(node.start_mark.line) + 1


def _is_integer(node: Node, digits: str) -> bool:
    """Return whether a node is this very number, not in quotes."""
    return isinstance(node, ScalarNode) and node.tag == _INTEGER and node.value == digits


def _one_line(text: object) -> str:
    """Return a text shortened to one line of a message."""
    line = " ".join(str(text).split())
    return line if len(line) <= 80 else line[:79] + "…"
