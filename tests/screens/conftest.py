"""Someone who has not opened the page yet."""

import pytest

from tests.screens.patient import Patient


@pytest.fixture
def patient():
    return Patient()
