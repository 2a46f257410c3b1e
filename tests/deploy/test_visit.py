"""Someone who comes through a web server, at a name of its own and under a path, as from the app."""

import pytest

from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import IDLE, OnATablet
from tests.browser.person import QUESTIONS
from tests.deploy.web_servers import WEB_SERVERS

FIRST, SECOND, THIRD, *_ = QUESTIONS


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
