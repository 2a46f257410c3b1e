"""Connections below the app: what uvicorn answers by itself, and for how long it waits.

Streamlit starts uvicorn and hands out neither its settings nor its protocols, so both are looked
for here. docs/decisions/1-streamlit.md lists it.
"""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from typing import Final
from weakref import WeakKeyDictionary

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Response
from websockets.server import ServerProtocol

from screens.bucket import Bucket
from serving.security_headers import HEADERS_EVERYWHERE

SECONDS_FOR_A_REQUEST: Final = 10
"""How long a browser may take to say what it wants, at the least; at the most three times as long.
uvicorn itself would wait for ever."""

READ_AT_ONCE: Final = 16 * 1024
"""Bytes that are taken in from one connection before the others have their turn."""

A_SECOND: Final = 20
AT_ONCE: Final = 60
"""Pings and pieces of a message that a page may send in the long run, and in one go. Browsers send
neither: uvicorn deals with them by itself, and the gate for messages never sees them."""

FLOOD: Final = "flood"
"""The key of what is put in among a connection's messages where it sends more of them."""


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
        under_way = protocol.cycle
        if under_way is not None and not under_way.response_complete:
            under_way.disconnected = True  # its answer goes nowhere, and says nothing of it
            under_way.message_event.set()
            protocol.transport.close()
            return
        headers = [(b"content-type", b"text/plain"), (b"connection", b"close"), *ours]
        with suppress(h11.LocalProtocolError):  # nothing more can be said over this connection
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
        transport.max_size = READ_AT_ONCE  # type: ignore[attr-defined]
        _look_again(protocol, None, 0)

    H11Protocol.connection_made = connection_made  # type: ignore[method-assign, assignment]


def _look_again(protocol: H11Protocol, last: object, stalled: int) -> None:
    protocol.loop.call_later(SECONDS_FOR_A_REQUEST, _look, protocol, last, stalled)


def _look(protocol: H11Protocol, last: object, stalled: int) -> None:
    """End a connection over which twice no request has come. last: the request before."""
    transport = protocol.transport
    if transport.is_closing() or transport.get_protocol() is not protocol:
        return  # it is over, or a WebSocket by now
    cycle = protocol.cycle
    waits = cycle is last and (cycle is None or cycle.response_complete)
    if waits and stalled:
        transport.abort()
    else:
        _look_again(protocol, cycle, int(waits))


def count_frames() -> None:
    """Count what uvicorn would answer or put together by itself, from now on."""
    answer, add = WebSocketsSansIOProtocol.handle_ping, WebSocketsSansIOProtocol.handle_cont

    def handle_ping(protocol: WebSocketsSansIOProtocol) -> None:
        if _may_go_on(protocol):
            answer(protocol)

    def handle_cont(protocol: WebSocketsSansIOProtocol, event: Frame) -> None:
        if _may_go_on(protocol):
            add(protocol, event)

    WebSocketsSansIOProtocol.handle_ping = handle_ping  # type: ignore[method-assign, assignment]
    WebSocketsSansIOProtocol.handle_cont = handle_cont  # type: ignore[method-assign, assignment]


_frames_left: Final[WeakKeyDictionary[WebSocketsSansIOProtocol, Bucket]] = WeakKeyDictionary()


def _may_go_on(protocol: WebSocketsSansIOProtocol) -> bool:
    """Return whether a page may send one more frame; else let the gate cut it off."""
    now = protocol.loop.time()
    left = _frames_left.setdefault(protocol, Bucket(now, A_SECOND, AT_ONCE))
    if left.take(now):
        return True
    if left.at_once:
        left.at_once = left.left = 0  # for good, and told once
        protocol.queue.put_nowait({"type": "websocket.receive", FLOOD: True})  # type: ignore[arg-type]
        protocol.transport.pause_reading()
    return False
