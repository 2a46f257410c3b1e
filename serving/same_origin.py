"""The gate for pages of other origins, and how a request is refused."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.web_server_faults import FOREIGN_PAGE, StaffLog


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer so; refuse a WebSocket (403) in the one way of which uvicorn logs no line."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


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
            await refuse(refused, scope, receive, send)

    return middleware
