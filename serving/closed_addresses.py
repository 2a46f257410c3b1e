"""The gate at a server's addresses: open is what its page asks for. Streamlit has more: closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.web_server_faults import NO_UPGRADE, StaffLog

SOCKET: Final = "/_stcore/stream"
"""Where a page stays connected with its visit: the one address for a WebSocket."""

CLOSED: Final = PlainTextResponse(
    "Not found", status_code=404, headers={"Cache-Control": "no-store"}
)
READ_ONLY: Final = PlainTextResponse(
    "Not allowed", status_code=405, headers={"Cache-Control": "no-store", "Allow": "GET, HEAD"}
)


def closed_but_for(app: ASGIApp, addresses: Iterable[str], staff_log: StaffLog) -> ASGIApp:
    """Middleware: answer 404 wherever the page has nothing to ask for, and 405 to all but reading.

    addresses: patterns of those that are open. Behind Streamlit's others someone could fill the
    memory with files, count the visits, or start the script over and over.
    """
    is_open = re.compile("|".join(addresses))

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == SOCKET:
            if "sec-websocket-version" in Headers(scope=scope):
                staff_log.tell(NO_UPGRADE)
            await CLOSED(scope, receive, send)
        elif scope["type"] == "http" and not is_open.fullmatch(scope["path"]):
            await CLOSED(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            await READ_ONLY(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] != SOCKET:
            await send({"type": "websocket.close", "code": 1008})
        else:
            await app(scope, receive, send)

    return middleware
