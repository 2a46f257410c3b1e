"""The cookies of a sign-in by OpenID Connect, which end with the browser.

Streamlit has them last for thirty days, whether or not it is asked over TLS, and puts the
provider's tokens into one. A PIN sets no cookie.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TOKENS: Final = re.compile(rb"_streamlit_user_tokens(_\d+)?=[^;]")
_LASTS: Final = re.compile(rb"; *(max-age=[1-9]\d*|expires=[^;]*)", re.IGNORECASE)


def cookies_of_the_session(app: ASGIApp, by_tls: bool) -> ASGIApp:
    """Middleware: let no cookie outlive the browser, leave without TLS, or hold a token.

    by_tls: whether the desk is at https://.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_ours(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (name, hardened(value, by_tls) if name.lower() == b"set-cookie" else value)
                    for name, value in message["headers"]
                    if name.lower() != b"set-cookie" or not _holds_tokens(value)
                ]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_ours)

    return middleware


def hardened(cookie: bytes, by_tls: bool) -> bytes:
    """Return a Set-Cookie header as it leaves us. One that deletes a cookie stays as it is."""
    if re.search(rb"max-age=0\b", cookie, re.IGNORECASE):
        return cookie
    cookie = _LASTS.sub(b"", cookie)
    secure = by_tls and b"; secure" not in cookie.lower()
    return cookie + b"; Secure" if secure else cookie


def _holds_tokens(cookie: bytes) -> bool:
    return bool(_TOKENS.match(cookie)) and not re.search(rb"max-age=0\b", cookie, re.IGNORECASE)
