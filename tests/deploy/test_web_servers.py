"""What the shipped files make of nginx and HAProxy: TLS, limits, and what is written down."""

import contextlib
import re
import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.deploy.certificates import certificate
from tests.deploy.conftest import PAGES_OF_AN_ADDRESS
from tests.deploy.programs import found
from tests.deploy.visitors import client, context, get, socket_to
from tests.deploy.web_servers import ALL, WEB_SERVERS
from tests.servers import Server, run_apart

SORRY = "It is not your fault."
TOO_MANY = {
    "nginx": {"rate=300r/s": "rate=1r/m", "burst=2000 delay=200": "burst=2 nodelay"},
    "haproxy": {"gt 4000": "gt 3"},
    "desks_nginx": {"rate=100r/s": "rate=1r/m", "burst=1000 delay=200": "burst=2 nodelay"},
}


@pytest.fixture(params=ALL)
def kind(request):
    return request.param


of_patients = pytest.mark.parametrize("kind", WEB_SERVERS)


async def is_let_in(server, trusted, address, headers=None):
    try:
        async with socket_to(server, trusted, address, headers):
            return True
    except InvalidStatus:
        return False


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail), ("", pytest.skip)])
def test_where_a_web_server_is_missing_its_tests_are_skipped_but_never_on_ci(
    ci, outcome, monkeypatch
):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome.Exception, match="no-such-server"):
        found("no-such-server")


def test_the_page_comes_over_tls_alone_with_its_headers_and_stays_with_it(web_server, trusted):
    page = get(web_server, trusted, "/")

    assert page.status_code == 200
    assert not re.search(r"\d", page.headers.get("server", "")), "its version is nobody's business"
    assert page.headers.get_list("strict-transport-security") == ["max-age=31536000"]
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for once in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert len(page.headers.get_list(once)) == 1, once


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_it_speaks_tls_of_today(web_server, trusted, version):
    assert spoken(web_server, trusted, version) == version.name.replace("_", ".")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_speaks_no_tls_of_yesterday(web_server, trusted):
    with pytest.raises(ssl.SSLError):
        spoken(web_server, trusted, ssl.TLSVersion.TLSv1_1)


def spoken(server, trusted, version):
    made = context(trusted)
    made.set_ciphers("ALL:@SECLEVEL=0")
    made.minimum_version = made.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", server.secure)) as line,
        made.wrap_socket(line, server_hostname=server.name) as secured,
    ):
        return secured.version()


def test_whoever_comes_without_tls_is_sent_to_it(web_server):
    answer = httpx.get(
        f"http://127.0.0.1:{web_server.plain}/?tablet=front-desk",
        headers={"host": "someone.elses.example"},
        trust_env=False,
    )

    assert answer.status_code == 301
    assert answer.headers["location"] == f"{web_server.url}/?tablet=front-desk"


def test_certbot_can_show_that_the_name_is_the_clinics(before, kind):
    server = before(kind)
    path = "/.well-known/acme-challenge/word"
    shown = server.folder / path[1:]
    shown.parent.mkdir(parents=True, exist_ok=True)
    shown.write_text("the word", encoding="ascii")
    with certbot_of(server) if kind == "haproxy" else contextlib.nullcontext():
        answer = httpx.get(f"http://127.0.0.1:{server.plain}{path}", trust_env=False)

    assert answer.text == "the word"


@contextlib.contextmanager
def certbot_of(server):
    """Certbot's own small server, which HAProxy passes such requests on to."""
    words = (server.folder / "haproxy.cfg").read_text(encoding="utf-8")
    port = int(words.rpartition("server one 127.0.0.1:")[2].split()[0])

    class Certbot(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write((server.folder / self.path[1:]).read_bytes())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", port), Certbot) as certbot:
        threading.Thread(target=certbot.serve_forever, daemon=True).start()
        yield
        certbot.shutdown()


@of_patients
def test_each_address_is_told_apart_by_what_the_web_server_saw_and_not_by_what_it_claims(
    web_server, trusted
):
    claim = {"X-Forwarded-For": "203.0.113.9"}

    async def many_pages_of_one_address():
        async with contextlib.AsyncExitStack() as pages:
            for _ in range(PAGES_OF_AN_ADDRESS):
                await pages.enter_async_context(socket_to(web_server, trusted, "127.0.0.2"))

            assert not await is_let_in(web_server, trusted, "127.0.0.2")
            assert not await is_let_in(web_server, trusted, "127.0.0.2", claim)
            assert await is_let_in(web_server, trusted, "127.0.0.3")

    run_apart(many_pages_of_one_address())


def test_who_asks_for_far_too_much_reads_so_and_others_go_on(before, kind, trusted):
    server = before(kind, TOO_MANY[kind].items())
    with client(server, trusted, "127.0.0.2") as flood:
        answers = [flood.get("/", extensions={"sni_hostname": server.name}) for _ in range(6)]

    assert [answers[0].status_code, answers[-1].status_code] == [200, 429]
    assert SORRY in answers[-1].text
    assert answers[-1].headers["strict-transport-security"] == "max-age=31536000"
    assert get(server, trusted, "/", address="127.0.0.3").status_code == 200


@of_patients
def test_thirty_people_of_one_address_may_open_the_page_at_the_same_time(web_server, trusted):
    asked = re.findall(r'(?:href|src)="\.(/[^"]*)"', get(web_server, trusted, "/").text)

    def opens_the_page(_):
        with client(web_server, trusted, "127.0.0.5") as phone:
            return {phone.head(path).status_code for path in asked}

    with ThreadPoolExecutor(30) as at_once:
        statuses = set().union(*at_once.map(opens_the_page, range(30)))

    assert len(asked) > 50
    assert statuses == {200}


@pytest.fixture
def without_its_app(before, kind):
    return before(kind, at=Server("http://localhost:1", 0, Path()))


def test_while_the_app_is_away_people_read_plain_words(without_its_app, trusted):
    answer = get(without_its_app, trusted, "/")

    assert answer.status_code in (502, 503)
    assert SORRY in answer.text
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["cache-control"].startswith("no-")


def test_a_certificate_is_renewed_without_a_stop(web_server, kind, key, trusted):
    renewed = certificate(key.parent / f"renewed-{kind}.pem", key, days=60)

    async def stays_connected():
        async with socket_to(web_server, trusted) as page:
            web_server.renews(renewed)
            await (await page.ping())  # raises where the page's connection was cut

    run_apart(stays_connected())
    assert get(web_server, renewed, "/").status_code == 200
    web_server.renews(trusted)


def test_the_log_tells_what_happened_and_of_nobody(before, kind, without_its_app, trusted):
    strict = before(kind, TOO_MANY[kind].items())
    for server in (strict, without_its_app):
        with client(server, trusted, "127.0.0.4") as someone:
            for _ in range(6):
                someone.get(
                    "/?step=throat&tablet=front-desk",
                    headers={"referer": "https://search.example/?q=facelift"},
                    extensions={"sni_hostname": server.name},
                )
    log = strict.log() + without_its_app.log()

    for status in ("200", "429", "50"):
        assert re.search(rf" {status}\d* GET / ", log), (
            f"what was answered with {status} is missing"
        )
    for word in ("throat", "front-desk", "127.0.0.4", "a-browser-of-its-own", "search.example"):
        assert word not in log
