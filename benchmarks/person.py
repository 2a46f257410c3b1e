"""One person in the load: a websocket client that speaks Streamlit's protocol as its page does."""

import asyncio
import os
import time
from contextlib import suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from tests.servers import socket_address

SECONDS_BEFORE_GIVING_UP = 20
FORWARD = ("I am 18 or older", "Continue")  # beside buttons of the type "primary"


class Person:
    """Walks through the app, one tap at a time, saves the sheet once, and starts anew."""

    def __init__(self, url: str) -> None:
        """Be about to open the app at a URL."""
        self.address = socket_address(url)
        # Each person comes from an address of their own, as a web server before the app tells it.
        self.headers = {"X-Forwarded-For": f"10.{'.'.join(map(str, os.urandom(3)))}"}
        self.connection: ClientConnection | None = None

    async def tap(self) -> float:
        """Do the next thing that a person would do; return the server's time in seconds."""
        message = self._next_message() if self.connection else None
        if self.connection is None or message is None:
            await self.leave()
            self.connection = await connect(
                self.address, additional_headers=self.headers, max_size=None, proxy=None
            )
            self.answers: dict[str, WidgetState] = {}
            self.tapped: set[str] = set()
            self.query = ""
            message = self._rerun()
        sent = time.perf_counter()
        await self.connection.send(message.SerializeToString())
        async with asyncio.timeout(SECONDS_BEFORE_GIVING_UP):
            await self._read_until_finished(self.connection)
        return time.perf_counter() - sent

    async def leave(self) -> None:
        """Close the tab."""
        if self.connection:
            with suppress(TimeoutError):
                await self.connection.close()
            self.connection = None

    def _next_message(self) -> BackMsg | None:
        """Return the tap that follows from what is on the screen; None after the last one.

        An answer is one tap and going on is another, unless the page keeps the answer until then.
        """
        for radio in (element.radio for element in self.screen if element.HasField("radio")):
            if radio.id not in self.answers:
                self.answers[radio.id] = WidgetState(id=radio.id, string_value=radio.options[0])
                if not (radio.ignore_rerun or radio.form_id):
                    return self._rerun()
        for button in (element.button for element in self.screen if element.HasField("button")):
            forward = button.type == "primary" or button.label.startswith(FORWARD)
            if forward and button.id not in self.tapped:
                self.tapped.add(button.id)
                return self._rerun(WidgetState(id=button.id, trigger_value=True))
        return None

    def _rerun(self, *taps: WidgetState) -> BackMsg:
        """Return the message that asks for the next run: all answers, and what was tapped."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.widget_states.widgets.extend([*self.answers.values(), *taps])
        return message

    async def _read_until_finished(self, connection: ClientConnection) -> None:
        """Take in what the server sends until its last run for this tap is done."""
        while True:
            message = ForwardMsg.FromString(await connection.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.screen: list[Element] = []
            elif kind == "delta":
                self.screen.append(message.delta.new_element)
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise RuntimeError("the script does not compile")
