"""The stylesheet that is joined from its files."""

import shutil
from pathlib import Path

import pytest

from server import stylesheet


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A copy of the files, which the stylesheet is joined from."""
    copied = [Path(shutil.copy(file, tmp_path)) for file in stylesheet.FILES]
    monkeypatch.setattr(stylesheet, "FILES", copied)
    return copied


def test_the_files_stand_in_the_order_of_their_layers(files):
    sheet, _ = stylesheet.joined_stylesheet()

    places = [sheet.index(file.read_text("utf-8")) for file in files]
    assert places == sorted(places)


@pytest.mark.parametrize("place", range(len(stylesheet.FILES)))
def test_the_stylesheet_has_another_name_once_a_file_changes(files, place):
    _, before = stylesheet.joined_stylesheet()
    assert stylesheet.joined_stylesheet()[1] == before

    with files[place].open("a", encoding="utf-8") as file:
        file.write("/* more */")

    assert stylesheet.joined_stylesheet()[1] != before
