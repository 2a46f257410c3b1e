"""`locales/`: the words of the screens, one file a language."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType

from yaml import MappingNode, Node

from assessment.faults import did_you_mean
from assessment.reading.yaml_file import YamlFile
from assessment.texts import Texts


def read_texts(file: YamlFile, places: Mapping[str, frozenset[str]]) -> Texts | None:
    """Return the texts that a file holds, None where there are faults.

    places: every key that the screens use → the names of the places that its text fills in.
    """
    top = file.entries(file.root, "The file")
    language = file.word(top["language"][1] if "language" in top else None, "a language")
    found: dict[str, str] = {}
    for section, (key_node, node) in top.items():
        if section == "language":
            continue
        if not isinstance(node, MappingNode):
            file.fault(key_node, f"`{section}` must hold lines of `key: text`", "Write it so")
            continue
        for key, (inner_key_node, value) in file.entries(node, f"`{section}`").items():
            name = f"{section}.{key}"
            if name not in places:
                mend = did_you_mean(name, places)
                file.fault(inner_key_node, f"No screen uses the text `{name}`", mend)
                continue
            text = file.text(value)
            found[name] = text or ""
            if text is not None:
                _check_places(file, value, text, places[name])
    missing = [name for name in places if name not in found]
    if file.root is not None and isinstance(file.root, MappingNode):
        if "language" not in top:
            file.fault(file.root, "The file lacks `language`", "Add a line such as `language: en`")
        for name in missing:
            section, _, key = name.partition(".")
            at = top[section][0] if section in top else file.root
            file.fault(at, f"The text `{name}` is missing", f"Add `{key}: …` under `{section}:`")
    if file.faults or language is None:
        return None
    return Texts(language, MappingProxyType(found))


def _check_places(file: YamlFile, node: Node, text: str, wanted: frozenset[str]) -> None:
    try:
        parsed = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        file.fault(node, "A curly bracket is not closed", "Close it, or take it out")
        return
    given = {name for _, name, _, _ in parsed}
    if given != wanted or any(layout or conversion for _, _, layout, conversion in parsed):
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"
        file.fault(node, "The places in curly brackets are not the right ones", f"Use {names}")
