"""The result on paper: all of it, without what can only be tapped."""

import re

import pytest
from playwright.sync_api import expect

from assessment.model.steps import RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.person import DEFINITION, TEXTS, Person
from tests.browser.pixels import mean_grey, seen

A4_AT_96_DPI = 1123


@pytest.fixture(scope="module")
def result(chromium, server):
    """The result of someone whose screen is dark, as the printer gets it."""
    context = chromium.new_context(color_scheme="dark")
    person = Person(context.new_page(), server.url).comes_back_with(
        Visit(RESULT, JAW_AND_NECK, adult=True, turn=20)
    )
    person.page.emulate_media(media="print")
    yield person
    context.close()


def test_no_button_is_printed(result):
    for button in result.page.get_by_role("button", include_hidden=True).all():
        expect(button).to_be_hidden()


def test_everything_is_printed_to_the_last_source(result):
    last = DEFINITION.evidence.sources[-1]
    expect(result.page.get_by_text(last.cite)).to_be_visible()
    cut = result.page.evaluate(
        """() => {
          const cut = []
          const main = document.querySelector('[data-testid=stMain]')
          for (let box = main.querySelector('.about'); box; box = box.parentElement) {
            const hides = getComputedStyle(box).overflowY !== 'visible'
            if (hides && box.scrollHeight > box.clientHeight + 1) cut.push(box.className)
          }
          return cut
        }"""
    )
    assert not cut


def test_every_page_that_the_result_leads_to_is_printed_with_it(result):
    for page in ("told", "compare", "works", "about"):
        heading = TEXTS(f"result.{page}_heading")
        expect(result.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_what_is_for_the_print_alone_is_neither_seen_nor_read_out_on_the_screen(result):
    result.page.emulate_media(media="screen")
    try:
        expect(result.page.locator(".on-paper")).to_be_hidden()
        comparison = TEXTS("result.compare_heading")
        expect(result.page.get_by_role("heading", name=comparison, exact=True)).to_have_count(0)
    finally:
        result.page.emulate_media(media="print")


def test_the_pages_are_as_many_as_the_result_takes(result):
    height = result.page.evaluate("document.querySelector('.about').getBoundingClientRect().bottom")
    paper = result.page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))

    assert height > 2 * A4_AT_96_DPI, "the result fits on two pages, so this shows nothing"
    assert pages > 2, "the rest of the result is cut off"


def test_a_dark_screen_is_printed_on_white(result):
    ink, paper = (
        result.page.evaluate(
            """([selector, property]) =>
              getComputedStyle(document.querySelector(selector))[property]""",
            which,
        )
        for which in (("#heading", "color"), ("[data-testid=stApp]", "backgroundColor"))
    )

    assert brightness(ink) < 100
    assert brightness(paper) > 200 or "0, 0, 0, 0" in paper


def test_a_dark_screen_is_printed_with_light_pictures(result):
    for kind in (".picture", ".drawing"):
        for picture in result.page.locator(kind).all():
            assert mean_grey(seen(picture)) > 160


def brightness(colour):
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3
