"""What is served: what `check` passes, with a sheet that can be made of it."""

import pytest

from assessment.loading import load, load_to_serve
from assessment.model.faults import DefinitionError
from assessment.sheet import typesetting
from tests.definition_files import copied_to

SMILE = "\U0001f642"


def changed(folder, name, old, new):
    file = copied_to(folder) / name
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "old", "written"),
    [
        ("clinic.yaml", "name: ", f"name: {SMILE} "),
        ("clinic.yaml", "name: ", 'name: "\\U0001F642" #'),
        ("questionnaire.yaml", "ask: ", f"ask: {SMILE} "),
        ("questionnaire.yaml", "ask: ", "ask: ส "),
        ("procedures/creams.yaml", "name: ", f"name: {SMILE} "),
    ],
    ids=["an emoji", "its number", "an emoji in a question", "a Thai letter", "in an option"],
)
def test_a_character_that_no_sheet_can_show_is_told_with_its_line(tmp_path, name, old, written):
    file = changed(tmp_path, name, old, written)
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(at for at, each in enumerate(lines, 1) if written in each)

    assert load(tmp_path), "nothing else is wrong with it"
    with pytest.raises(DefinitionError) as refused:
        load_to_serve(tmp_path)

    assert {(each.file, each.line, each.kind) for each in refused.value.faults} == {
        (name, line, "not-on-the-sheet")
    }


def test_words_that_stand_on_no_sheet_may_be_in_any_script(tmp_path):
    changed(tmp_path, "clinic.yaml", "behind: ", "behind: שלום ")

    assert load_to_serve(tmp_path).clinic.behind.startswith("שלום")


def test_a_missing_font_is_told_and_nothing_is_served(monkeypatch):
    monkeypatch.setattr(typesetting, "FONT_PACKAGE", "a_package_that_is_not_there")

    with pytest.raises(DefinitionError, match="a_package_that_is_not_there") as refused:
        load_to_serve()

    (fault,) = refused.value.faults
    assert len(str(fault).splitlines()) == 1
    assert fault.kind == "no-sheet"
