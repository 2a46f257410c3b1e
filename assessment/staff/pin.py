"""PINs: which are refused, and how they are hashed.

Argon2id with the parameters that argon2-cffi recommends: the second choice of RFC 9106 (64 MiB, 3
passes, 4 lanes). Its first choice takes 2 GiB, which a clinic's computer does not have to spare.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from secrets import token_hex
from threading import Lock
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 6
LONGEST: Final = 128
"""Characters in a PIN."""

_hasher: Final = PasswordHasher()
_one_at_a_time: Final = Lock()  # each hash takes 64 MiB: a crowd of guesses shall not fill a memory


def why_refused(pin: str, name: str) -> str:
    """Return why a PIN will not do for a member of this name, in a sentence; empty if it will."""
    typed, called = _plain(pin).casefold(), "".join(name.casefold().split())
    if not SHORTEST <= len(typed) <= LONGEST:
        return f"A PIN has {SHORTEST} to {LONGEST} characters."
    if not typed.isprintable() or typed != typed.strip():
        return "A PIN begins and ends with no blank, and all of its characters can be seen."
    if any(typed == (typed[:length] * len(typed))[: len(typed)] for length in (1, 2, 3)):
        return "This PIN repeats itself, and would be guessed."
    if _is_a_run(typed):
        return "This PIN is a run, such as 123456, and would be guessed."
    if typed in called or any(part in typed for part in (called, *_words(name))):
        return "This PIN is made of the name, and would be guessed."
    return ""


def _is_a_run(typed: str) -> bool:
    """Return whether each character follows the one before, up or down; after 9 comes 0."""
    if typed.isdecimal():
        steps = {(int(after) - int(before)) % 10 for before, after in pairwise(typed)}
        return steps in ({1}, {9})
    return {ord(after) - ord(before) for before, after in pairwise(typed)} in ({1}, {-1})


def _words(name: str) -> list[str]:
    return [word for word in name.casefold().split() if len(word) >= SHORTEST]


def hashed(pin: str) -> str:
    """Return the hash of a PIN, with its salt and parameters in it."""
    with _one_at_a_time:
        return _hasher.hash(_plain(pin))


def fits(pin: str, pin_hash: str) -> bool:
    """Return whether a PIN is the one that was hashed."""
    with _one_at_a_time:
        try:
            right = _hasher.verify(pin_hash, _plain(pin[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return right and len(pin) <= LONGEST


def is_outdated(pin_hash: str) -> bool:
    """Return whether a hash was made with other parameters than those of today."""
    return _hasher.check_needs_rehash(pin_hash)


@cache
def decoy() -> str:
    """Return the hash of nobody's PIN: to try it takes as long as any other."""
    return hashed(token_hex())


def _plain(pin: str) -> str:
    return unicodedata.normalize("NFC", pin)
