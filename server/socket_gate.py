"""The gate for WebSockets: how much one page may say, and what the server tells it of itself."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

A_SECOND: Final = 20
AT_ONCE: Final = 60
"""How many messages a page may send in the long run, and in one go. A tap is one or two."""

A_SECOND_OF_AN_ADDRESS: Final = 60
AT_ONCE_OF_AN_ADDRESS: Final = 240
"""The same for all pages of one address together: a clinic's tablets, or a crowd of one's own."""

LARGEST: Final = 64 * 1024
"""Bytes in a message. The largest honest one brings a visit back, and is a tenth of that."""

SHUT_OUT: Final = 10
"""For how many seconds an address may open no connection once one of its own was cut off for
sending too much: to read what floods in takes time by itself. Those that it has go on."""

FAREWELL: Final = 0.2
"""For how many seconds a connection that is cut off stays, so that it hears why."""

POLICY, PROTOCOL, TOO_LARGE = 1008, 1002, 1009
"""Why a connection is closed, in WebSocket's own numbers (RFC 6455, 7.4.1)."""


@dataclass
class Bucket:
    """How many messages may still be sent. It fills as time goes by.

    at: the time of the last message, in seconds on any steady clock.
    """

    at: float
    a_second: float
    at_once: float

    def __post_init__(self) -> None:
        self.left = self.at_once

    def take(self, now: float) -> bool:
        """Take one message out; return whether there was one left. now: in seconds."""
        self.left = min(self.at_once, self.left + (now - self.at) * self.a_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


def socket_gate(app: ASGIApp, connections_per_address: int) -> ASGIApp:
    """Middleware: let each page say what a page has to say, and at a page's pace.

    Streamlit reads on for as long as something has come, and meanwhile serves nobody else: one
    page that sends without end would stop everyone. Every message gives the others a turn here;
    who sends too many, or one that is too large, is cut off. connections_per_address: at once.
    """
    connected: Counter[str] = Counter()
    of_addresses: dict[str, Bucket] = {}
    shut_out_until: dict[str, float] = {}

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        now = asyncio.get_running_loop().time()
        for each in [each for each, until in shut_out_until.items() if until <= now]:
            del shut_out_until[each]
        if address in shut_out_until or connected[address] >= connections_per_address:
            await send({"type": "websocket.close", "code": POLICY})
            return
        connected[address] += 1
        of_address = of_addresses.setdefault(
            address, Bucket(now, A_SECOND_OF_AN_ADDRESS, AT_ONCE_OF_AN_ADDRESS)
        )
        gate = _Gate(receive, send, (Bucket(now, A_SECOND, AT_ONCE), of_address))
        try:
            await app(scope, gate.receive, gate.send)
        finally:
            if gate.cut_off_for == POLICY:
                shut_out_until[address] = asyncio.get_running_loop().time() + SHUT_OUT
            connected[address] -= 1
            if not connected[address]:
                del connected[address], of_addresses[address]

    return middleware


class _Gate:
    """What stands between one connection and Streamlit."""

    def __init__(self, receive: Receive, send: Send, buckets: Sequence[Bucket]) -> None:
        self._receive, self._send, self._buckets = receive, send, buckets
        self.cut_off_for: int | None = None

    async def receive(self) -> Message:
        """Return the next message that is Streamlit's business, or that the connection is over."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            await asyncio.sleep(0)  # the others' turn
            data = message.get("bytes") or b""
            now = asyncio.get_running_loop().time()
            if not all(bucket.take(now) for bucket in self._buckets):
                return await self._cut(POLICY)
            if len(data) > LARGEST:
                return await self._cut(TOO_LARGE)
            try:
                asked = BackMsg.FromString(data).WhichOneof("type")
            except DecodeError:
                return await self._cut(PROTOCOL)
            if asked == "rerun_script":  # the one thing that our page ever asks for
                return message

    async def send(self, message: Message) -> None:
        """Send a message on, without what it tells of the machine."""
        if self.cut_off_for is not None:
            return
        if message["type"] == "websocket.send" and message.get("bytes"):
            message = {**message, "bytes": without_the_machine(message["bytes"])}
        await self._send(message)

    async def _cut(self, code: int) -> Message:
        self.cut_off_for = code
        await self._send({"type": "websocket.close", "code": code})
        # uvicorn would read on for ten seconds, in case the other says goodbye as well.
        transport = getattr(getattr(self._receive, "__self__", None), "transport", None)
        if isinstance(transport, asyncio.WriteTransport):
            asyncio.get_running_loop().call_later(FAREWELL, transport.abort)
        return {"type": "websocket.disconnect", "code": code}


def without_the_machine(data: bytes) -> bytes:
    """Return a message without the server's paths, versions and marks.

    data: a ForwardMsg of Streamlit's. Only the one that opens a run tells any of it.
    """
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    opening = message.new_session
    opening.main_script_path = ""
    for told in (opening.initialize.user_info, opening.initialize.environment_info):
        told.Clear()
        told.SetInParent()  # the page asks for it, though not for what is in it
    return bytes(message.SerializeToString())
