"""What is made ahead, where the app is installed, and what a process makes of it."""

import brotli
import pytest
from fontTools.ttLib import TTFont

from server import ahead, make_ahead
from server.compression import Compressed
from server.font import cut_ahead, letters_of, whole_in
from serving.streamlits_page import STREAMLIT_FILES

CONTENT = b"let answer = null\n" * 400


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that is not there yet, in place of the one of this installation."""
    monkeypatch.setattr(ahead, "FOLDER", tmp_path / "ahead")
    return tmp_path / "ahead"


@pytest.fixture
def made(folder, monkeypatch):
    """The folder, once everything was made, for texts with an arrow in them."""
    monkeypatch.setattr(make_ahead, "BEST", 1)  # quick: how well it is compressed plays no part
    monkeypatch.setattr(make_ahead, "_words", lambda: "→")
    assert make_ahead.main() == 0
    return folder


def sent_with_brotli(content):
    return Compressed(content, "text/javascript").brotli


def test_what_was_made_ahead_is_sent_from_the_first_request_on(folder):
    folder.mkdir()
    ahead.file_of("br", CONTENT).write_bytes(b"made ahead")

    made = sent_with_brotli(CONTENT)

    assert made.done()
    assert made.result() == b"made ahead"


def test_what_was_made_of_something_else_is_not_taken(folder):
    folder.mkdir()
    ahead.file_of("br", CONTENT + b" ").write_bytes(b"of another edition")

    assert brotli.decompress(sent_with_brotli(CONTENT).result(20)) == CONTENT


def test_where_nothing_was_made_ahead_a_process_makes_it_itself_and_writes_nothing(folder):
    assert brotli.decompress(sent_with_brotli(CONTENT).result(20)) == CONTENT
    assert not folder.exists()


def test_every_script_that_the_page_names_is_made_ahead_and_so_is_the_font(made):
    whole, letters = whole_in(STREAMLIT_FILES).read_bytes(), letters_of("→")
    page = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")
    bundles = [STREAMLIT_FILES / name for name in make_ahead.bundles_named_in(page)]

    assert bundles
    for bundle in bundles:
        sent = sent_with_brotli(bundle.read_bytes())
        assert sent.done(), bundle.name
        assert brotli.decompress(sent.result()) == bundle.read_bytes()
    cut = TTFont(cut_ahead(whole, letters)).getBestCmap().keys()
    assert cut == letters & TTFont(whole_in(STREAMLIT_FILES)).getBestCmap().keys()
    assert ord("→") in cut
    assert not cut_ahead(whole, letters_of("→Ж")).exists(), "of other letters"


def test_made_again_it_keeps_what_fits_and_lets_go_of_what_is_out_of_date(made):
    old = made / "of-an-older-streamlit.br"
    old.write_bytes(b"")
    fit = {file.name: file.stat().st_mtime_ns for file in made.iterdir() if file != old}

    make_ahead.main()

    assert {file.name: file.stat().st_mtime_ns for file in made.iterdir()} == fit
