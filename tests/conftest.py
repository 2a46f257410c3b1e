"""The app's own server, running."""

import pytest

from tests.servers import running


@pytest.fixture(scope="session")
def server():
    with running() as server:
        yield server
