"""The gate for WebSockets: one page cannot stop the others, nor learn of the machine."""

import asyncio
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.person import Person
from screens.bucket import Bucket
from server.socket_gate import A_SECOND, AT_ONCE, LARGEST, MOST_WAITING, socket_gate
from tests.definition_files import copied_to
from tests.servers import ROOT, run_apart, running, serving, socket_of


def asking(**what):
    message = BackMsg()
    for name, value in what.items():
        field = getattr(message, name)
        field.SetInParent() if value is None else setattr(message, name, value)
    return message.SerializeToString()


RERUN = asking(rerun_script=None)


async def send_too_much(socket):
    with suppress(ConnectionClosed):  # it may be cut off before all is sent
        for _ in range(4 * AT_ONCE):
            await socket.send(RERUN)


async def why_it_was_closed(socket):
    """Take in what comes until the connection ends; return the number it ends with."""
    try:
        async with asyncio.timeout(20):
            while True:
                await socket.recv()
    except ConnectionClosed:
        return socket.close_code


async def said_to(socket):
    """Return what kinds of message come until a run of the page is over."""
    kinds = []
    async with asyncio.timeout(20):
        while "script_finished" not in kinds:
            said = ForwardMsg.FromString(await socket.recv(decode=False))
            kinds.append(said.WhichOneof("type"))
    return kinds


# The bucket


def test_a_page_may_send_much_at_once_and_then_at_a_steady_pace():
    bucket = Bucket(0, A_SECOND, AT_ONCE)

    assert [bucket.take(0) for _ in range(AT_ONCE + 1)] == [True] * AT_ONCE + [False]
    assert [bucket.take(1) for _ in range(A_SECOND + 1)] == [True] * A_SECOND + [False]


def test_whoever_was_quiet_for_long_may_send_no_more_than_that_at_once():
    bucket = Bucket(0, A_SECOND, AT_ONCE)

    assert sum(bucket.take(3600) for _ in range(10 * AT_ONCE)) == AT_ONCE


def test_who_waits_for_their_turn_gets_it_in_order_and_at_a_steady_pace():
    bucket = Bucket(0, A_SECOND, AT_ONCE)

    waits = [bucket.wait(0) for _ in range(AT_ONCE + A_SECOND)]

    assert waits[:AT_ONCE] == [0] * AT_ONCE
    assert waits[AT_ONCE:] == sorted(waits[AT_ONCE:])
    assert waits[-1] == pytest.approx(1)
    assert not bucket.is_full(1)
    assert bucket.is_full(3600)


# Too much


@pytest.fixture
def flooded(tmp_path):
    """A server of its own: an address that floods one is shut out of it for a while."""
    with running(serving(copied_to(tmp_path))) as server:
        yield server


def test_a_page_that_sends_too_much_is_cut_off_and_others_go_on(flooded):
    async def flood():
        other = Person(flooded.url)
        await other.tap()
        async with socket_of(flooded) as socket:
            await send_too_much(socket)
            code = await why_it_was_closed(socket)
        with pytest.raises(InvalidStatus) as refused:
            async with socket_of(flooded):
                pass
        await other.tap()
        screen = other.screen
        await other.leave()
        return code, refused.value.response.status_code, screen

    code, status, screen = run_apart(flood())

    assert code == 1008
    assert status == 403
    assert screen


def test_one_address_is_not_shut_out_for_what_another_sends(flooded):
    async def flood():
        async with socket_of(flooded, address="203.0.113.7") as socket:
            await send_too_much(socket)
            await why_it_was_closed(socket)
        async with socket_of(flooded) as socket:
            await socket.send(RERUN)
            return await said_to(socket)

    assert "script_finished" in run_apart(flood())


def test_a_person_who_taps_fast_is_not_cut_off(server):
    async def fast():
        async with socket_of(server) as socket:
            for _ in range(AT_ONCE // 2):
                await socket.send(RERUN)
            return await said_to(socket), socket.close_code

    kinds, code = run_apart(fast())

    assert "script_finished" in kinds
    assert code is None


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"\0" * (LARGEST + 1), 1009),
        (b"no message of Streamlit's", 1002),
    ],
    ids=["too large", "no message"],
)
def test_what_no_page_sends_ends_the_connection(server, sent, code):
    async def says():
        async with socket_of(server) as socket:
            await socket.send(sent)
            return await why_it_was_closed(socket)

    before = server.log.read_text(encoding="utf-8")

    assert run_apart(says()) == code
    assert server.log.read_text(encoding="utf-8") == before


def test_one_address_has_so_many_connections_and_gets_them_back(tmp_path):
    folder = copied_to(tmp_path)
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("\nconnections_per_address: 2\n")

    async def three(server):
        async with socket_of(server), socket_of(server):
            with pytest.raises(InvalidStatus) as refused:
                async with socket_of(server):
                    pass
        for _ in range(50):
            try:
                async with socket_of(server) as socket:
                    await socket.send(RERUN)
                    return refused.value.response.status_code, await said_to(socket)
            except InvalidStatus:  # the server has yet to notice that the two are gone
                await asyncio.sleep(0.1)
        return None

    with running(serving(folder)) as server:
        status, kinds = run_apart(three(server))

    assert status == 403
    assert "script_finished" in kinds


def test_what_a_page_that_was_cut_off_had_sent_is_not_worked_through(tmp_path):
    """A server that did so would be busy for minutes, and not end when it is told to."""

    async def flood(server):
        async with socket_of(server) as socket:
            with suppress(ConnectionClosed):
                for _ in range(20_000):
                    await socket.send(RERUN)
            return await why_it_was_closed(socket)

    with running(serving(copied_to(tmp_path))) as server:
        code = run_apart(flood(server))

    assert code == 1008
    assert not Path(f"/proc/{server.pid}").exists()


def test_what_of_a_page_waits_for_its_turn_does_not_fill_the_memory():
    large = BackMsg()
    large.rerun_script.query_string = "?" * (LARGEST - 100)
    message = {"type": "websocket.receive", "bytes": large.SerializeToString()}
    left, closed, taken = MOST_WAITING // LARGEST * 4, asyncio.Event(), []

    async def receive():
        if len(taken) == left:
            await closed.wait()
        taken.append(message)
        return message

    async def send(said):
        taken.append(said)
        closed.set()

    async def never_reads(scope, receive, send):
        await closed.wait()

    async def visit():
        async with asyncio.timeout(20):
            scope = {"type": "websocket", "headers": [], "client": ("203.0.113.7", 1)}
            await socket_gate(never_reads, connections_per_address=1)(scope, receive, send)

    asyncio.run(visit())

    *before, last = taken
    assert last == {"type": "websocket.close", "code": 1008}
    assert sum(len(each["bytes"]) for each in before) <= MOST_WAITING + 2 * LARGEST


FRAMES = {"pings": (0x9, 0x80), "empty pieces of a message": (0x0, 0x00)}
"""Kind of frame → its number (RFC 6455, 5.2), and whether it is whole."""


@pytest.mark.parametrize(("opcode", "whole"), FRAMES.values(), ids=FRAMES)
def test_a_page_that_floods_below_the_messages_is_cut_off_too(flooded, opcode, whole):
    async def flood():
        async with socket_of(flooded) as socket:
            writer = socket.transport
            if opcode == 0:
                writer.write(bytes([0x02, 0x80, 0, 0, 0, 0]))  # a message that is not whole yet
            for _ in range(200):
                writer.write(bytes([whole | opcode, 0x80, 0, 0, 0, 0]) * 100)
                await asyncio.sleep(0)
            async with asyncio.timeout(20):
                await socket.wait_closed()
        with pytest.raises(InvalidStatus):
            async with socket_of(flooded):
                pass
        async with socket_of(flooded, address="203.0.113.9") as socket:
            await socket.send(RERUN)
            return await said_to(socket)

    assert "script_finished" in run_apart(flood())


def test_who_breaks_the_line_while_being_cut_off_takes_no_place_for_good(tmp_path):
    folder = copied_to(tmp_path)
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("\nconnections_per_address: 3\n")
    nonsense = bytes([0x82, 0x82, 0, 0, 0, 0, 0xFF, 0xFF])
    farewell = bytes([0x88, 0x80, 0, 0, 0, 0])

    async def come_and_go(server):
        for _ in range(20):
            with suppress(InvalidStatus, ConnectionClosed):
                async with socket_of(server) as socket:
                    socket.transport.write(nonsense + farewell)
                    await socket.wait_closed()
        await asyncio.sleep(1)
        async with socket_of(server) as socket:
            await socket.send(RERUN)
            return await said_to(socket)

    with running(serving(folder)) as server:
        kinds = run_apart(come_and_go(server))

    assert "script_finished" in kinds


# A visit and whoever comes back to it


async def opening_of(socket):
    """Ask for a run; return the message that opens it."""
    await socket.send(RERUN)
    async with asyncio.timeout(20):
        while True:
            said = ForwardMsg.FromString(await socket.recv(decode=False))
            if said.WhichOneof("type") == "new_session":
                return said.new_session


@pytest.mark.parametrize("first_is", ["still there", "gone"])
def test_whoever_knows_the_id_of_a_visit_does_not_get_into_it(server, first_is):
    async def come_back():
        first = await socket_of(server, subprotocols=["streamlit"])
        known = (await opening_of(first)).initialize.session_id
        if first_is == "gone":
            await first.close()
        async with socket_of(server, subprotocols=["streamlit", "token", known]) as second:
            other = (await opening_of(second)).initialize.session_id
        await first.close()
        return known, other, second.subprotocol

    known, other, subprotocol = run_apart(come_back())

    assert known
    assert other
    assert known != other
    assert subprotocol == "streamlit"
    assert known not in server.log.read_text(encoding="utf-8")


# What a page may ask for, and what it is told


@pytest.mark.parametrize(
    "asked",
    [
        {"load_git_info": True},
        {"clear_cache": True},
        {"set_run_on_save": True},
        {"stop_script": True},
        {"debug_shutdown_runtime": True},
        {"debug_disconnect_websocket": True},
        {"file_urls_request": None},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_what_the_page_never_asks_for_is_not_heard(server, asked):
    async def asks():
        async with socket_of(server) as socket:
            await socket.send(asking(**asked))
            await socket.send(RERUN)
            return await said_to(socket), socket.close_code

    before = server.log.read_text(encoding="utf-8")
    kinds, code = run_apart(asks())

    assert "git_info_changed" not in kinds
    assert "delta" in kinds
    assert code is None
    assert server.log.read_text(encoding="utf-8") == before


def test_a_page_is_not_told_of_the_machine(server):
    async def listens():
        said = []
        async with socket_of(server) as socket:
            await socket.send(RERUN)
            while (
                not said or ForwardMsg.FromString(said[-1]).WhichOneof("type") != "script_finished"
            ):
                said.append(await socket.recv(decode=False))
        return b"".join(said)

    said = run_apart(listens())

    assert len(said) > 1000
    for secret in (
        str(ROOT),
        streamlit.__version__,
        platform.python_version(),
        sys.platform,
        platform.node(),
        os.environ.get("HOME", "/root"),
        "main.py",
    ):
        assert secret.encode() not in said, secret
