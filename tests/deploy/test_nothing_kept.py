"""Where a browser keeps nothing: people read so before the first question, and all else goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.clinics_tablet import OnATablet
from tests.browser.engines.chromium import REFUSED
from tests.browser.faults import axe_violations
from tests.browser.person import QUESTIONS, TEXTS
from tests.deploy.certificates import NAME
from tests.deploy.test_frame import InAFrame

FIRST, SECOND, *_ = QUESTIONS


def begins(person):
    """Come to the page before the first question; return what says that nothing is kept."""
    person.taps(TEXTS("welcome.adult")).reads(TEXTS("mirror.heading"))
    return person.page.get_by_text(TEXTS("tab.nothing_kept"))


@pytest.fixture
def without_tls(app):
    """The app itself, by a name that is not this machine's own: there is no Web Crypto there."""
    return type(app)(app.url.replace("localhost", NAME), app.pid, app.log)


def answers_and_begins_anew_after_a_reload(person):
    person.continues().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.goes_back().has_chosen(FIRST, "slight")
    person.page.evaluate("location.reload()")
    person.reads(TEXTS("welcome.heading"))


def test_without_tls_people_read_it_and_answer(without_tls, someone):
    person = someone(without_tls).opens("/")

    expect(begins(person)).to_be_visible()
    assert axe_violations(person) == []
    answers_and_begins_anew_after_a_reload(person)


def test_in_a_frame_without_storage_people_read_it_and_answer(before, someone):
    person = someone(before("nginx"), InAFrame)
    person.site.add_init_script(REFUSED)
    person.opens()

    expect(begins(person)).to_be_visible()
    answers_and_begins_anew_after_a_reload(person)


def test_on_a_tablet_whose_key_nobody_holds_people_read_it(before, someone):
    person = someone(before("nginx"), OnATablet, device="tablet")
    person.page.context.route("**/keeper.js", lambda route: route.abort())
    person.takes_the_tablet().begins()

    expect(begins(person)).to_be_visible()


@pytest.mark.parametrize("kind_of", [OnATablet, InAFrame])
def test_where_something_is_kept_nobody_reads_it(kind_of, before, someone):
    person = someone(before("nginx"), kind_of)
    if kind_of is OnATablet:
        person.takes_the_tablet().begins()
    else:
        person.opens()
    said = begins(person)

    expect(person.page.locator("html")).to_have_attribute("data-keeps", "something")
    expect(said).to_be_hidden()
