"""The log: a short line for each thing, and nothing of a visit or of what a visitor wrote."""

import asyncio
import logging
import re
from contextlib import suppress
from itertools import count

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from serving.clean_log import LONGEST_LINE, cleaned, keep_log_clean
from tests.definition_files import copied_to
from tests.servers import run_apart, running, serving, socket_of

WRITTEN = "what-a-visitor-wrote"
ID = "25ce50d6-fe3e-4ad3-a6a4-8ca82ae54942"


@pytest.mark.parametrize("marked", [ID, ID.upper(), ID.replace("-", "")])
def test_an_id_is_left_out(marked):
    assert cleaned(f"Session with id {marked} is here") == "Session with id (id) is here"


@pytest.mark.parametrize("unseen", ["\n", "\r\n", "\x1b[2J", "\x00", "\u202e", "\x85", "\u2028"])
def test_a_message_is_one_line_of_what_can_be_seen(unseen):
    line = cleaned(f"one{unseen}two")

    assert line.startswith("one ")
    assert line.isprintable()


def test_a_long_message_keeps_its_beginning_and_its_end():
    line = cleaned("first" + "x" * 1_000_000 + "last")

    assert line.startswith("first")
    assert line.endswith("last")
    assert len(line) <= LONGEST_LINE + 3


@pytest.fixture
def logged(caplog):
    before = logging.getLogRecordFactory()
    keep_log_clean()
    yield caplog
    logging.setLogRecordFactory(before)


def test_an_exception_is_told_by_its_kind_and_place_and_not_by_its_words(logged):
    try:
        try:
            {}[WRITTEN]
        except KeyError as error:
            raise ValueError(WRITTEN) from error
    except ValueError:
        logging.getLogger("any").exception("It failed for %s", ID)

    assert "It failed for (id)" in logged.text
    assert logged.text.index("KeyError") < logged.text.index("ValueError")
    assert "test_clean_log.py" in logged.text
    assert WRITTEN not in logged.text


def test_a_message_whose_arguments_do_not_fit_is_told_without_them(logged):
    logging.getLogger("any").error("%d of %d", WRITTEN)

    assert "%d of %d" in logged.text
    assert WRITTEN not in logged.text


_plain = BackMsg()
_plain.rerun_script.SetInParent()
PLAIN = _plain.SerializeToString()


def forged():
    """Yield messages that no page sends, each with words of a visitor's in it."""
    for written in (WRITTEN, f"\x1b[2J{WRITTEN}\n", WRITTEN * 2_000):
        for part in ("query_string", "page_name", "page_script_hash", "fragment_id"):
            message = BackMsg()
            setattr(message.rerun_script, part, written)
            yield message
        for id_ in (written, f"$$ID-{written}-None", f"$$ID-abc-{written}"):
            for value in ("string_value", "json_value", "json_trigger_value"):
                message = BackMsg()
                message.rerun_script.widget_states.widgets.add(id=id_, **{value: written})
                yield message
            message = BackMsg()
            message.rerun_script.widget_states.widgets.add(id=id_, trigger_value=True)
            yield message


def test_nothing_that_a_visitor_writes_is_in_the_log(tmp_path):
    async def visit(server):
        """Forge each message, in the place of the page's own widgets too.

        Each comes from an address of its own: of one address they would wait for their turn.
        """
        ids, addresses = set(), count(1)
        for message in forged():
            for id_ in [None, *sorted(ids)[:3]]:
                mine = BackMsg.FromString(message.SerializeToString())
                for widget in mine.rerun_script.widget_states.widgets:
                    widget.id = id_ or widget.id
                address = f"203.0.113.{next(addresses)}"
                with suppress(ConnectionClosed):
                    async with socket_of(server, address) as socket:
                        await socket.send(mine.SerializeToString())
                        await socket.send(PLAIN)
                        await read(socket, ids)

    async def read(socket, ids):
        async with asyncio.timeout(20):
            while True:
                said = ForwardMsg.FromString(await socket.recv(decode=False))
                element = said.delta.new_element
                ids |= {each.id for each in (element.button, element.bidi_component) if each.id}
                if said.WhichOneof("type") == "script_finished":
                    return

    with running(serving(copied_to(tmp_path))) as server:
        before = server.log.read_text(encoding="utf-8")
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            client.get(f"/{WRITTEN}?{WRITTEN}=1", headers={"X-Said": WRITTEN, "Host": WRITTEN})
        run_apart(visit(server))
        log = server.log.read_text(encoding="utf-8").removeprefix(before)

    assert WRITTEN not in log
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", log)
    assert all(len(line) < LONGEST_LINE + 100 and line.isprintable() for line in log.splitlines())
    assert log == ""
