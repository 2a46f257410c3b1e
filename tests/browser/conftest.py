"""People who come to a server with a browser, in one engine or in each, and such servers."""

from contextlib import ExitStack

import pytest

from tests.browser.clinics_tablet import clinic_with
from tests.browser.interruptions import Line, a_killed_server
from tests.browser.person import DEVICES, Person
from tests.browser.visitor import Visitor, arrived
from tests.servers import running, serving_the_example


@pytest.fixture
def someone(new_page, server):
    """Return a function that brings someone new, on a device or in a tab of their own."""

    def arrives(device="phone", kind=Person, at=server, color_scheme="light", **options):
        page = new_page(DEVICES[device], color_scheme, alone=not kind.shares_a_browser, **options)
        return kind(page, at.url)

    return arrives


@pytest.fixture
def visitor(engine, chromium, server):
    """Return a function that brings someone in a tab of an engine; the tab ends with the test."""
    with ExitStack() as stack:

        def arrives(device="phone", kind=Visitor, at=server, scheme="light"):
            return stack.enter_context(arrived(engine(chromium), at.url, kind, device, scheme))

        yield arrives


@pytest.fixture(scope="session")
def another_server():
    with running(serving_the_example()) as server:
        yield server


@pytest.fixture
def line(interruption, server):
    """A line to the server that this interruption takes."""
    with ExitStack() as stack:
        mortal = interruption is a_killed_server and stack.enter_context(
            running(serving_the_example())
        )
        yield Line(stack, mortal or server)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory):
    """A clinic whose tablets wait for a short while."""
    with clinic_with(tmp_path_factory) as server:
        yield server
