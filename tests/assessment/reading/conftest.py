"""A small sound definition that a test may break."""

import pytest

from tests.definition_files import write_small_definition


@pytest.fixture
def small_folder(tmp_path):
    write_small_definition(tmp_path)
    return tmp_path
