"""What is sent compressed: each thing once for all, as small as the browser takes it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from concurrent.futures import Future
from functools import cached_property
from typing import Final

import brotli  # type: ignore[import-untyped]
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.ahead import file_of, there_or_aside

CODINGS: Final = ("br", "gzip")
"""What we compress with, the smaller first (RFC 7932, RFC 1952)."""


def taken(headers: Headers) -> tuple[str, ...]:
    """Return with which of our codings a browser takes what is sent (RFC 9110, 12.5.3)."""
    asked = {}
    for each in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = each.partition(";")
        number = re.fullmatch(r"q=([01](?:\.\d{0,3})?)", weight.replace(" ", "") or "q=1")
        asked[coding.strip()] = float(number[1]) if number else 0.0
    return tuple(each for each in CODINGS if asked.get(each, asked.get("*", 0.0)) > 0)


def encoding_as_asked(app: ASGIApp) -> ASGIApp:
    """Middleware: say plainly to all that follows what is taken: they do not weigh it."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = dict(scope, headers=list(scope["headers"]))
            headers = MutableHeaders(scope=scope)
            headers["accept-encoding"] = ", ".join(taken(headers)) or "identity"
        await app(scope, receive, send)

    return middleware


BROTLI_QUALITY: Final = 9
"""Of 11. The best saves another twelfth, takes ten times as long, and is made ahead."""


class Compressed:
    """A text that is sent as often as it is asked for."""

    def __init__(self, content: bytes, media_type: str) -> None:
        """content: as it is. media_type: what it is."""
        self.content, self.media_type = content, media_type

    @cached_property
    def gzip(self) -> bytes:
        """It, with gzip."""
        return gzip.compress(self.content)

    @cached_property
    def brotli(self) -> Future[bytes]:
        """It, with Brotli, at once where that was made ahead, or else once it is made."""
        ahead = file_of("br", self.content)
        return there_or_aside(ahead, brotli.compress, self.content, quality=BROTLI_QUALITY)

    def make(self) -> None:
        """Have it ready before the first who asks for it: gzip now, Brotli in a while."""
        self.gzip, self.brotli  # noqa: B018

    def response(self, asked: Headers, headers: Mapping[str, str]) -> Response:
        """Return the answer to a request; for as long as Brotli is not done yet, without it."""
        codings = taken(asked)
        if "br" in codings and self.brotli.done():
            coding, body = "br", self.brotli.result()
        elif "gzip" in codings:
            coding, body = "gzip", self.gzip
        else:
            coding, body = "", self.content
        encoded = {"Content-Encoding": coding} if coding else {}
        headers = {**headers, "Vary": "Accept-Encoding", **encoded}
        return Response(body, headers=headers, media_type=self.media_type)
