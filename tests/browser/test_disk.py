"""What a browser leaves on the disk of a tablet or at home: nothing that anyone could read."""

import pytest

from assessment.model.steps import CHECK, RESULT
from screens.journey import Visit
from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import OnATablet, is_wiped
from tests.browser.person import HOW_TO_START, TEXTS, Person
from tests.browser.sealed import kept_in

HEALTH = {**JAW_AND_NECK, "chin": "heavy", "medical": ("smoke", "scars")}
TOLD = ('"heavy"', '"smoke"', '"scars"', '"helped"', '"reference"')
"""As they stand in what the server hands to the tab, and in no drawing that everyone gets."""


@pytest.fixture
def opens_a_browser(chromium, tmp_path):
    """Return a function that opens a browser whose profile is in a folder of its own."""
    opened = []

    def opens():
        opened.append(chromium.browser_type.launch_persistent_context(tmp_path, **HOW_TO_START))
        return opened[-1]

    yield opens
    for each in opened:
        each.close()


def found_on_disk(folder, *codes):
    """Return which of the words are in any file, as Chromium writes text: in one or two bytes.

    codes: such as were shown. They hold the answers, and a part of one tells some.
    """
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert sum(map(len, contents)) > 100_000, "this is no profile"
    forms = {
        form: word
        for word in (*TOLD, *codes, *(code.replace("-", "") for code in codes))
        for said in (word, word.replace('"', '\\"'))
        for form in (said.encode(), said.encode("utf-16-le"))
    }
    return {word for form, word in forms.items() if any(form in each for each in contents)}


def by_hand(person):
    person.taps(TEXTS("tablet.done")).reads(TEXTS("tablet.handed_heading")).makes_it_ready()


def without_a_word(person):
    """Someone walks off with the visit open, and staff close the browser."""


def test_five_people_leave_nothing_on_a_tablets_disk(opens_a_browser, clinic, tmp_path):
    browser = opens_a_browser()
    person = OnATablet(browser.new_page(), clinic.url)
    codes = set()
    for ends in (by_hand, is_wiped, by_hand, is_wiped, without_a_word):
        person.comes_back_to(CHECK, HEALTH).chooses(TEXTS("tablet.helped")).shows_the_result()
        assert kept_in(person.page)["answers"]["medical"] == list(HEALTH["medical"])
        person.shows_it_to_the_clinic()
        codes.add("-".join(person.page.locator(".code span").all_inner_texts()))
        person.taps(TEXTS("result.back_to_result"))
        ends(person)
        assert found_on_disk(tmp_path, *codes) == set()

    browser.close()
    assert len(codes) == 1
    assert found_on_disk(tmp_path, *codes) == set()


def test_a_tablets_key_is_in_no_database(opens_a_browser, clinic):
    person = OnATablet(opens_a_browser().new_page(), clinic.url)

    person.comes_back_to(RESULT, HEALTH)

    assert person.page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_at_home_nothing_can_be_read_on_the_disk_and_the_key_goes_with_the_answers(
    opens_a_browser, server, tmp_path
):
    browser = opens_a_browser()
    person = Person(browser.new_page(), server.url)
    person.comes_back_with(Visit(CHECK, HEALTH, adult=True, turn=20)).shows_the_result()
    assert kept_in(person.page)["answers"]["medical"] == list(HEALTH["medical"])
    sealed = person.page.evaluate("sessionStorage.visit")
    assert found_on_disk(tmp_path) == set()

    person.starts_again()

    person.page.evaluate("(sealed) => { sessionStorage.visit = sealed }", sealed)
    assert kept_in(person.page) is None
    browser.close()
    assert found_on_disk(tmp_path) == set()


def test_a_word_that_is_kept_as_it_is_would_be_found(opens_a_browser, server, tmp_path):
    browser = opens_a_browser()
    page = browser.new_page()
    page.goto(server.url)

    page.evaluate("sessionStorage.kept = JSON.stringify({ helped: ['smoke'] })")
    browser.close()

    assert found_on_disk(tmp_path) == {'"smoke"', '"helped"'}


def test_a_closed_browser_takes_a_tablets_key_along(opens_a_browser, clinic):
    browser = opens_a_browser()
    person = OnATablet(browser.new_page(), clinic.url)
    person.comes_back_to(RESULT, HEALTH)
    sealed = person.page.evaluate("sessionStorage.visit")
    browser.close()

    person = OnATablet(opens_a_browser().new_page(), clinic.url).takes_the_tablet()
    person.page.evaluate("(sealed) => { sessionStorage.visit = sealed }", sealed)

    assert kept_in(person.page) is None
    person.page.reload()
    person.reads(TEXTS("tablet.start_heading"))
