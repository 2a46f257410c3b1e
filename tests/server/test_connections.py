"""What the server answers below the app, and how long it waits for someone to ask."""

import asyncio
import socket
from types import SimpleNamespace

import httpx
import pytest
from starlette.datastructures import Headers

from server import connections
from server.compression import taken
from serving.security_headers import HEADERS_EVERYWHERE
from tests.servers import run_apart


def said_to(server, said):
    """Send bytes as they are; return the status and the headers of what comes back."""
    address = httpx.URL(server.url)
    with socket.create_connection((address.host, address.port), timeout=20) as connection:
        connection.sendall(said)
        answer = b""
        while b"\r\n\r\n" not in answer:
            piece = connection.recv(65536)
            assert piece, answer
            answer += piece
    status, *lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    headers = [tuple(line.lower().split(": ", 1)) for line in lines]
    return int(status.split()[1]), headers


WEBSOCKET = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"


def test_a_body_that_is_none_leaves_no_line_in_the_log(server):
    before = server.log.read_text(encoding="utf-8")
    head = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    address = httpx.URL(server.url)
    for said in [head + b"ZZZ\r\n"] * 20:
        with socket.create_connection((address.host, address.port), timeout=20) as connection:
            connection.sendall(said)
            while connection.recv(65536):
                pass  # until the server lets go

    assert httpx.get(server.url, trust_env=False).status_code == 200  # by then all is logged
    log = server.log.read_text(encoding="utf-8").removeprefix(before)
    assert "Traceback" not in log
    assert "Fatal" not in log


REQUESTS = {
    "the page": ("GET / HTTP/1.1\r\nHost: a\r\n", 200),
    "a drawing that is not there": ("GET /pictures/no.svg HTTP/1.1\r\nHost: a\r\n", 404),
    "no address": ("GET /nowhere HTTP/1.1\r\nHost: a\r\n", 404),
    "another method": ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n", 405),
    "another origin": ("GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n", 403),
    "no request": ("nonsense\r\n", 400),
    "no host": ("GET / HTTP/1.1\r\n", 400),
    "a broken header": ("GET / HTTP/1.1\r\nHost: a\r\n broken\x00: b\r\n", 400),
    "a socket elsewhere": (f"GET /x HTTP/1.1\r\nHost: a\r\n{WEBSOCKET}{KEY}", 403),
    "a socket without a key": (f"GET /_stcore/stream HTTP/1.1\r\nHost: a\r\n{WEBSOCKET}", 400),
}


@pytest.mark.parametrize(("said", "status"), REQUESTS.values(), ids=REQUESTS)
def test_every_answer_carries_the_headers_once_and_no_servers_name(server, said, status):
    answered, headers = said_to(server, f"{said}\r\n".encode())

    assert answered == status
    for name, value in HEADERS_EVERYWHERE.items():
        assert headers.count((name.lower(), value)) == 1, name
    assert "server" not in dict(headers)
    if status != 200 and "websocket" not in said:
        assert dict(headers).get("cache-control", "no-store") == "no-store"


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br", "br gzip"),
        ("*", "br gzip"),
        ("gzip;q=0", ""),
        ("gzip; q=0.000, br", "br"),
        ("gzip, br;q=0", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("identity", ""),
        ("", ""),
        ("gzip;q=nonsense", ""),
    ],
)
def test_nothing_is_compressed_for_whom_it_would_be_no_use(accepted, takes):
    assert taken(Headers({"accept-encoding": accepted})) == tuple(takes.split())


@pytest.mark.parametrize("path", ["/", "a style", "a bundle"])
def test_who_refuses_gzip_gets_it_plain(server, path):
    page = httpx.get(server.url, trust_env=False).text
    start = {"a style": "./style.", "a bundle": "./static/js/index."}.get(path)
    if start:
        path = "/" + start.removeprefix("./") + page.partition(start)[2].partition('"')[0]

    for accepted, coded in (("gzip;q=0, identity", None), ("gzip", "gzip")):
        headers = {"accept-encoding": accepted}
        answer = httpx.get(server.url + path, headers=headers, trust_env=False)
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding") == coded


# Those who never finish asking


class Connection:
    """A connection as uvicorn sees it, with its time wound on by hand."""

    def __init__(self):
        self.cycle, self.over, self.later = None, False, []
        self.loop = SimpleNamespace(call_later=lambda _, *what: self.later.append(what))
        self.transport = SimpleNamespace(
            is_closing=lambda: self.over, get_protocol=lambda: self, abort=self.abort
        )
        connections._look_again(self, None, 0)

    def abort(self):
        self.over = True

    def is_asked(self, *, answered):
        self.cycle = SimpleNamespace(response_complete=answered)

    def some_time_goes_by(self):
        for act, *what in [self.later.pop() for _ in range(len(self.later))]:
            act(*what)


def test_a_connection_over_which_no_request_comes_is_let_go_of_and_not_at_once():
    connection = Connection()

    connection.some_time_goes_by()
    assert not connection.over
    connection.some_time_goes_by()
    assert connection.over


def test_a_connection_that_drips_on_after_its_answer_is_let_go_of():
    connection = Connection()
    connection.is_asked(answered=True)

    for _ in range(3):
        connection.some_time_goes_by()

    assert connection.over


def test_a_connection_that_is_asked_again_and_again_stays():
    connection = Connection()
    for _ in range(5):
        connection.is_asked(answered=True)
        connection.some_time_goes_by()

        assert not connection.over


def test_a_connection_whose_answer_takes_time_stays():
    connection = Connection()
    connection.is_asked(answered=False)

    for _ in range(5):
        connection.some_time_goes_by()

    assert not connection.over


def test_a_real_server_lets_go_of_who_sends_a_letter_now_and_then(server):
    async def drip():
        address = httpx.URL(server.url)
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(b"GET / HTTP/1.1\r\n")
        async with asyncio.timeout(4 * connections.SECONDS_FOR_A_REQUEST):
            while not reader.at_eof():
                writer.write(b"X")
                try:
                    await asyncio.wait_for(reader.read(1), 1)
                except TimeoutError:
                    continue
                except ConnectionError:
                    break
        writer.close()

    run_apart(drip())
