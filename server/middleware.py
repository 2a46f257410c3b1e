"""The gates that every request goes through, on its way in and out."""

from __future__ import annotations

import asyncio
import gzip
import re
from functools import cache
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.web_server_faults import FOREIGN_PAGE, UNKNOWN_HOST, StaffLog

KEPT_FOR_GOOD: Final = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "Vary": "Accept-Encoding",
}
"""The headers of what never changes, since its name holds a hash."""


BUNDLES: Final = {".js": "text/javascript", ".css": "text/css"}


async def _refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer so; refuse a WebSocket (403) in the one way of which uvicorn logs no line."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


def known_hosts_only(
    app: ASGIApp, hosts: tuple[str, ...], sorry: str, staff_log: StaffLog
) -> ASGIApp:
    """Middleware: refuse what is asked of a host by another name.

    hosts: the names; none means every name. sorry: what a person reads then.
    """
    refused = PlainTextResponse(sorry, status_code=400)

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and hosts:
            host = Headers(scope=scope).get("host", "")
            if host.partition(":")[0].lower() not in hosts:
                staff_log.tell(UNKNOWN_HOST, host=host)
                await _refuse(refused, scope, receive, send)
                return
        await app(scope, receive, send)

    return middleware


def same_origin_only(app: ASGIApp, staff_log: StaffLog) -> ASGIApp:
    """Middleware: refuse what the page of another origin asks for.

    Streamlit refuses too, but first asks a service outside the clinic for this machine's address,
    and every visit waits meanwhile.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else Headers()
        origin = headers.get("origin")
        host = headers.get("host", "")
        if origin is None or origin.partition("://")[2] == host:
            await app(scope, receive, send)
        else:
            staff_log.tell(FOREIGN_PAGE, origin=origin, host=host)
            refused = PlainTextResponse("Invalid origin", status_code=403)
            await _refuse(refused, scope, receive, send)

    return middleware


def takes_gzip(headers: Headers) -> bool:
    """Return whether a browser takes what is compressed with gzip (RFC 9110, 12.5.3)."""
    asked = {}
    for each in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = each.partition(";")
        number = re.fullmatch(r"q=([01](?:\.\d{0,3})?)", weight.replace(" ", "") or "q=1")
        asked[coding.strip()] = float(number[1]) if number else 0.0
    return asked.get("gzip", asked.get("*", 0.0)) > 0


def encoding_as_asked(app: ASGIApp) -> ASGIApp:
    """Middleware: say plainly to all that follows whether gzip is taken: they do not weigh it."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = dict(scope, headers=list(scope["headers"]))
            headers = MutableHeaders(scope=scope)
            headers["accept-encoding"] = "gzip" if takes_gzip(headers) else "identity"
        await app(scope, receive, send)

    return middleware


def our_page(app: ASGIApp, page: str, page_headers: dict[str, str]) -> ASGIApp:
    """Middleware: send our page wherever Streamlit would send its own, and our headers."""
    plain, packed = page.encode(), gzip.compress(page.encode())
    vary = {"Vary": "Accept-Encoding"}

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        is_page = False

        async def send_ours(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page:
                    takes = "gzip" in Headers(scope=scope).get("accept-encoding", "")
                    encoding = {"Content-Encoding": "gzip"} if takes else {}
                    response = Response(
                        packed if takes else plain,
                        headers={**page_headers, **vary, **encoding},
                        media_type="text/html",
                    )
                    await response(scope, receive, send)
                elif message["status"] >= 400:
                    headers["Cache-Control"] = "no-store"
                elif scope["path"].startswith("/app/static/"):
                    headers["Cache-Control"] = "public, max-age=3600"
            if not is_page:
                await send(message)

        await app(scope, receive, send_ours)

    return middleware


def compressed_bundles(app: ASGIApp, folder: Path) -> ASGIApp:
    """Middleware: send Streamlit's scripts and styles from memory, compressed once each."""
    bundles = {
        f"/{file.relative_to(folder).as_posix()}": file
        for file in folder.glob("static/*/*")
        if file.suffix in BUNDLES
    }

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        bundle = bundles.get(scope["path"]) if scope.get("method") == "GET" else None
        if bundle is None or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await app(scope, receive, send)
            return
        content = await asyncio.to_thread(compressed, bundle)
        headers = {**KEPT_FOR_GOOD, "Content-Encoding": "gzip"}
        response = Response(content, headers=headers, media_type=BUNDLES[bundle.suffix])
        await response(scope, receive, send)

    return middleware


@cache
def compressed(file: Path) -> bytes:
    """Return a file's content, compressed."""
    return gzip.compress(file.read_bytes())
