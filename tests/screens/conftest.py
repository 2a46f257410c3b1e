"""Someone who has not opened the page yet, of the tests' own example."""

import pytest

from tests.definition_files import example_folder
from tests.screens.patient import Patient


@pytest.fixture(autouse=True)
def _the_example_is_served(monkeypatch):
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(example_folder()))


@pytest.fixture
def patient():
    return Patient()
