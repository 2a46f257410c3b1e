"""The app's own server, running: on the tests' own example, and on the clinic's files."""

import pytest

from assessment.loading import ROOT
from tests.servers import running, serving, serving_the_example


@pytest.fixture(scope="session")
def server():
    with running(serving_the_example()) as server:
        yield server


@pytest.fixture(scope="session")
def clinics_server():
    with running(serving(ROOT)) as server:
        yield server
