"""One Chromium for each pytest worker, and people who come to the server with it."""

import pytest

from tests.browser.person import DEVICES, Person, browser


@pytest.fixture(scope="session")
def chromium():
    with browser() as chromium:
        yield chromium


@pytest.fixture
def someone(chromium, server):
    """Return a function that brings someone new, on a device of their own."""
    contexts = []

    def arrives(device="phone", kind=Person, at=server, **options):
        width, height = DEVICES[device]
        options = {"viewport": {"width": width, "height": height}, **options}
        contexts.append(chromium.new_context(**options))
        return kind(contexts[-1].new_page(), at.url)

    yield arrives
    for context in contexts:
        context.close()
