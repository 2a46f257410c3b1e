"""The questionnaire inside another site's page, by the very lines that docs/deploy.md gives."""

from pathlib import Path

from playwright.sync_api import expect

from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import PATIENCE, TEXTS, Person
from tests.deploy.another_site import page_around
from tests.deploy.conftest import SITE

PAGES = "document.querySelectorAll('.paper img').length"


class InAFrame(Person):
    """Someone who reads another site's page, with the questionnaire in the middle of it."""

    def __init__(self, page, url):
        super().__init__(page, url)
        self.site = page
        # A page that a test makes up counts as one from afar, and this machine as a local network.
        page.context.grant_permissions(["local-network-access"])
        page.route(
            f"{SITE}/**",
            lambda route: route.fulfill(body=page_around(url), content_type="text/html"),
        )

    def opens(self, path="/"):
        self.site.goto(SITE + path)
        self.site.locator("iframe").evaluate("frame => frame.scrollIntoView({ block: 'center' })")
        self.page = self.site.frames[1]
        return self.settled()

    def settled(self):
        expect(self.heading).to_be_visible()
        return super().settled()


def test_the_sheet_is_saved_and_printed_from_a_frame(before, someone):
    person = someone(before("nginx"), InAFrame).opens()
    person.comes_back_with(Visit(RESULT, JAW_AND_NECK, adult=True, turn=20)).makes_the_sheet()
    with person.site.expect_download(timeout=PATIENCE) as saving:
        person.button(TEXTS("sheet.save")).click()
    assert Path(saving.value.path()).read_bytes().startswith(b"%PDF-")

    person.settled().page.evaluate(f"window.print = () => {{ window.pages = {PAGES} }}")
    person.button(TEXTS("sheet.print")).click()
    person.page.wait_for_function("() => window.pages >= 2")
    assert person.site.evaluate(PAGES) == 0, "the page around it is not on the paper"
