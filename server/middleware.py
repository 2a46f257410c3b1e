"""The gates that every request goes through, on its way in and out."""

from __future__ import annotations

import asyncio
import re
from functools import cache
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from server.compression import Compressed
from server.immutable_route import KEPT_FOR_GOOD
from serving.same_origin import refuse
from serving.streamlits_page import sent_instead
from serving.web_server_faults import UNKNOWN_HOST, StaffLog

BUNDLES: Final = {".js": "text/javascript", ".css": "text/css"}


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
                await refuse(refused, scope, receive, send)
                return
        await app(scope, receive, send)

    return middleware


def our_page(app: ASGIApp, page: str, page_headers: dict[str, str]) -> ASGIApp:
    """Middleware: send our page wherever Streamlit would send its own, and our headers."""
    whole = Compressed(page.encode(), "text/html")

    def keep_for(path: str, status: int, headers: MutableHeaders) -> None:
        if status >= 400:
            headers["Cache-Control"] = "no-store"
        elif path.startswith("/app/static/"):
            headers["Cache-Control"] = "public, max-age=3600"

    return sent_instead(
        app, lambda scope: whole.response(Headers(scope=scope), page_headers), keep_for
    )


def compressed_bundles(app: ASGIApp, folder: Path) -> ASGIApp:
    """Middleware: send Streamlit's scripts and styles from memory, compressed once each."""
    files = {
        f"/{file.relative_to(folder).as_posix()}": file
        for file in folder.glob("static/*/*")
        if file.suffix in BUNDLES
    }

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        file = files.get(scope["path"]) if scope.get("method") == "GET" else None
        if file is None:
            await app(scope, receive, send)
            return
        response = (await asyncio.to_thread(bundle, file)).response(
            Headers(scope=scope), KEPT_FOR_GOOD
        )
        await response(scope, receive, send)

    return middleware


def bundles_named_in(page: str) -> list[str]:
    """Return where the bundles are, among Streamlit's files, that a page names."""
    return re.findall(r'"\./(static/(?:js|css)/[^"]+)"', page)


@cache
def bundle(file: Path) -> Compressed:
    """Return a file of Streamlit's, ready to be sent."""
    read = Compressed(file.read_bytes(), BUNDLES[file.suffix])
    read.make()
    return read
