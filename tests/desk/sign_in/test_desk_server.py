"""The desk's server: where it listens, what it answers, and what it carries along."""

import hashlib
import os
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from assessment.staff.register import Register
from tests.definition_files import example_folder
from tests.desk.sign_in.in_a_browser import a_desk
from tests.desk.sign_in.staff import ANN, PIN
from tests.desk.sign_in.test_open_id import AUTH, DESK
from tests.server.test_open_routes import CLOSED
from tests.servers import ROOT, free_port, started, tracebacks_in

SECONDS = 60


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with a_desk(tmp_path_factory.mktemp("desk")) as desk:
        desk.register.add(ANN, PIN)
        yield desk


@pytest.fixture
def environment(tmp_path):
    return {
        **os.environ,
        "ASSESSMENT_FOLDER": str(example_folder()),
        "DESK_STAFF": f"sqlite:///{tmp_path / 'staff.sqlite'}",
        "DESK_SECRETS": str(tmp_path / "secrets.toml"),
    }


def add_ann(environment):
    register = Register(environment["DESK_STAFF"])
    register.add(ANN, PIN)
    register.close()


def own_address():
    """Return an address of this machine that other machines may know it by; None for none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return None
        return probe.getsockname()[0]


def get(url, **headers):
    return httpx.get(url, headers=headers, trust_env=False)


def starts(environment, *options):
    """Return how the desk ends that is started so, where it does not stay."""
    return subprocess.run(
        [sys.executable, "desk.py", f"--port={free_port()}", *options],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


# Where it listens


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.clinic.example"])
def test_it_refuses_to_listen_beyond_this_machine_with_no_sign_in_set_up(environment, host):
    done = starts(environment, f"--host={host}")

    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert host in line
    assert "python -m assessment staff add" in line
    assert done.stdout == ""


def test_it_refuses_as_well_once_the_last_member_is_removed(environment):
    add_ann(environment)
    register = Register(environment["DESK_STAFF"])
    register.remove(ANN)
    register.close()

    assert starts(environment, "--host=0.0.0.0").returncode != 0


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DESK_STAFF", "nonsense", "DESK_STAFF: this is no address"),
        ("DESK_STAFF", "postgresql+psycopg://x:hush@127.0.0.1:1/x", "(DESK_STAFF) fails"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_and_nothing_is_served(environment, name, value, told):
    done = starts({**environment, name: value})

    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert told in line
    assert "hush" not in line


def test_a_fault_in_the_secrets_is_told_in_one_line_and_nothing_is_served(environment, tmp_path):
    (tmp_path / "secrets.toml").write_text(AUTH, encoding="utf-8")

    done = starts(environment)

    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert "nobody may come in" in line
    assert "hush" not in line


def test_with_a_member_it_listens_to_the_network_and_asks_there_too(environment):
    add_ann(environment)
    port = free_port()
    command = [sys.executable, "desk.py", f"--port={port}", "--host=0.0.0.0"]
    with started(command, port, environment):
        assert get(f"http://{own_address() or '127.0.0.1'}:{port}/").status_code == 200


def test_started_in_another_way_it_answers_this_machine_alone_until_someone_is_added(environment):
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "desk.desk_server:app", "--host=0.0.0.0"]
    with started([*command, f"--port={port}"], port, environment) as server:
        url = f"http://127.0.0.1:{port}/"
        assert get(url).status_code == 200
        assert get(url, host="desk.clinic.example").status_code == 403
        assert get(url, **{"x-forwarded-for": "127.0.0.1"}).status_code == 403
        assert status_of_a_socket(url, host="desk.clinic.example") == 403
        away = own_address()
        if away:
            assert get(f"http://{away}:{port}/").status_code == 403

        add_ann(environment)
        give_up = time.monotonic() + SECONDS
        while get(url, host="desk.clinic.example").status_code == 403:
            assert time.monotonic() < give_up
        assert status_of_a_socket(url, host="desk.clinic.example") == 101

        assert tracebacks_in(server.log.read_text(encoding="utf-8")) == []


def status_of_a_socket(url, host=None, origin=None, path="_stcore/stream"):
    """Return the HTTP status with which a WebSocket is answered."""
    address = httpx.URL(url)
    connection = socket.create_connection((address.host, address.port))
    uri = f"ws://{host or address.netloc.decode()}/{path}"
    try:
        with connect(uri, sock=connection, origin=origin, proxy=None):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


# What it answers


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS"])
def test_what_the_page_does_not_need_is_not_there(desk, method):
    more = ["/app/static/x", "/style.x.css", "/_stcore/agent/openapi.json", "/favicon.png"]
    with httpx.Client(trust_env=False) as client:
        for path in [*CLOSED, *more]:
            url = httpx.URL(desk.url, raw_path=path.encode())
            answer = client.send(client.build_request(method, url))

            assert answer.status_code == 404, path
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "<html" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"])
def test_what_is_there_can_only_be_read(desk, method):
    for path in ("/", "/_stcore/host-config"):
        assert httpx.request(method, desk.url + path, trust_env=False).status_code == 405


def test_a_page_of_another_origin_gets_no_connection(desk):
    assert status_of_a_socket(desk.url, origin=desk.url) == 101
    assert status_of_a_socket(desk.url, origin="https://evil.example") == 403
    assert status_of_a_socket(desk.url, path="_stcore/other") == 403


def test_the_page_carries_its_headers_and_runs_no_other_script(desk):
    page = get(desk.url)

    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"
    (allowed,) = re.findall("script-src ([^;]*)", page.headers["content-security-policy"])
    inline = re.findall("<script>(.*?)</script>", page.text, re.DOTALL)
    hashes = [b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline]
    assert allowed.split() == ["'self'", "blob:", *(f"'sha256-{each}'" for each in hashes)]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "Streamlit</title>" not in page.text
    assert "set-cookie" not in page.headers


def test_no_answer_sets_a_cookie_where_staff_have_pins(desk):
    for path in ("/", "/_stcore/host-config", "/_stcore/health"):
        assert "set-cookie" not in get(desk.url + path).headers


def test_where_staff_have_accounts_their_addresses_are_open_and_no_others(environment, tmp_path):
    (tmp_path / "secrets.toml").write_text(AUTH + DESK, encoding="utf-8")
    port = free_port()
    with started([sys.executable, "desk.py", f"--port={port}"], port, environment) as server:
        for path in ("/auth/login", "/oauth2callback?state=x"):
            assert get(server.url + path).status_code == 302, path
        for path in ("/auth", "/auth/other", "/oauth2callback/x", "/media/x"):
            assert get(server.url + path).status_code == 404, path
        kept = get(f"{server.url}/_stcore/health").headers.get_list("set-cookie")
        assert kept
        assert all("; Secure" in each and "xpires" not in each for each in kept)
