"""Which addresses the server answers at, and which of Streamlit's are closed."""

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

# Streamlit's own, each of them answered before there was a gate.
CLOSED = [
    "/_stcore/upload_file/session/file",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/mcp",
    "/_stcore/bidi-components/browser/x.js",
    "/_stcore/allowed-message-origins",
    "/_stcore/",
    "/media/x",
    "/component/x/y",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/question",
    "/index.html/x",
    "//",
    "/pictures/../app.py",
]


CLIENT = httpx.Client(trust_env=False)


def ask(server, method, path, **more):
    url = httpx.URL(server.url, raw_path=path.encode())
    return CLIENT.send(CLIENT.build_request(method, url, **more))


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS"])
def test_what_the_page_does_not_need_is_not_there(server, method):
    for path in CLOSED:
        answer = ask(server, method, path)

        assert answer.status_code == 404, path
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<html" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"])
def test_what_is_there_can_only_be_read(server, method):
    for path in ("/", "/_stcore/host-config", "/app/static/favicon.svg"):
        assert ask(server, method, path).status_code == 405


def test_no_file_that_someone_sends_stays_in_memory(server):
    """300 of 1 MB did, before there was a gate."""
    for number in range(3):
        path = f"/_stcore/upload_file/nobody/{number}"
        file = {"file": ("x", b"\0" * 1_000_000)}

        assert ask(server, "PUT", path, files=file).status_code == 404
        assert ask(server, "POST", path, files=file).status_code == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/stream/", "/pictures/x"])
def test_a_websocket_is_taken_at_one_address_only(server, path):
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(server.url.replace("http", "ws", 1) + path, proxy=None),
    ):
        pass

    assert refused.value.response.status_code == 403
