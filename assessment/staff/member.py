"""A member of staff: what they are called, and how a name is compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

LONGEST_NAME: Final = 60
"""Characters in a name."""


class StaffError(ValueError):
    """Something cannot be done with the staff; the message is one line for whoever mends it."""


@dataclass(frozen=True)
class Member:
    """A member of staff.

    mark: changes with each new PIN, and is another for someone who is added again: whoever signed
    in before that is out. added: when, with its time zone.
    """

    name: str
    mark: str
    added: datetime


@dataclass(frozen=True)
class Listed:
    """A member of staff as a list shows them. locked: until someone unlocks them."""

    name: str
    added: datetime
    locked: bool


def checked_name(typed: str) -> str:
    """Return a name as it is kept. Raises StaffError for what is none."""
    name = _tidied(typed)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise StaffError(f"A name has 1 to {LONGEST_NAME} characters, and all of them can be seen.")
    if not any(map(str.isalpha, name)):
        raise StaffError("A name has a letter in it, so that nobody takes a PIN for a name.")
    return name


def compared(typed: str) -> str:
    """Return a name as it is compared: in whatever letters it was typed.

    What can be no name at all comes out empty: a PIN that was typed in its place is kept nowhere.
    """
    try:
        return checked_name(typed).casefold()
    except StaffError:
        return ""


def _tidied(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFC", typed).split())
