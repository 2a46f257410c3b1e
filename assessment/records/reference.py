"""The reference code: a short code to find a visit by. It says nothing of the person."""

from __future__ import annotations

import re
import secrets
from typing import Final

LETTERS: Final = "ACDEFHJKMNPRTUVWXY34679"
"""Those that nobody takes for another when they read or write them."""

_CODE: Final = re.compile(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}")


def new_reference() -> str:
    """Return a new code such as `K7MP-3XTA`: one of some 78,000,000,000, drawn by chance."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def is_reference(text: object) -> bool:
    """Return whether this, whatever it is, is such a code."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None
