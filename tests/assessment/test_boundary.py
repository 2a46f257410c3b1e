"""What the package may import, and what nobody may change once it is loaded."""

import ast
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from assessment.answers import checked
from assessment.definition import ROOT, load
from tests.assessment.conftest import parts_of

MODULES = sorted((ROOT / "assessment").rglob("*.py"))
SLOW_TO_IMPORT = {"pandas", "numpy", "sqlalchemy"}
THE_PROOF = {"proof.py", "second_statement.py"}


def imported_by(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "A relative import hides where it goes"
            yield node.module


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_imports_neither_the_screens_nor_streamlit(module):
    packages = {name.partition(".")[0] for name in imported_by(module)}

    assert not packages & {"streamlit", "screens", "app", "tests", "benchmarks"}


def test_only_the_proof_imports_pandas():
    importers = {module.name for module in MODULES if "pandas" in set(imported_by(module))}

    assert importers == {"proof.py"}
    assert {module.name for module in MODULES if "numpy" in set(imported_by(module))} == THE_PROOF


def test_no_module_but_the_commands_imports_the_proof():
    importers = {
        module.name
        for module in MODULES
        if {"assessment.proof", "assessment.second_statement"} & set(imported_by(module))
    }

    assert importers == {"__main__.py", "proof.py"}


def test_a_suggestion_is_made_without_pandas_numpy_or_streamlit():
    work = (
        "import sys\n"
        "import assessment.__main__, assessment.definition, assessment.suggestion\n"
        "definition = assessment.definition.load()\n"
        "print(*sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", work],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=30,
        check=True,
    )

    loaded = set(done.stdout.split())
    assert "assessment.suggestion" in loaded
    assert not loaded & (SLOW_TO_IMPORT | {"streamlit", "screens", "assessment.proof"})


def test_no_part_of_the_definition_can_be_assigned_to(definition):
    parts = [part for part in parts_of(definition) if is_dataclass(part)]

    assert len(parts) > 100
    for part in parts:
        name = fields(part)[0].name
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, "something else")
        with pytest.raises(FrozenInstanceError):
            delattr(part, name)


def test_no_mapping_of_the_definition_can_be_written_to(definition):
    mappings = [part for part in parts_of(definition) if isinstance(part, Mapping)]
    mappings += [definition.questionnaire.telling_positions, definition.evidence.number_of]

    assert len(mappings) > 15
    for mapping in mappings:
        with pytest.raises(TypeError):
            mapping["neck"] = "something else"
        with pytest.raises(AttributeError):
            mapping.clear()


def test_no_part_of_the_definition_is_a_list_a_set_or_a_plain_dict(definition):
    assert not [part for part in parts_of(definition) if isinstance(part, list | set | dict)]


def test_checked_answers_can_be_changed_neither_from_inside_nor_from_outside(questionnaire):
    given = {question.id: question.level_ids[0] for question in questionnaire.counting}
    answers = checked(questionnaire, given)

    given["neck"] = "severe"

    assert answers["neck"] == "none"
    with pytest.raises(TypeError):
        answers["neck"] = "severe"


def test_the_content_hash_changes_with_any_byte_of_the_questionnaire(shipped_folder, questionnaire):
    same = load(shipped_folder).questionnaire
    place = shipped_folder / "questionnaire.yaml"
    place.write_bytes(place.read_bytes() + b"\n")
    other = load(shipped_folder).questionnaire

    assert (same, hash(same)) == (questionnaire, hash(questionnaire))
    assert same.content_hash == questionnaire.content_hash
    assert other.content_hash != questionnaire.content_hash
    assert other.questions == questionnaire.questions
