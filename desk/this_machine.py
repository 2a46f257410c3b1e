"""Who is at this machine, and the gate for all others while no sign-in is set up."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.same_origin import refuse

SET_UP: Final = "python -m assessment staff add NAME"

_PASSED_ON: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a web server adds that passes on what others ask of it."""

_CLOSED: Final = PlainTextResponse(
    "This desk is closed: no sign-in is set up. Whoever looks after it: docs/desk.md",
    status_code=403,
    headers={"Cache-Control": "no-store"},
)


def is_loopback(host: str) -> bool:
    """Return whether a host, by name or number, is this machine and can be no other."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_from_here(scope: Scope) -> bool:
    """Return whether a request comes from this machine itself, and through no web server.

    It must also ask for this machine by a name of its own: a page elsewhere may have a name that
    leads here (DNS rebinding), and so may a web server that says nothing of itself.
    """
    client, headers = scope.get("client"), Headers(scope=scope)
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return (
        client is not None
        and is_loopback(client[0])
        and is_loopback(name)
        and not any(each in headers for each in _PASSED_ON)
    )


def this_machine_only(app: ASGIApp, unless: Callable[[], bool]) -> ASGIApp:
    """Middleware: refuse whoever is not at this machine. unless: whether others may come too."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] in ("http", "websocket")
        if asks and not is_from_here(scope) and not unless():
            await refuse(_CLOSED, scope, receive, send)
        else:
            await app(scope, receive, send)

    return middleware
