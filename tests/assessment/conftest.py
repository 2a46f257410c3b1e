"""The tests' own example, loaded, and the parts that a value of the model is made of."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest

from assessment.loading import load
from tests.definition_files import copied_to, example_folder


@pytest.fixture(scope="session")
def definition():
    return load(example_folder())


@pytest.fixture(scope="session")
def questionnaire(definition):
    return definition.questionnaire


@pytest.fixture
def folder(tmp_path):
    """The example's files, in a folder where a test may change them."""
    return copied_to(tmp_path)


def parts_of(value):
    """Yield a value of the model and all that it is made of."""
    yield value
    inner = ()
    if is_dataclass(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, tuple | frozenset):
        inner = value
    for each in inner:
        yield from parts_of(each)
