"""Who may import whom, and what nobody may change once it is loaded."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from assessment.drawing.face import SIGNS
from assessment.loading import ROOT, load
from assessment.model.answers import checked
from assessment.rule.clause_matching import representative_positions
from tests.assessment.conftest import parts_of
from tests.definition_files import example_folder

ARROWS = {
    "model": set(),
    "rule": {"model"},
    "reading": {"model"},
    "drawing": {"model"},
    "sheet": {"model", "rule", "drawing"},
    "records": {"model", "rule"},
    "staff": {"model"},
}
"""Room of `assessment/` → the rooms that it may import, as CONTRIBUTING.md has it."""

OUTER = {
    "assessment": set(),
    "serving": {"assessment"},
    "screens": {"assessment", "serving"},
    "server": {"assessment", "serving", "screens"},
    "app.py": {"assessment", "serving", "screens", "server"},
    "desk": {"assessment", "serving"},
    "desk.py": {"assessment", "serving", "desk"},
}
"""Package → the others of the app that it may import. Tests and benchmarks may import any."""

LIBRARIES = {
    "yaml": {"reading"},
    "typst": {"sheet"},
    "numpy": {"rule"},
    "pandas": {"rule"},
    "sqlalchemy": {"staff"},
    "argon2": {"staff"},
    "streamlit": set(),
    "starlette": set(),
}
"""Library → the rooms that may import it: nothing but `reading` knows YAML, and so on."""

MODULES = sorted((ROOT / "assessment").rglob("*.py"))
ROOMS = {
    path: path.relative_to(ROOT / "assessment").parts[0]
    for path in MODULES
    if len(path.relative_to(ROOT / "assessment").parts) > 1
}
OUTSIDE = sorted(
    [
        *(ROOT / name for name in OUTER if name.endswith(".py")),
        *(path for name in OUTER for path in (ROOT / name).glob("*.py") if name != "assessment"),
    ]
)


def imported_by(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "A relative import hides where it goes"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_there_are_the_rooms_of_the_design_and_no_others():
    assert set(ROOMS.values()) == set(ARROWS)


@pytest.mark.parametrize("module", ROOMS, ids=name_of)
def test_a_room_imports_only_the_rooms_that_its_arrows_lead_from(module):
    rooms = {
        name.split(".")[1]
        for name in imported_by(module)
        if name.startswith("assessment.") and name.split(".")[1] in ARROWS
    }

    assert rooms <= ARROWS[ROOMS[module]] | {ROOMS[module]}
    assert "assessment.loading" not in set(imported_by(module)), "loading stands above the rooms"


@pytest.mark.parametrize("module", [*MODULES, *OUTSIDE], ids=name_of)
def test_what_lies_further_in_knows_nothing_of_what_lies_further_out(module):
    package = module.relative_to(ROOT).parts[0]
    others = {name.partition(".")[0] for name in imported_by(module)} - {package}

    assert others & {"app", "tests", "benchmarks", *OUTER} <= OUTER[package]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_known_only_where_it_belongs(library):
    rooms = {
        ROOMS.get(module, name_of(module))
        for module in MODULES
        if library in {name.partition(".")[0] for name in imported_by(module)}
    }

    assert rooms == LIBRARIES[library]


def test_pandas_is_for_the_proof_alone_and_the_proof_for_its_command():
    importers = [name_of(module) for module in MODULES if "pandas" in set(imported_by(module))]
    provers = [
        name_of(module) for module in MODULES if "assessment.rule.proof" in set(imported_by(module))
    ]

    assert importers == ["assessment/rule/proof.py"]
    assert provers == ["assessment/__main__.py"]


def test_no_two_files_have_one_name():
    files = [*MODULES, *OUTSIDE, *(ROOT / "benchmarks").glob("*.py")]
    names = Counter(path.name for path in files if not path.name.startswith("__"))

    assert [name for name, count in names.items() if count > 1] == []


def test_the_session_is_touched_in_one_module_only():
    touching = [
        name_of(path)
        for path in [*MODULES, *OUTSIDE]
        if "session_state" in path.read_text(encoding="utf-8")
    ]

    assert touching == ["desk/at_the_desk.py", "screens/session.py"]


def test_no_code_knows_an_id_of_the_clinics_questionnaire():
    definition = load()
    asked = definition.questionnaire
    ids = {*asked.options, *(clause.id for clause in asked.rule), asked.id}
    ids |= {question.id for question in asked.questions if not question.picture}
    ids |= {level for question in asked.notes for level in question.level_ids}
    ids -= set(SIGNS)  # a picture of the face may have the name of what somebody cares about
    ids |= {source.id for source in definition.evidence.sources} - {"jw-page"}

    found = {
        (name_of(path), node.value)
        for path in [*MODULES, *OUTSIDE]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    }

    assert found == set()


def test_a_suggestion_is_made_without_pandas_numpy_typst_or_streamlit():
    work = (
        "import sys\n"
        "import assessment.rule.suggest, assessment.reading.folder, screens.tab_copy\n"
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
    assert "assessment.rule.suggest" in loaded
    assert not loaded & {"pandas", "numpy", "typst", "streamlit", "sqlalchemy"}


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
    mappings += [representative_positions(definition.questionnaire), definition.evidence.number_of]

    assert len(mappings) > 15
    for mapping in mappings:
        with pytest.raises(TypeError):
            mapping["throat"] = "something else"
        with pytest.raises(AttributeError):
            mapping.clear()


def test_no_part_of_the_definition_is_a_list_a_set_or_a_plain_dict(definition):
    assert not [part for part in parts_of(definition) if isinstance(part, list | set | dict)]


def test_checked_answers_can_be_changed_neither_from_inside_nor_from_outside(questionnaire):
    given = {question.id: question.level_ids[0] for question in questionnaire.counting}
    answers = checked(questionnaire, given)

    given["throat"] = "heavy"

    assert answers["throat"] == "nil"
    with pytest.raises(TypeError):
        answers["throat"] = "heavy"


def test_the_content_hash_changes_with_any_byte_of_the_questionnaire(folder, questionnaire):
    same = load(example_folder()).questionnaire
    place = folder / "questionnaire.yaml"
    place.write_bytes(place.read_bytes() + b"\n")
    other = load(folder).questionnaire

    assert (same, hash(same)) == (questionnaire, hash(questionnaire))
    assert other.content_hash != questionnaire.content_hash
    assert other.questions == questionnaire.questions
