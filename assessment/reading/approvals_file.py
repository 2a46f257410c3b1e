"""`approvals.yaml`: who has approved which version, and the hashes that say which version it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import cast

from yaml import Node

from assessment.model.approval import SUBJECTS, Approval, Approvals, Subject, Version
from assessment.reading.yaml_file import YamlFile

_KEYS = ("what", "hash", "who", "role", "when")
_HASH = re.compile("[0-9a-f]{64}")


def read_approvals(file: YamlFile, version: Version) -> Approvals | None:
    """Return the approvals that the file tells of, None where there are faults.

    version: of the files that they are held against. An approval of another version is no fault.
    """
    top = file.fields(file.root, "The file", ("format", "approvals"))
    file.check_format(top.get("format"))
    nodes = file.items(top.get("approvals"), "`approvals`", may_be_empty=True)
    given = [_approval(file, node) for node in nodes]
    return None if file.faults else Approvals(tuple(cast(list[Approval], given)), version)


def version_of(
    language: str,
    questionnaire: YamlFile,
    translation: YamlFile,
    others: Collection[YamlFile],
) -> Version:
    """Return what the files say now, as hashes (SHA-256, hexadecimal).

    Of the rule: the bytes of the questionnaire. Of a translation: the bytes of its file. Of the
    words: the lines `hash  name` of these two and all others, by name, as `sha256sum` prints them.
    """
    files = sorted([questionnaire, translation, *others], key=lambda file: file.name)
    lines = "".join(f"{_hash(file.bytes)}  {file.name}\n" for file in files)
    hashes: dict[Subject, str] = {
        "rule": _hash(questionnaire.bytes),
        "words": _hash(lines.encode()),
        "translation": _hash(translation.bytes),
    }
    return Version(language, MappingProxyType(hashes))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _approval(file: YamlFile, node: Node) -> Approval | None:
    of_a_translation = file.text_of(node, "what") == "translation"
    keys = (*_KEYS, "language") if of_a_translation else _KEYS
    found = file.fields(node, "An approval", keys)
    subject = file.choice(found.get("what"), "thing to approve called", SUBJECTS)
    content_hash = file.text(found.get("hash"))
    if content_hash is not None and not _HASH.fullmatch(content_hash):
        file.fault(
            found["hash"],
            "bad-hash",
            "This is not the whole of a hash",
            "Copy all 64 letters and digits of it from what `python -m assessment check` prints",
        )
    who, role = file.text(found.get("who")), file.text(found.get("role"))
    when = file.parsed(found.get("when"), date.fromisoformat, "A date", "2026-11-22")
    language = file.word(found.get("language"), "a language")
    if subject is None or content_hash is None or when is None:
        return None
    return Approval(cast(Subject, subject), content_hash, who or "", role or "", when, language)
