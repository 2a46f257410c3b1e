"""The app's own server, running: on the tests' own example, and on the clinic's files."""

import pytest

from assessment.loading import ROOT
from tests.definition_files import example_folder
from tests.servers import running


@pytest.fixture(scope="session")
def server():
    with running({"ASSESSMENT_FOLDER": str(example_folder())}) as server:
        yield server


@pytest.fixture(scope="session")
def clinics_server():
    with running({"ASSESSMENT_FOLDER": str(ROOT)}) as server:
        yield server
