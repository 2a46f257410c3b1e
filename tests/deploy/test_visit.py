"""Someone who comes through a web server, at a name of its own or under a path."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import START, OnATablet
from tests.browser.person import DEFINITION, QUESTIONS
from tests.deploy.web_servers import WEB_SERVERS

FIRST, SECOND, THIRD, *_ = QUESTIONS
IDLE, COUNTDOWN = (
    1000 * seconds
    for seconds in (DEFINITION.clinic.tablets.idle, DEFINITION.clinic.tablets.countdown)
)


@pytest.mark.parametrize("path", ["", "/facelift"], ids=["name", "path"])
@pytest.mark.parametrize("kind", WEB_SERVERS)
def test_a_visit_goes_on_through_reload_and_back_and_forward(kind, path, before, someone):
    web_server = before(kind, path=path)
    person = someone(web_server)
    complaints = []
    person.page.on("console", lambda each: complaints.append(each.text))
    person.page.on("requestfailed", lambda each: complaints.append(each.url))
    person.opens("/").starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.chooses(SECOND.words("heavy")).continues().reads(THIRD.ask)

    person.goes_back_in_the_browser().finds(SECOND, {SECOND.id: "heavy"})
    person.goes_forward_in_the_browser().reads(THIRD.ask)
    person.page.reload()
    person.reads(THIRD.ask).goes_back().finds(SECOND, {SECOND.id: "heavy"})

    assert person.page.url.startswith(f"{web_server.url}/?step=")
    assert complaints == []


def test_a_tablet_under_a_path_keeps_a_visit_through_a_reload_and_is_wiped(kind, before, someone):
    web_server = before(kind, path="/facelift")
    person = someone(web_server, OnATablet, device="tablet")
    person.takes_the_tablet("?tablet=front-desk").begins().starts()
    person.chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.is_known_to_have_chosen("slight")
    person.page.reload()
    person.reads(SECOND.ask)

    person.does_nothing_for(IDLE + 1).is_asked().does_nothing_for(COUNTDOWN)
    expect(person.gone).to_be_visible()
    person.does_nothing_for(1000).reads(START)

    assert person.page.url == f"{web_server.url}/?tablet=front-desk"
    assert person.kept() == "{}"


def test_the_sheet_comes_through_a_web_server_whole(kind, before, someone):
    person = someone(before(kind, path="/facelift"))
    person.comes_back_with(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20)).makes_the_sheet()

    assert Path(person.saves_the_sheet().path()).read_bytes().rstrip().endswith(b"%%EOF")
