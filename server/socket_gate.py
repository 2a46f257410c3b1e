"""The gate for WebSockets: how much one page may say, and what the server tells it of itself."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from screens.bucket import Bucket
from screens.counts import count
from screens.session import BROWSER_KEY, EXPORT_KEY
from server.connections import FLOOD
from serving.new_session import without_session

A_SECOND: Final = 20
AT_ONCE: Final = 60
"""How many messages a page may send in the long run, and in one go. A tap is one or two. A page
that sends more is cut off."""

A_SECOND_OF_AN_ADDRESS: Final = 40
AT_ONCE_OF_AN_ADDRESS: Final = 40
"""The same for all pages of one address together: a clinic's tablets, or a crowd of one's own. What
is more than that waits for its turn."""

IN_A_ROW: Final = 4
"""How many messages a page may send in one go before the others have a turn between each two. That
turn costs a page some time where many are here, so those who only tap are spared it."""

LARGEST: Final = 64 * 1024
"""Bytes in a message. The largest honest one brings a visit back, and is a tenth of that."""

MOST_WAITING: Final = 4 * LARGEST
"""Bytes of one page that may wait for their turn. What waits is in memory."""

SHUT_OUT: Final = 10
"""For how many seconds an address may open no connection once one of its own was cut off for
sending too much: to read what floods in takes time by itself. Those that it has go on."""

FAREWELL: Final = 0.2
"""For how many seconds a connection that is cut off stays, so that it hears why."""

COMPONENTS: Final = (f"-{BROWSER_KEY}", f"-{EXPORT_KEY}")
"""How the ids end under which our two components tell their state."""

POLICY, PROTOCOL, TOO_LARGE, ABNORMAL = 1008, 1002, 1009, 1006
"""Why a connection is closed, in WebSocket's own numbers (RFC 6455, 7.4.1)."""


def socket_gate(app: ASGIApp, connections_per_address: int) -> ASGIApp:
    """Middleware: let each page say what a page has to say, and at a page's pace.

    Streamlit reads on for as long as something has come, and meanwhile serves nobody else: one
    page that sends without end would stop everyone. Every message gives the others a turn here;
    who sends too many, or one that is too large, is cut off. connections_per_address: at once.

    Nobody comes back to a visit by naming it. Streamlit would hand a visit to whoever knows its id;
    the tab keeps its own copy, which says more, and which no one else has.
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
        for each in [each for each in of_addresses if not connected[each]]:
            if of_addresses[each].is_full(now):
                del of_addresses[each], connected[each]
        if address in shut_out_until or connected[address] >= connections_per_address:
            count("connections_refused")
            await send({"type": "websocket.close", "code": POLICY})
            return
        connected[address] += 1
        of_address = of_addresses.setdefault(
            address, Bucket(now, A_SECOND_OF_AN_ADDRESS, AT_ONCE_OF_AN_ADDRESS)
        )

        def shut_out() -> None:
            shut_out_until[address] = asyncio.get_running_loop().time() + SHUT_OUT

        gate = _Gate(receive, send, Bucket(now, A_SECOND, AT_ONCE), of_address, shut_out)
        reading = asyncio.create_task(gate.read())
        try:
            await app(without_session(scope), gate.receive, gate.send)
        finally:
            reading.cancel()
            connected[address] -= 1

    return middleware


class _Gate:
    """What stands between one connection and Streamlit."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        page: Bucket,
        address: Bucket,
        shut_out: Callable[[], None],
    ) -> None:
        """page, address: what they may still send. shut_out: called where a page sent too much."""
        self._receive, self._send, self._page, self._address = receive, send, page, address
        self._shut_out = shut_out
        self._passed: asyncio.Queue[Message] = asyncio.Queue()
        self._waiting = 0  # bytes in it
        self.cut_off_for: int | None = None

    async def read(self) -> None:
        """Read all that comes as it comes, so that nothing piles up, until the connection ends."""
        try:
            await self._read_on()
        finally:  # whatever ended it: who waits for more must not wait for ever
            self._passed.put_nowait({"type": "websocket.disconnect", "code": ABNORMAL})

    async def _read_on(self) -> None:
        going_on = True
        while going_on:
            message = await self._receive()
            if self._page.left < self._page.at_once - IN_A_ROW:
                await asyncio.sleep(0)  # the others' turn
            if message.get(FLOOD):
                message = await self._cut(POLICY)
            elif message["type"] == "websocket.receive":
                code, passed = self._look_at(message.get("bytes") or b"")
                if code:
                    message = await self._cut(code)
                elif passed is None:
                    continue
                else:
                    self._waiting += len(passed)
                    message = {"type": "websocket.receive", "bytes": passed}
            self._passed.put_nowait(message)
            going_on = message["type"] != "websocket.disconnect"

    def _look_at(self, data: bytes) -> tuple[int, bytes | None]:
        """Return why a message ends the connection, 0 if it does not, and what of it is passed."""
        if not self._page.take(asyncio.get_running_loop().time()):
            return POLICY, None
        if len(data) > LARGEST:
            return TOO_LARGE, None
        if self._waiting > MOST_WAITING:
            return POLICY, None
        try:
            return 0, asked_by_the_page(data)
        except (DecodeError, ValueError, RecursionError):
            return PROTOCOL, None

    async def receive(self) -> Message:
        """Return the next message that is Streamlit's business, or that the connection is over."""
        message = await self._passed.get()
        self._waiting -= len(message.get("bytes", b""))
        if message["type"] == "websocket.receive" and self.cut_off_for is None:
            seconds = self._address.wait(asyncio.get_running_loop().time())
            if seconds > 0:
                await asyncio.sleep(seconds)
        if self.cut_off_for is not None:
            return {"type": "websocket.disconnect", "code": self.cut_off_for}
        return message

    async def send(self, message: Message) -> None:
        """Send a message on, without what it tells of the machine."""
        if self.cut_off_for is not None:
            return
        if message["type"] == "websocket.send" and message.get("bytes"):
            message = {**message, "bytes": without_the_machine(message["bytes"])}
        with suppress(OSError):  # the page is gone, and Streamlit is told of it as it reads on
            await self._send(message)

    async def _cut(self, code: int) -> Message:
        self.cut_off_for = code
        count("connections_refused")
        if code == POLICY:
            self._shut_out()
        with suppress(OSError, RuntimeError):  # the page may be gone by now
            await self._send({"type": "websocket.close", "code": code})
        # uvicorn would read on for ten seconds, in case the other says goodbye as well.
        transport = getattr(getattr(self._receive, "__self__", None), "transport", None)
        if isinstance(transport, asyncio.WriteTransport):
            asyncio.get_running_loop().call_later(FAREWELL, transport.abort)
        return {"type": "websocket.disconnect", "code": code}


def asked_by_the_page(data: bytes) -> bytes | None:
    """Return what our page asks for in a message, without the rest; None where it asks for nothing.

    data: a BackMsg of Streamlit's. The page only ever asks for the next run: for what address, with
    what chosen and tapped, and with what the browser still has from before. What else it would tell
    of its person, such as their time zone, stays out here. Raises DecodeError or ValueError where
    no page could have sent it.
    """
    message = BackMsg.FromString(data)
    if message.WhichOneof("type") != "rerun_script":
        return None
    told = message.rerun_script
    for widget in told.widget_states.widgets:
        if widget.id.endswith(COMPONENTS) and not widget.HasField("json_value"):
            raise ValueError("A component tells its state as JSON and no other way")
        json.loads(widget.json_value or "null")
        json.loads(widget.json_trigger_value or "null")
    asked = BackMsg()
    asked.rerun_script.query_string = told.query_string
    asked.rerun_script.widget_states.CopyFrom(told.widget_states)
    asked.rerun_script.cached_message_hashes.extend(told.cached_message_hashes)
    return bytes(asked.SerializeToString())


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
