"""The addresses that the desk's server answers at. Streamlit has more: they are closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.new_session import without_session

OPEN: Final[Mapping[str, str]] = {
    r"/|/index\.html": "the page",
    r"/static/.+": "Streamlit's scripts, styles and fonts, which the page names",
    "/_stcore/host-config": "what Streamlit's script asks for before it connects",
    "/_stcore/health": "whether the server lives: the script asks, and whoever watches over it",
}
"""Each open address, as a pattern, and what is there."""

OPEN_FOR_ACCOUNTS: Final[Mapping[str, str]] = {
    "/auth/log(in|out)": "where a sign-in by OpenID Connect begins and ends",
    "/oauth2callback": "where the provider sends whoever signed in",
}
"""The same, where staff sign in by OpenID Connect."""

SOCKET: Final = "/_stcore/stream"
"""Where a page stays connected: the one address for a WebSocket."""

_NOT_KEPT: Final = {"Cache-Control": "no-store"}
_CLOSED: Final = PlainTextResponse("Not found", status_code=404, headers=_NOT_KEPT)
_READ_ONLY: Final = PlainTextResponse(
    "Not allowed", status_code=405, headers={**_NOT_KEPT, "Allow": "GET, HEAD"}
)
_ERROR: Final = re.compile("[a-z_]{1,40}")  # RFC 6749, 4.1.2.1


def open_addresses_only(app: ASGIApp, by_account: bool) -> ASGIApp:
    """Middleware: answer 404 wherever the page has nothing to ask for, and 405 to all but reading.

    by_account: whether staff sign in by OpenID Connect.
    """
    is_open = re.compile("|".join([*OPEN, *(OPEN_FOR_ACCOUNTS if by_account else ())]))

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_open.fullmatch(scope["path"]):
            await _CLOSED(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            await _READ_ONLY(scope, receive, send)
        elif scope["type"] == "http":
            await app(_without_names(scope), receive, send)
        elif scope["type"] == "websocket" and scope["path"] != SOCKET:
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "websocket":
            await app(without_session(scope), receive, send)
        else:
            await app(scope, receive, send)

    return middleware


def _without_names(scope: Scope) -> Scope:
    """Return a request without what a provider says of an error: Streamlit would log it.

    It may name the person. What kind of error it is stays.
    """
    asked = parse_qsl(scope["query_string"].decode("latin-1"))
    if not any(name == "error" for name, _ in asked):
        return scope
    kept = [
        (name, value if name != "error" or _ERROR.fullmatch(value) else "unknown")
        for name, value in asked
        if name not in ("error_description", "error_uri")
    ]
    return dict(scope, query_string=urlencode(kept).encode())
