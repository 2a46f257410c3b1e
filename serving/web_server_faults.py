"""What is wrong with the web server before the app, told to staff in the log.

A wrong setting refuses every page that comes, again and again: staff read of it once an hour.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass, field
from typing import Final

SECONDS_BETWEEN: Final = 3600

UNKNOWN_HOST: Final = (
    "Refused: a request for the host {host}, which `hosts` in clinic.yaml does not name. If people "
    "cannot open the page, let the web server before the app pass on the Host header as it came, "
    "or write the name there"
)
FOREIGN_PAGE: Final = (
    "Refused: a page of {origin} that asked for the host {host}. If the first is your own address, "
    "no page gets a connection: let the web server before the app pass on the Host header as it "
    "came, with its port"
)
NO_UPGRADE: Final = (
    "Refused: a page's connection that came as a plain request, so no page gets one: let the web "
    "server before the app speak HTTP/1.1 to it and pass on the headers Upgrade and Connection"
)
MORE: Final = '. See docs/deploy.md, "What you see, and what to change".'

_ADDRESS: Final = re.compile(r"[a-z0-9.:/\[\]_-]{1,100}", re.IGNORECASE)


@dataclass(frozen=True)
class StaffLog:
    """The log, and when each fault was told last."""

    last: dict[str, float] = field(default_factory=dict)

    def tell(self, fault: str, **seen: str) -> None:
        """Tell of a fault, unless that was done within the hour.

        fault: one of the sentences above. seen: addresses as a visitor sent them.
        """
        now = time.monotonic()
        if now - self.last.get(fault, -SECONDS_BETWEEN) >= SECONDS_BETWEEN:
            self.last[fault] = now
            told = fault.format_map({name: shown(value) for name, value in seen.items()})
            logging.getLogger(__name__).warning(told + MORE)


def shown(address: str) -> str:
    """Return an address that a visitor sent, if it is no more than an address."""
    return address if _ADDRESS.fullmatch(address) else "(no address)"
