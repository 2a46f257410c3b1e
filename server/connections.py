"""Connections below the app: what uvicorn answers by itself, and for how long it waits.

Streamlit starts uvicorn and hands out neither its settings nor its protocols, so both are looked
for here. docs/decisions/1-streamlit.md lists it.
"""

from __future__ import annotations

import asyncio
import gc
from typing import Any, Final

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from websockets.http11 import Response
from websockets.server import ServerProtocol

from server.security_headers import HEADERS_EVERYWHERE

SECONDS_FOR_A_REQUEST: Final = 20
"""How long a browser may take to say what it wants. uvicorn itself would wait for ever."""


def carry_headers_everywhere() -> None:
    """Let each answer carry our headers and no server's name, even where the app never sees it.

    Called once uvicorn has read its settings, and before the first request.
    """
    ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS_EVERYWHERE.items()]
    for thing in gc.get_objects():
        if type(thing) is Config and thing.loaded:
            others = [each for each in thing.encoded_headers if each[0] != b"server"]
            thing.encoded_headers = [*others, *ours]

    def refuse(protocol: H11Protocol, why: str) -> None:
        headers = [(b"content-type", b"text/plain"), (b"connection", b"close"), *ours]
        for event in (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=why.encode()),
            h11.EndOfMessage(),
        ):
            protocol.transport.write(protocol.conn.send(event) or b"")
        protocol.transport.close()

    send_response = ServerProtocol.send_response

    def answer_with_headers(protocol: ServerProtocol, response: Response) -> None:
        for name, value in HEADERS_EVERYWHERE.items():
            if name not in response.headers:
                response.headers[name] = value
        send_response(protocol, response)

    H11Protocol.send_400_response = refuse  # type: ignore[method-assign, assignment]
    ServerProtocol.send_response = answer_with_headers  # type: ignore[method-assign, assignment]


def end_slow_requests() -> None:
    """Let go of connections over which no whole request comes, from now on."""
    made = H11Protocol.connection_made

    def connection_made(protocol: H11Protocol, transport: asyncio.Transport) -> None:
        made(protocol, transport)
        _look_again(protocol)

    H11Protocol.connection_made = connection_made  # type: ignore[method-assign, assignment]


def _look_again(protocol: H11Protocol) -> None:
    later = SECONDS_FOR_A_REQUEST / 2
    protocol.loop.call_later(later, _look, protocol, _unfinished(protocol))


def _look(protocol: H11Protocol, before: tuple[Any, bool]) -> None:
    transport = protocol.transport
    if transport.is_closing() or transport.get_protocol() is not protocol:
        return  # it is over, or a WebSocket by now
    now = _unfinished(protocol)
    if now == before and now[1]:
        transport.abort()
    else:
        _look_again(protocol)


def _unfinished(protocol: H11Protocol) -> tuple[Any, bool]:
    """Return which request came last, and whether the next one is still to come."""
    return protocol.cycle, protocol.conn.their_state is h11.IDLE
