"""Who has approved which version of the rule, the words or a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

Subject = Literal["rule", "words", "translation"]
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
"""What can be approved: what decides, all that is said, and the words in one language."""


@dataclass(frozen=True)
class Approval:
    """That someone has approved one version of something.

    content_hash: of the files as they were then. who, role: a name, and what they are, such as
    plastic surgeon. language: of a translation, None for all else.
    """

    subject: Subject
    content_hash: str
    who: str
    role: str
    when: date
    language: str | None = None


@dataclass(frozen=True)
class Version:
    """The files as they are now. content_hashes: what can be approved → the hash of its files."""

    language: str
    content_hashes: Mapping[Subject, str]


@dataclass(frozen=True)
class Approvals:
    """Every approval that was ever given, in the order of the file, and what it is held against."""

    given: tuple[Approval, ...]
    version: Version


def holding(approvals: Approvals, subject: Subject) -> tuple[Approval, ...]:
    """Return who has approved the present version of something; () where nobody has."""
    return tuple(
        each for each in approvals.given if each.subject == subject and _fits(each, approvals)
    )


def out_of_date(approvals: Approvals) -> tuple[Approval, ...]:
    """Return the approvals of what has changed since, or is not served. They count as none."""
    return tuple(each for each in approvals.given if not _fits(each, approvals))


def _fits(approval: Approval, approvals: Approvals) -> bool:
    version = approvals.version
    return approval.content_hash == version.content_hashes[
        approval.subject
    ] and approval.language in (None, version.language)
