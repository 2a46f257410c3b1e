"""Someone who has not opened the page yet, of the tests' own example."""

import pytest

from tests.example_at_hand import installed_packages_are_searched_once, the_example_is_served
from tests.screens.patient import Patient

__all__ = ["installed_packages_are_searched_once", "patient", "the_example_is_served"]


@pytest.fixture
def patient():
    return Patient()
