"""The shipped definition, and a small sound one that a test may break."""

import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import groupby
from pathlib import Path

import pytest

from assessment.definition import load
from assessment.procedure import OPTIONS
from assessment.text_keys import PLACES
from tests.definition_files import copied_to

SOUND = Path(__file__).parent / "sound"


@pytest.fixture(scope="session")
def definition():
    return load()


@pytest.fixture(scope="session")
def questionnaire(definition):
    return definition.questionnaire


@pytest.fixture
def shipped_folder(tmp_path):
    return copied_to(tmp_path)


@pytest.fixture
def small_folder(tmp_path):
    write_small_definition(tmp_path)
    return tmp_path


def write_small_definition(folder):
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    option = (folder / "procedures/no_treatment.yaml").read_text()
    for name in OPTIONS:
        text = option.replace("id: no_treatment", f"id: {name}")
        (folder / f"procedures/{name}.yaml").write_text(text)
    (folder / "locales").mkdir()
    (folder / "locales/en.yaml").write_text(small_texts())


def small_texts():
    lines = ["language: en"]
    for section, keys in groupby(PLACES, key=lambda key: key.partition(".")[0]):
        lines.append(f"{section}:")
        for key in keys:
            places = " ".join(f"{{{place}}}" for place in sorted(PLACES[key]))
            lines.append(f'  {key.partition(".")[2]}: "Words {places}"')
    return "\n".join(lines) + "\n"


def parts_of(value):
    """Yield a value of the model and all that it is made of."""
    yield value
    inner = ()
    if is_dataclass(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, tuple):
        inner = value
    for each in inner:
        yield from parts_of(each)
