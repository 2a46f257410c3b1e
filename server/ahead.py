"""What takes a second to make and comes out the same at each start: made ahead, or beside the work.

`python -m server.make_ahead` makes it where the app is installed. A process takes what is there,
and makes the rest by itself. A name tells all that a thing was made of, so nothing is ever taken
that is out of date.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, ParamSpec, TypeVar

from server.log_line import ROOT

P = ParamSpec("P")
T = TypeVar("T")

FOLDER: Final = ROOT / ".venv/ahead"
"""Beside what else is installed. It may be missing, and no server writes to it."""


def file_of(kind: str, *made_of: bytes) -> Path:
    """Return where it is that is made of these, whether or not it is there. kind: a short word."""
    whole = sha256()
    for each in made_of:
        whole.update(sha256(each).digest())
    return FOLDER / f"{whole.hexdigest()}.{kind}"


def there_or_aside(
    file: Path, make: Callable[P, bytes], *given: P.args, **named: P.kwargs
) -> Future[bytes]:
    """Return what was made ahead, from its file; where it was not, have it made aside."""
    try:
        made: Future[bytes] = Future()
        made.set_result(file.read_bytes())
        return made
    except OSError:
        return aside(make, *given, **named)


_waiting: Final[SimpleQueue[tuple[Future[Any], Callable[[], Any]]]] = SimpleQueue()


def aside(make: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
    """Have something made beside the server's work, one thing after another. Returns what will be.

    Nobody may wait for its thread, so `make` is to hold no lock for long, Python's own neither:
    Brotli lets go of it. The thread is as quick as all others, for a slow one that has that lock
    stops them all. Whatever is still to be made when the server ends is not made.
    """
    made: Future[T] = Future()
    _waiting.put((made, partial(make, *given, **named)))
    _begin()
    return made


@cache
def _begin() -> None:
    threading.Thread(target=_work_through, name="aside", daemon=True).start()


def _work_through() -> None:
    while True:
        made, make = _waiting.get()
        try:
            made.set_result(make())
        except Exception as error:  # whoever asks for it is told
            made.set_exception(error)
