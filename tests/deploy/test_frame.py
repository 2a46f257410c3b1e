"""The questionnaire inside another site's page, by the very lines that docs/deploy.md gives."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessment.loading import ROOT
from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.interruptions import THE_CHOICE_IS_KEPT
from tests.browser.person import PATIENCE, QUESTIONS, TEXTS, Person
from tests.browser.sealed import wait_until
from tests.deploy.certificates import NAME
from tests.deploy.conftest import SITE

FIRST, SECOND, *_ = QUESTIONS
LINES = re.search(r"<iframe.*?</iframe>", (ROOT / "docs/deploy.md").read_text("utf-8"), re.DOTALL)
PAGES = "document.querySelectorAll('.paper img').length"
TALL = "<p style='height: 900px'>Something about the clinic.</p>"


class InAFrame(Person):
    """Someone who reads another site's page, with the questionnaire in the middle of it."""

    def __init__(self, page, url):
        super().__init__(page, url)
        self.site = page
        # A page that a test makes up counts as one from afar, and this machine as a local network.
        page.context.grant_permissions(["local-network-access"])
        here = LINES[0].replace(f"https://{NAME}", url)
        page.route(
            f"{SITE}/**",
            lambda route: route.fulfill(body=TALL + here + TALL, content_type="text/html"),
        )

    def opens(self, path="/"):
        self.site.goto(SITE + path)
        self.site.locator("iframe").evaluate("frame => frame.scrollIntoView({ block: 'center' })")
        self.page = self.site.frames[1]
        return self.settled()

    def settled(self):
        expect(self.heading).to_be_visible()
        return super().settled()

    def scrolled(self):
        return self.site.evaluate("scrollY")


@pytest.fixture
def person(before, someone):
    return someone(before("nginx"), InAFrame).opens()


def test_a_page_that_turns_in_a_frame_leaves_the_page_around_it_where_it_is(person):
    person.starts().chooses(FIRST.words("slight"))
    person.button(TEXTS("buttons.continue")).scroll_into_view_if_needed()
    before = person.site.evaluate("scrollBy(0, 200), scrollY")  # the frame's head is out of sight
    person.continues().reads(SECOND.ask)

    expect(person.heading).to_be_focused()
    assert person.scrolled() == before


def test_the_frame_takes_no_focus_from_the_page_around_it_when_it_opens(person):
    assert person.site.evaluate("document.activeElement.tagName") == "BODY"


def test_back_in_a_frame_goes_back_one_question_and_stays_on_the_page_around_it(person):
    person.starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    with person.turning():
        person.site.evaluate("history.back()")

    person.has_chosen(FIRST, "slight")
    assert person.site.url == f"{SITE}/"


def test_a_frame_that_is_loaded_anew_brings_the_visit_back(person):
    person.starts().chooses(FIRST.words("slight")).continues().reads(SECOND.ask)
    person.chooses(SECOND.words("heavy"))
    wait_until(person.page, THE_CHOICE_IS_KEPT)
    person.page.evaluate("location.reload()")

    person.has_chosen(SECOND, "heavy")


def test_the_sheet_is_saved_and_printed_from_a_frame(person):
    person.comes_back_with(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20)).makes_the_sheet()
    with person.site.expect_download(timeout=PATIENCE) as saving:
        person.button(TEXTS("sheet.save")).click()
    assert Path(saving.value.path()).read_bytes().startswith(b"%PDF-")

    person.settled().page.evaluate(f"window.print = () => {{ window.pages = {PAGES} }}")
    person.button(TEXTS("sheet.print")).click()
    person.page.wait_for_function("() => window.pages >= 2")
    assert person.site.evaluate(PAGES) == 0, "the page around it is not on the paper"
