"""The stylesheet that is joined from its files."""

import shutil

import pytest

from server import stylesheet


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A copy of the files, which the stylesheet is joined from."""
    folder = shutil.copytree(stylesheet.FOLDER, tmp_path / "styles")
    monkeypatch.setattr(stylesheet, "FOLDER", folder)
    return folder


def test_the_files_stand_in_the_order_of_their_layers(files):
    sheet, _ = stylesheet.joined_stylesheet()

    places = [
        sheet.index((files / f"{layer}.css").read_text("utf-8")) for layer in stylesheet.LAYERS
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("layer", stylesheet.LAYERS)
def test_the_stylesheet_has_another_name_once_a_file_changes(files, layer):
    _, before = stylesheet.joined_stylesheet()
    assert stylesheet.joined_stylesheet()[1] == before

    with (files / f"{layer}.css").open("a", encoding="utf-8") as file:
        file.write("/* more */")

    assert stylesheet.joined_stylesheet()[1] != before
