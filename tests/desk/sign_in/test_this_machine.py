"""Who counts as being at this machine."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from desk.this_machine import is_loopback, this_machine_only


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.8.0.1", "::1", "[::1]"]
)
def test_these_are_this_machine(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "0.0.0.0", "::", "192.168.1.4", "10.0.0.1", "desk.clinic.example",
     "localhost.evil.example", "127.0.0.1.evil.example", "127.1", "2130706433",
     "fe80::1", "::ffff:10.0.0.1", "unix:///x"],
)  # fmt: skip
def test_these_are_not(host):
    assert not is_loopback(host)


def asked(client=("127.0.0.1", 50000), host="localhost:8502", others_may=False, **headers):
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("the desk"))])
    guarded = this_machine_only(app, lambda: others_may)
    browser = TestClient(guarded, client=client)
    return browser.get("/", headers={"host": host, **headers})


@pytest.mark.parametrize("host", ["localhost:8502", "127.0.0.1:8502", "[::1]:8502", "localhost"])
def test_whoever_is_here_is_served(host):
    assert asked(host=host).text == "the desk"
    assert asked(client=("::1", 50000), host=host).text == "the desk"


@pytest.mark.parametrize(
    "how",
    [
        {"client": ("192.168.1.20", 50000)},
        {"client": ("::ffff:192.168.1.20", 50000)},
        {"host": "desk.clinic.example"},
        {"host": "192.168.1.4:8502"},
        {"host": "evil.example:8502"},
        {"host": "localhost.evil.example"},
        {"host": ""},
        {"x-forwarded-for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"x-real-ip": "127.0.0.1"},
        {"via": "1.1 proxy"},
        {"x-forwarded-host": "desk.clinic.example"},
    ],
)
def test_nobody_else_is_while_no_sign_in_is_set_up(how):
    refused = asked(**how)

    assert refused.status_code == 403
    assert "the desk" not in refused.text
    assert "no sign-in is set up" in refused.text

    assert asked(**how, others_may=True).text == "the desk"
