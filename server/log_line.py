"""What whoever watches over the server is told: one JSON object a line at a start, stop or fault.

It says what, of which version, and in which process. No answer, no address and no id is in it.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from serving.clean_log import cleaned

ROOT: Final = Path(__file__).resolve().parent.parent


def tell(event: str, **facts: str | int) -> None:
    """Write one line. A disk that is full, or a pipe that nobody reads, stops nothing."""
    with suppress(OSError, ValueError):
        os.write(sys.stderr.fileno(), line(datetime.now(UTC), event, facts).encode())


def line(now: datetime, event: str, facts: Mapping[str, str | int]) -> str:
    """Return the line. facts: a word or a number for each name."""
    said = {name: cleaned(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    whole = {
        "at": now.isoformat(timespec="seconds"),
        "event": event,
        "process": os.getpid(),
        **said,
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def kind_and_place(error: BaseException) -> dict[str, str | int]:
    """Return what an exception is and where in our code it came up, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).parent.parent == ROOT]
    where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in own or frames]
    return {"what": type(error).__qualname__, "where": where[-1] if where else "unknown"}
