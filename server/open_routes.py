"""The addresses that the server answers at. Streamlit has more: they are closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.web_server_faults import NO_UPGRADE, StaffLog

OPEN: Final[Mapping[str, str]] = {
    r"/|/index\.html": "the page",
    r"/style\.\w+\.css": "its stylesheet",
    r"/browser\.\w+\.js": "our script",
    r"/pictures/[\w.-]+": "the drawings",
    r"/keeper\.js": "what holds a tablet's key while its page is loaded anew",
    r"/app/static/[\w.-]+": "its icon",
    r"/static/.+": "Streamlit's scripts, styles and fonts, which the page names",
    "/_stcore/host-config": "what Streamlit's script asks for before it connects",
    "/healthz": "whether the process is up: whoever watches over it",
    "/readyz": "whether it is ready for patients: whoever sends them to it",
    "/_stcore/health": "whether the server lives: the script asks, and whoever watches over it",
}
"""Each open address, as a pattern, and what is there."""

SOCKET: Final = "/_stcore/stream"
"""Where a page stays connected with its visit: the one address for a WebSocket."""

CLOSED: Final = PlainTextResponse(
    "Not found", status_code=404, headers={"Cache-Control": "no-store"}
)
READ_ONLY: Final = PlainTextResponse(
    "Not allowed", status_code=405, headers={"Cache-Control": "no-store", "Allow": "GET, HEAD"}
)
_OPEN: Final = re.compile("|".join(OPEN))


def open_routes_only(app: ASGIApp, staff_log: StaffLog) -> ASGIApp:
    """Middleware: answer 404 wherever the page has nothing to ask for, and 405 to all but reading.

    Behind Streamlit's other addresses someone could fill the memory with files, count the visits,
    or start the script over and over.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == SOCKET:
            if "sec-websocket-version" in Headers(scope=scope):
                staff_log.tell(NO_UPGRADE)
            await CLOSED(scope, receive, send)
        elif scope["type"] == "http" and not _OPEN.fullmatch(scope["path"]):
            await CLOSED(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            await READ_ONLY(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] != SOCKET:
            await send({"type": "websocket.close", "code": 1008})
        else:
            await app(scope, receive, send)

    return middleware
