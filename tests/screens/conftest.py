"""Someone who has not opened the page yet, of the tests' own example."""

import pytest
from streamlit.components.v2 import manifest_scanner

from tests.definition_files import example_folder
from tests.screens.patient import Patient


@pytest.fixture(autouse=True)
def _the_example_is_served(monkeypatch):
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(example_folder()))


@pytest.fixture(scope="package", autouse=True)
def _installed_packages_are_searched_once():
    """AppTest looks through all of them for components, again for each person."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture
def patient():
    return Patient()
