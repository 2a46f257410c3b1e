"""What all tests share: the app's own server, running, and files that are parsed once."""

import os
from functools import cache

import pytest

from assessment.loading import ROOT
from assessment.reading import yaml_file
from tests.browser.engines.installed import IS_HERE, must_be_here
from tests.servers import running, serving, serving_the_example


@pytest.fixture(scope="session")
def server():
    with running(serving_the_example()) as server:
        yield server


@pytest.fixture(scope="session")
def clinics_server():
    with running(serving(ROOT)) as server:
        yield server


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for each pytest worker."""
    from tests.browser.person import browser  # whoever takes no browser need not have one

    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def used_browser(chromium, tmp_path_factory):
    """A browser that has Streamlit's scripts ready, and so need not read them for each person."""
    from tests.browser.person import HOW_TO_START

    one_process_a_site = [*HOW_TO_START["args"], "--process-per-site"]
    profile = tmp_path_factory.mktemp("profile")
    context = chromium.browser_type.launch_persistent_context(
        profile, **{**HOW_TO_START, "args": one_process_a_site}
    )
    stays = context.pages[0]  # else the process would end with the last tab
    stays.route("**", lambda route: route.fulfill(body=""))
    stays.goto("http://localhost")
    yield context
    context.close()


@pytest.fixture
def new_page(chromium, used_browser):
    """Return a function that opens a page: in a tab of the used browser, or in one of its own.

    size: its width and height. alone: in a browser of its own, as wherever `options` are given.
    """
    contexts = []

    def opens(size, color_scheme="light", *, alone=False, **options):
        viewport = dict(zip(("width", "height"), size, strict=True))
        if alone or options:
            options = {"viewport": viewport, "color_scheme": color_scheme, **options}
            contexts.append(chromium.new_context(**options))
            return contexts[-1].new_page()
        page = used_browser.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        return page

    yield opens
    for each in (*contexts, *used_browser.pages[1:]):
        each.close()


@pytest.fixture(scope="session", params=IS_HERE)
def engine(request):
    """Return a function that opens a tab, in one engine after the other.

    It takes the Chromium that serves when it is Chromium's turn.
    """
    from tests.browser.engines.chromium import ChromiumTab
    from tests.browser.engines.firefox import firefox
    from tests.browser.engines.webkit import webkit

    must_be_here(request.param, IS_HERE[request.param](), os.environ)
    if request.param == "Chromium":
        yield ChromiumTab
        return
    with {"Firefox": firefox, "WebKit": webkit}[request.param]() as tab:
        yield lambda _: tab


@pytest.fixture(scope="session", autouse=True)
def _files_that_are_alike_are_parsed_once():
    """Most tests that spoil or change a file leave the others as they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "root_node", cache(yaml_file.root_node))
        yield
