"""Whether a text can be shown as it stands: every character to be seen, and none too many."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

MOST_CHARACTERS: Final = 2_000
MOST_IN_A_WORD: Final = 100
"""Characters in a text, and in a word of it: more, and no screen and no sheet has room."""

_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that have no look."""

_WITHOUT_SPACES: Final = "\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef"
"""Where Korean, Japanese and Chinese are: a line of them can break at any character."""

_IGNORED: Final = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that only change how a character is drawn, or not even that."""

_LONG_WORD: Final = re.compile(rf"[^\s{_WITHOUT_SPACES}]{{{MOST_IN_A_WORD + 1},}}")
_LIKE_AN_ICON: Final = re.compile(r":([\w+/-]*[a-z_][\w+/-]*|[+-]1|100|1234):", re.IGNORECASE)
_LIKE_AN_ADDRESS: Final = re.compile(r"https?:|\bwww\.|\S@\S", re.IGNORECASE)
_LIKE_AN_ARROW: Final = re.compile(r"(?:^|\s)(<->|->|<-|--|>=|<=|~=)(?:\s|$)")


class Unfit(NamedTuple):
    """Why a text cannot be shown: as in a Fault."""

    kind: str
    wrong: str
    mend: str


def unfit(text: str) -> Unfit | None:
    """Return why a text cannot be shown, None where it can."""
    for character in text:
        if _is_hidden(character):
            name = unicodedata.name(character, "a control character").lower()
            wrong = f"There is a character that nobody sees: U+{ord(character):04X}, {name}"
            return Unfit("hidden-character", wrong, "Take it out, or type the text anew")
    if not any(_is_visible(character) for character in text):
        wrong, mend = "There is nothing here that anybody sees", "Write a text"
        return Unfit("nothing-to-see", wrong, mend)
    if len(text) > MOST_CHARACTERS:
        wrong = f"This text has {len(text):,} characters, more than fit on a screen"
        return Unfit("too-long", wrong, f"Write at most {MOST_CHARACTERS:,}")
    if _LONG_WORD.search(text):
        wrong = f"There is a word of more than {MOST_IN_A_WORD} characters, which fits on no line"
        return Unfit("too-long", wrong, "Divide it by a space or a hyphen and a space")
    return None


def unfit_on_a_button(text: str) -> Unfit | None:
    """Return why a text cannot stand on a button or beside a box, None where it can.

    Streamlit would show something else there, or make a link of it, however it is written.
    """
    for pattern, what in (
        (_LIKE_AN_ICON, "a word between colons, for which an icon would be shown"),
        (_LIKE_AN_ADDRESS, "an address, which would be a link"),
        (_LIKE_AN_ARROW, "signs that would be shown as one other sign"),
    ):
        if found := pattern.search(text):
            wrong = f"On a button or beside a box stands {what}: `{found[0].strip()}`"
            return Unfit("not-on-a-button", wrong, "Say it in words")
    return None


def alike(text: str) -> str:
    """Return what two texts share that look the same, whatever their capitals and blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_hidden(character: str) -> bool:
    if character in "\n\t":
        return False
    if _IGNORED.match(character):
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def _is_visible(character: str) -> bool:
    return not character.isspace() and character not in _BLANKS
