"""`locales/…yaml`: the words of the screens in one language."""

from __future__ import annotations

from string import Formatter
from types import MappingProxyType

from yaml import MappingNode, Node

from assessment.model.faults import did_you_mean
from assessment.model.text_keys import LABELS, PLACES, PLACES_OF_COUNTS
from assessment.model.texts import Texts
from assessment.reading.yaml_file import YamlFile


def read_texts(file: YamlFile, expected: str) -> Texts | None:
    """Return the texts that a file holds, None where there are faults.

    expected: the language that the file must say it is in.

    Where the file itself could not be read, its texts are not told as missing too.
    """
    top = file.entries(file.root, "The file")
    language = file.word(top["language"][1] if "language" in top else None, "a language")
    if language not in (None, expected):
        mend = f"Write `language: {expected}`, as the file is called"
        wrong = f"The file says that it is in `{language}`"
        file.fault(top["language"][1], "another-language", wrong, mend)
    found: dict[str, str] = {}
    for section, (key_node, node) in top.items():
        if section == "language":
            continue
        if not isinstance(node, MappingNode):
            wrong = f"`{section}` must hold lines of `key: text`"
            file.fault(key_node, "not-a-mapping", wrong, "Write it so")
            continue
        for key, (inner_key_node, value) in file.entries(node, f"`{section}`").items():
            name = f"{section}.{key}"
            if name not in PLACES:
                mend = did_you_mean(name, PLACES)
                wrong = f"No screen uses the text `{name}`"
                file.fault(inner_key_node, "unknown-text", wrong, mend)
                continue
            text = file.label(value) if name in LABELS else file.text(value)
            found[name] = text or ""
            if text is not None:
                _check_places(file, value, text, PLACES[name])
    missing = [name for name in PLACES if name not in found]
    if file.root is not None and isinstance(file.root, MappingNode):
        if "language" not in top:
            mend = "Add a line such as `language: en`"
            file.fault(file.root, "missing-key", "The file lacks `language`", mend)
        for name in missing:
            section, _, key = name.partition(".")
            at = top[section][0] if section in top else file.root
            mend = f"Add `{key}: …` under `{section}:`"
            file.fault(at, "missing-text", f"The text `{name}` is missing", mend)
    if file.faults or language is None:
        return None
    return Texts(language, MappingProxyType(found))


def _check_places(file: YamlFile, node: Node, text: str, wanted: frozenset[str]) -> None:
    if "{{" in text or "}}" in text:
        wrong, mend = "Curly brackets stand for a place alone", "Use another kind of bracket"
        file.fault(node, "doubled-bracket", wrong, mend)
        return
    try:
        parsed = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        mend = "Close it, or take it out"
        file.fault(node, "open-bracket", "A curly bracket is not closed", mend)
        return
    given = {name for _, name, _, _ in parsed} - PLACES_OF_COUNTS
    if given != wanted or any(layout or conversion for _, _, layout, conversion in parsed):
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"
        wrong = "The places in curly brackets are not the right ones"
        file.fault(node, "wrong-places", wrong, f"Use {names}")
