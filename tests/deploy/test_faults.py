"""A web server that is set up wrongly: people read a plain sentence, staff what to change."""

import asyncio
import tomllib

import pytest
from playwright.sync_api import expect
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import InvalidHandshake
from websockets.frames import Opcode

from screens.error_page import SPARE_TEXTS
from serving.web_server_faults import (
    FOREIGN_PAGE,
    NO_UPGRADE,
    SECONDS_BETWEEN,
    UNKNOWN_HOST,
    StaffLog,
)
from tests.browser.person import PATIENCE, QUESTIONS, TEXTS
from tests.deploy.certificates import certificate, new_key
from tests.deploy.visitors import get, socket_to
from tests.deploy.wrong_setups import ANOTHER_HOST, NO_WEBSOCKETS, SOON_CUT
from tests.servers import ROOT, run_apart, running, serving_the_example

FIRST, SECOND, THIRD, *_ = QUESTIONS

FAULTS = {"host": (ANOTHER_HOST, FOREIGN_PAGE), "upgrade": (NO_WEBSOCKETS, NO_UPGRADE)}


def times_told(told, server):
    """Count how often staff read a sentence. The addresses in it are left out."""
    return server.log.read_text(encoding="utf-8").count(told.partition("{")[0])


@pytest.mark.parametrize(("changes", "told"), FAULTS.values(), ids=FAULTS)
def test_staff_read_once_and_not_at_each_try_why_no_page_gets_a_connection(
    changes, told, kind, before, trusted, server
):
    web_server = before(kind, changes[kind].items(), at=server)
    before_it = len(server.log.read_text(encoding="utf-8").splitlines())

    async def tries_again_and_again():
        for _ in range(3):
            with pytest.raises(InvalidHandshake):
                await socket_to(web_server, trusted)

    run_apart(tries_again_and_again())
    assert times_told(told, server) == 1
    assert len(server.log.read_text(encoding="utf-8").splitlines()) <= before_it + 1


def test_the_sentence_goes_once_the_page_is_there(someone, server):
    person = someone(server)
    person.page.route("**/_stcore/host-config", lambda route: route.abort())
    person.page.goto(person.url)
    expect(person.away).to_have_text(TEXTS("page.waiting"))
    person.page.unroute_all()

    person.reads(TEXTS("welcome.heading"))
    expect(person.away).to_be_empty()


def test_a_host_that_the_clinic_does_not_list_is_refused_in_plain_words(kind, before, trusted, app):
    web_server = before(kind, ANOTHER_HOST[kind].items())
    answers = [get(web_server, trusted, path) for path in ("/", "/?step=throat", "/keeper.js")]

    for answer in answers:
        assert answer.status_code == 400
        assert answer.text == SPARE_TEXTS["page.sorry"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    assert times_told(UNKNOWN_HOST, app) == 1


def test_a_fault_is_told_again_after_an_hour_and_without_what_is_no_address(caplog, monkeypatch):
    times = iter([10.0, 20.0, 10.0 + SECONDS_BETWEEN])
    monkeypatch.setattr("serving.web_server_faults.time.monotonic", lambda: next(times))
    log = StaffLog()
    for _ in range(3):
        log.tell(UNKNOWN_HOST, host="a name <of> someone")

    assert len(caplog.records) == 2
    assert "(no address)" in caplog.text
    assert "someone" not in caplog.text


def test_after_a_web_server_cuts_a_quiet_page_it_comes_back_with_all_answers(kind, before, someone):
    person = someone(before(kind, SOON_CUT[kind].items()))
    person.opens("/").starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    with person.page.expect_websocket(timeout=PATIENCE):
        person.chooses(SECOND.words("heavy"))

    person.is_back().continues().reads(THIRD.ask)
    found = [person.goes_back().finds(question, given) for question, given in ANSWERED]
    assert len(found) == 2


ANSWERED = [(SECOND, {SECOND.id: "heavy"}), (FIRST, {FIRST.id: "slight"})]


@pytest.fixture(scope="module")
def asking():
    with running(serving_the_example(), options=["--server.websocketPingInterval=1"]) as server:
        yield server


class Listening(ClientConnection):
    """A page that says nothing, and hears how often the app asks whether it is there."""

    def __init__(self, *args, **options):
        self.pings, self.heard = 0, asyncio.Event()
        super().__init__(*args, **options)

    def process_event(self, event):
        if getattr(event, "opcode", None) is Opcode.PING:
            self.pings += 1
            if self.pings == 5:
                self.heard.set()
        super().process_event(event)


def test_a_quiet_page_is_never_cut_since_the_app_asks_in_time_whether_it_is_there(
    kind, before, trusted, asking
):
    """Five times, a second apart, where the web server cuts after three; else 30 and 60."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["websocketPingInterval"] <= 30

    web_server = before(kind, SOON_CUT[kind].items(), at=asking)

    async def says_nothing():
        async with socket_to(web_server, trusted, create_connection=Listening) as page:
            heard = asyncio.create_task(page.heard.wait())
            cut = asyncio.create_task(page.wait_closed())
            done, _ = await asyncio.wait((heard, cut), return_when=asyncio.FIRST_COMPLETED)
            assert cut not in done, "the page's connection was cut"

    run_apart(says_nothing())


def test_where_a_certificate_ends_answers_stay_and_once_it_is_renewed_the_visit_goes_on(
    kind, before, someone, trusted, tmp_path
):
    web_server = before(kind, SOON_CUT[kind].items())
    ended = certificate(tmp_path / "ended.pem", new_key(tmp_path / "key.pem"), days=-1)
    person = someone(web_server).opens("/").starts()
    person.chooses(FIRST.words("slight")).continues().reads(SECOND.ask)

    web_server.renews(ended)
    expect(person.away).to_have_text(TEXTS("tab.away"))
    person.has_chosen(SECOND)
    web_server.renews(trusted)

    person.is_back().chooses(SECOND.words("heavy")).continues().reads(THIRD.ask)
    for question, given in ANSWERED:
        person.goes_back().finds(question, given)
