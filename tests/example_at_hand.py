"""Fixtures for whoever runs pages without a browser (AppTest). A conftest.py imports them."""

import pytest
from streamlit.components.v2 import manifest_scanner

from tests.definition_files import example_folder


@pytest.fixture(autouse=True)
def the_example_is_served(monkeypatch):
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(example_folder()))


@pytest.fixture(scope="package", autouse=True)
def installed_packages_are_searched_once():
    """AppTest looks through all of them for components, again for each person."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield
