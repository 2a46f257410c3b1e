"""No answer leaves the page: not in an address, not in a log, not to another host."""

import json
import re
from urllib.parse import urlsplit

import pytest

from assessment.model.steps import CHECK
from screens.journey import Visit
from server.open_routes import OPEN
from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import TEXTS, Person, every_screen
from tests.browser.sealed import kept_in
from tests.browser.way import TELL_CSP
from tests.servers import tracebacks_in

ANSWERS = {
    level
    for chosen in JAW_AND_NECK.values()
    for level in ((chosen,) if isinstance(chosen, str) else chosen)
}


class Watched(Person):
    """Someone whose every request, address and complaint is written down."""

    def __init__(self, page, url):
        super().__init__(page, url)
        self.requests, self.sockets, self.addresses, self.complaints = [], [], [], []
        page.context.add_init_script(TELL_CSP)
        page.context.on("request", lambda request: self.requests.append(request))
        page.on("websocket", lambda socket: self.sockets.append(socket.url))
        page.on("framenavigated", lambda frame: self.addresses.append(frame.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.hears)

    def hears(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def seen(chromium, server):
    """Someone who has been to every screen."""
    context = chromium.new_context()
    person = Watched(context.new_page(), server.url)
    for _ in every_screen(person, JAW_AND_NECK):
        pass
    person.goes_back_in_the_browser()
    yield person
    context.close()


def answers_in(words):
    return sorted(ANSWERS & set(re.findall(r"\w+", words)))


def test_no_other_host_is_asked_for_anything(seen):
    asked = [request.url for request in seen.requests] + seen.sockets
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("blob:", "data:"))}

    assert hosts == {urlsplit(seen.url).netloc}


def test_no_answer_is_in_any_address(seen):
    assert any("step=throat" in address for address in seen.addresses), "the step itself is there"
    for url in [*seen.addresses, *seen.sockets, *(request.url for request in seen.requests)]:
        assert not answers_in(url), url


def test_no_answer_and_no_step_is_told_as_the_page_someone_comes_from(seen):
    for request in seen.requests:
        referrer = request.all_headers().get("referer", "")
        assert not answers_in(referrer)
        assert "step" not in referrer


def test_no_answer_is_in_the_servers_log(seen, server):
    log = server.log.read_text(encoding="utf-8")

    assert log, "the log is somewhere else"
    assert not answers_in(log)
    assert tracebacks_in(log) == []


def test_no_answer_stays_in_the_browser(seen):
    kept = seen.page.evaluate("JSON.stringify([{...localStorage}, document.cookie])")

    assert not answers_in(kept)


def test_no_cookie_is_set(seen):
    """None of ours, and none of Streamlit's, which no script would see."""
    assert seen.page.context.cookies() == []


def test_nothing_is_left_in_the_tab_of_someone_who_starts_again(someone):
    person = (
        someone()
        .comes_back_with(Visit(CHECK, JAW_AND_NECK, adult=True, turn=20))
        .shows_the_result()
    )
    assert answers_in(json.dumps(kept_in(person.page)))
    assert not answers_in(person.page.evaluate("JSON.stringify({...sessionStorage})"))

    person.starts_again()
    assert person.page.evaluate("JSON.stringify({...sessionStorage})") == "{}"

    person.page.reload()
    person.reads(TEXTS("welcome.heading"))
    person.page.go_back()
    person.reads(TEXTS("welcome.heading"))


def test_the_browser_complains_of_nothing(seen):
    assert seen.complaints == []


def test_no_address_is_open_that_the_page_never_asks_for(seen):
    asked = [urlsplit(request.url).path for request in seen.requests]
    asked.append("/app/static/favicon.svg")  # a browser without a window shows no icon
    asked.append("/keeper.js")  # only a clinic's tablet asks for it
    asked += ["/healthz", "/readyz"]  # only whoever watches over the server asks for them

    assert [each for each in OPEN if not any(re.fullmatch(each, path) for path in asked)] == []
