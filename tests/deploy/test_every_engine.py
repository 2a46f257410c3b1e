"""Behind a real nginx, in each engine that phones and tablets have: Chromium, Firefox, WebKit."""

from functools import partial

import pytest

from tests.browser.visitor import CONNECTED
from tests.browser.way import QUESTIONS, TEXTS
from tests.browser.wire import wire_to
from tests.deploy.certificates import certificate, new_key
from tests.deploy.framed_visitor import FramedVisitor
from tests.deploy.wrong_setups import ANOTHER_HOST, NO_WEBSOCKETS, SOON_CUT

FIRST, SECOND, THIRD, *_ = QUESTIONS
NOTHING_KEPT = ".nothing-kept"
IS_SEEN = "(place) => !!document.querySelector(place).getClientRects().length"

# A visit, and what comes between

COUNT_CUTS = f"""() => {{
  window.cuts = 0
  new MutationObserver(() => {{ window.cuts += !({CONNECTED})() }}).observe(document,
    {{ subtree: true, attributeFilter: ['data-test-connection-state'] }})
}}"""


@pytest.fixture
def soon_cut(before):
    return before("nginx", SOON_CUT["nginx"].items())


def test_a_visit_goes_on_through_a_reload_and_after_its_quiet_page_was_cut(visitor, soon_cut):
    person = visitor(soon_cut).opens().taps(TEXTS("welcome.adult")).reads(TEXTS("mirror.heading"))
    assert not person.tab.evaluate(IS_SEEN, NOTHING_KEPT)
    person.continues().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.reloads().reads(SECOND.ask).chooses(SECOND.words("heavy"))

    person.tab.evaluate(COUNT_CUTS)
    person.tab.until("() => window.cuts")

    person.is_back().continues().reads(THIRD.ask)
    person.goes_back().has_chosen(SECOND, "heavy").goes_back().has_chosen(FIRST, "slight")


def test_a_line_that_holds_everything_back_for_a_while_loses_nothing(visitor, before, server):
    with wire_to(server, holds_back=True) as wire:
        person = visitor(before("nginx", at=wire)).opens().starts()
        person.chooses(FIRST.words("slight")).continues().chooses(SECOND.words("heavy"))
        person.continues().reads(THIRD.ask)

        person.goes_back().has_chosen(SECOND, "heavy").goes_back().has_chosen(FIRST, "slight")
        assert person.tab.complaints() == []


def test_where_a_certificate_ends_answers_stay_and_once_it_is_renewed_the_visit_goes_on(
    visitor, soon_cut, trusted, tmp_path
):
    ended = certificate(tmp_path / "ended.pem", new_key(tmp_path / "key.pem"), days=-1)
    person = visitor(soon_cut).opens().starts()
    person.chooses(FIRST.words("slight")).continues().chooses(SECOND.words("heavy"))

    soon_cut.renews(ended)
    person.is_told("#away", "tab.away").has_chosen(SECOND, "heavy")
    soon_cut.renews(trusted)

    person.is_back().continues().reads(THIRD.ask)
    person.goes_back().has_chosen(SECOND, "heavy").goes_back().has_chosen(FIRST, "slight")


# What people read where something is wrong


@pytest.mark.parametrize("changes", [ANOTHER_HOST, NO_WEBSOCKETS], ids=["host", "upgrade"])
def test_where_no_connection_comes_people_read_one_plain_sentence(changes, visitor, before, server):
    person = visitor(before("nginx", changes["nginx"].items(), at=server))
    person.tab.goto(person.url)

    person.is_told("#away", "page.waiting")
    person.tab.until("() => !document.querySelector('[role=dialog]')")


def test_where_nothing_is_kept_people_read_so_before_the_first_question_and_can_answer(
    visitor, before
):
    person = visitor(before("nginx"))
    person.tab.keep_nothing()
    person.opens().taps(TEXTS("welcome.adult")).reads(TEXTS("mirror.heading"))

    person.is_told(NOTHING_KEPT, "tab.nothing_kept")
    person.continues().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.goes_back().has_chosen(FIRST, "slight")
    person.reloads().reads(TEXTS("welcome.heading"))


# Inside another site's page


SCROLL_ON = """() => {
  scrollBy(0, document.querySelector('iframe').getBoundingClientRect().bottom - 100)
  return scrollY
}"""
"""Leaves no more of the frame in sight than its last lines."""


@pytest.fixture
def reader(visitor, before, site):
    """On a small phone: Firefox undoes a script's scroll in a page higher than its window."""
    return visitor(before("nginx"), partial(FramedVisitor, site=site), device="narrow").opens()


def test_in_a_frame_pages_turn_to_and_fro_and_the_page_around_it_stays_as_it_is(reader):
    around = reader.around("() => location.href")
    # Asked inside, since WebKit's driver gives the focus to a frame that it is to ask.
    assert reader.tab.evaluate("() => document.activeElement.tagName") == "BODY"
    reader.starts().chooses(FIRST.words("slight"))
    place = reader.around(SCROLL_ON)

    reader.continues_without_a_scroll().reads(SECOND.ask).begins_at_the_heading()
    assert reader.around("() => scrollY") == place
    reader.chooses(SECOND.words("heavy")).loads_the_frame_anew().has_chosen(SECOND, "heavy")
    reader.goes_back_in_the_browser().has_chosen(FIRST, "slight")

    assert reader.around("() => location.href") == around
