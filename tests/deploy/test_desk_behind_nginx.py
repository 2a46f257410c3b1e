"""The desk behind a real nginx, in a real browser: staff come in from the clinic's own network."""

import re
from contextlib import ExitStack
from dataclasses import replace
from html import escape
from uuid import NAMESPACE_DNS, uuid5

import pytest
from websockets.exceptions import InvalidStatus

from desk.desk_server import TITLE
from tests.deploy.certificates import DESK_NAME
from tests.deploy.visitors import get, socket_to
from tests.deploy.web_servers import DESK, PATIENTS, nginx, shipped, wait_until
from tests.desk.receptionist import found_in
from tests.desk.sign_in.in_a_browser import Receptionist, WithAnAccount, a_desk
from tests.desk.sign_in.provider import providing, secrets_of
from tests.desk.sign_in.staff import ANN, CODE, OF_THE_VISIT, PIN
from tests.opened_sheet import Read
from tests.servers import Server, free_port, run_apart, tracebacks_in

WITHIN, OUTSIDE = "127.0.0.2", "127.0.0.77"
KIND = "desks_nginx"


@pytest.fixture
def web_server(before):
    return before(KIND)


def seen_through(desk, web_server):
    """Return the desk, at the address that people know it by."""
    return replace(desk, server=replace(desk.server, url=web_server.url))


@pytest.fixture
def someone(trusting):
    """Return a function that brings someone to a desk, in a browser that trusts the clinic."""
    with ExitStack() as stack:

        def arrives(desk, web_server, kind=Receptionist):
            context = trusting.new_context(viewport={"width": 1366, "height": 768})
            stack.callback(context.close)
            return kind(context.new_page(), seen_through(desk, web_server))

        yield arrives


def written_by(web_server):
    """Return all that nginx has put into any file."""
    files = [path for path in web_server.folder.rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("utf-8", "ignore") for path in files)


def test_ann_signs_in_opens_saves_and_closes_a_visit_and_nobody_writes_down_a_word_of_it(
    someone, desk, web_server
):
    ann = someone(desk, web_server).opens().is_asked_to_sign_in().signs_in().opens_the_visit()
    with ann.page.expect_download() as saving:
        ann.button("desk.save_sheet").click()
    sheet = Read(saving.value.path().read_bytes())
    ann.button("desk.close").click()
    ann.is_at_the_desk()

    assert sheet.says(CODE)
    assert ann.of_the_visit() == set()
    assert ann.complaints == []
    assert tracebacks_in(desk.log) == []
    ann.page.close()  # nginx writes of a connection once it ends
    wait_until(lambda: " 101 GET /_stcore/stream " in web_server.log(), web_server)
    written = written_by(web_server)
    assert found_in([CODE, *OF_THE_VISIT, ANN, PIN], written + desk.log) == []


# Who may come


async def status_of_a_socket(web_server, trusted, address):
    try:
        async with socket_to(web_server, trusted, address):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_whoever_is_outside_the_clinics_network_reads_so_and_gets_nothing_else(web_server, trusted):
    assert get(web_server, trusted, "/", address=WITHIN).status_code == 200
    assert run_apart(status_of_a_socket(web_server, trusted, WITHIN)) == 101
    for path in ("/", "/static/x", "/oauth2callback?code=x", "/_stcore/health"):
        refused = get(web_server, trusted, path, address=OUTSIDE)
        assert refused.status_code == 403, path
        assert "in the clinic's own network only" in refused.text
        assert refused.headers["strict-transport-security"] == "max-age=31536000"
    assert run_apart(status_of_a_socket(web_server, trusted, OUTSIDE)) == 403


def test_as_it_is_shipped_it_lets_in_one_private_network():
    written = shipped(DESK.file, {})

    assert re.findall(r"^ *(allow .*?|deny .*?);", written, re.MULTILINE) == [
        "allow 192.168.1.0/24",
        "deny all",
    ]


def test_a_desk_without_a_sign_in_answers_nobody_through_it(before, trusted, tmp_path):
    with a_desk(tmp_path) as open_to_all:
        web_server = before(KIND, at=open_to_all.server)

        assert get(web_server, trusted, "/").status_code == 403
        assert run_apart(status_of_a_socket(web_server, trusted, WITHIN)) == 403

        open_to_all.register.add(ANN, PIN)
        wait_until(lambda: get(web_server, trusted, "/").status_code == 200, web_server)


# Accounts

EMAIL = "ann@clinic.example"
GROUPS = [str(uuid5(NAMESPACE_DNS, f"{number}.clinic.example")) for number in range(150)]
"""As providers tell them: the cookies of a sign-in are some thousand characters long then."""


def test_an_account_comes_through_it_whole_and_nobody_writes_down_its_code(
    someone, trusted, tmp_path
):
    port = free_port()
    starting = Server(f"http://localhost:{port}", 0, tmp_path)
    accounts = {EMAIL: {"name": ANN, "email_verified": True, "groups": GROUPS}}
    with (
        providing(accounts) as provider,
        nginx(starting, trusted, tmp_path, site=DESK) as web_server,
    ):
        secrets = secrets_of(provider, web_server.url, f'["{EMAIL}"]')
        (tmp_path / "secrets.toml").write_text(secrets, encoding="utf-8")
        with a_desk(tmp_path, port) as desk:
            ann = someone(desk, web_server, WithAnAccount).opens().is_asked_to_sign_in()
            ann.chooses(EMAIL).opens_the_visit()

            cookies = [each["value"] for each in ann.page.context.cookies()]
            assert sum(map(len, cookies)) > 4096, "nginx takes them without being told"
            assert ann.complaints == []
            written = web_server.log()
            assert " 302 GET /oauth2callback " in written, "it came by another way"
            for words in ("code=", "state=", EMAIL, ANN):
                assert words not in written + desk.log


# Beside the patients' site

DESKS_TITLE = f"{escape(TITLE)}</title>"


def test_both_sites_stand_on_one_machine_and_each_name_leads_to_its_own(
    app, desk, trusted, tmp_path
):
    with nginx(app, trusted, tmp_path, beside=[(DESK, desk.server)]) as patients:
        staff = replace(patients, name=DESK_NAME)
        nobody = replace(patients, name="nobody.example")

        assert DESKS_TITLE in get(staff, trusted, "/").text
        page = get(patients, trusted, "/")
        assert (page.status_code, DESKS_TITLE in page.text) == (200, False)
        assert get(nobody, trusted, "/").status_code == 400, "the patients' app does not know it"
        for site in (patients, staff):
            assert run_apart(status_of_a_socket(site, trusted, WITHIN)) == 101


CARE = "ssl_(?!certificate|session_cache)|add_header|server_tokens|error_log|proxy_set_header"


def test_both_sites_take_the_same_care():
    ours, theirs = (
        [
            re.sub("facelift[_-]desk", "facelift", each)
            for each in re.findall(rf"^ *((?:{CARE}).*?;)", shipped(site.file, {}), re.MULTILINE)
        ]
        for site in (DESK, PATIENTS)
    )

    assert len(set(theirs)) > 8
    assert set(ours) == set(theirs)
