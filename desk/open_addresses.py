"""The addresses that the desk's server answers at, and what no request to them may name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

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

_ERROR: Final = re.compile("[a-z_]{1,40}")  # RFC 6749, 4.1.2.1


def nothing_named(app: ASGIApp) -> ASGIApp:
    """Middleware: no request names a session to come back to, nor what a provider says of a person.

    The second is what came with an error at a sign-in: Streamlit would log it.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await app(_without_names(scope), receive, send)
        elif scope["type"] == "websocket":
            await app(without_session(scope), receive, send)
        else:
            await app(scope, receive, send)

    return middleware


def _without_names(scope: Scope) -> Scope:
    """Return a request without what a provider says of an error, but for what kind it is."""
    asked = parse_qsl(scope["query_string"].decode("latin-1"))
    if not any(name == "error" for name, _ in asked):
        return scope
    kept = [
        (name, value if name != "error" or _ERROR.fullmatch(value) else "unknown")
        for name, value in asked
        if name not in ("error_description", "error_uri")
    ]
    return dict(scope, query_string=urlencode(kept).encode())
