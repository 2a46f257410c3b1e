"""The log: short lines for staff, with no mark of a visit and nothing that a visitor has written.

Streamlit and the server below it log what they could not read, and exceptions word for word.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any, Final

LONGEST_LINE: Final = 500
"""Characters of a message that are kept."""

_ID: Final = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


def keep_log_clean() -> None:
    """Clean each record of whichever logger, from now on."""
    make = logging.getLogRecordFactory()

    def make_clean(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401
        record = make(*args, **kwargs)
        record.msg, record.args = cleaned(_message_of(record)), ()
        if record.exc_info and record.exc_info[1]:
            record.exc_text = "\n".join(_told(record.exc_info[1]))
        return record

    logging.setLogRecordFactory(make_clean)


def cleaned(message: str) -> str:
    """Return a message on one line, not too long, with ids and unseen characters left out."""
    line = _ID.sub("(id)", _UNSEEN.sub(" ", message))
    half = LONGEST_LINE // 2
    return line if len(line) <= LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


def _message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # its arguments do not fit; logging itself would print them
        return str(record.msg)


def _told(error: BaseException) -> Iterator[str]:
    """Yield what an exception is and where it was, without its words, which may hold an answer."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield "which led to:"
    yield "Traceback (most recent call last)"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield type(error).__qualname__
