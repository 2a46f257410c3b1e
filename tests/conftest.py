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
