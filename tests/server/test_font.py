"""The screens' font, cut down to the letters that the screens have."""

import os
import sys
import threading
import time
from io import BytesIO

import httpx
import pytest
from fontTools.ttLib import TTFont

from assessment.loading import load
from server import font
from server.ahead import aside
from server.font import cut_down, letters_of, whole_in
from serving.streamlits_page import STREAMLIT_FILES
from tests.definition_files import example_folder

WORDS = "Faces differ: é, ñ, ß, “so” – Ελλάδα"


@pytest.fixture(scope="module")
def whole():
    return whole_in(STREAMLIT_FILES)


@pytest.fixture(scope="module")
def cut(whole):
    return cut_down(whole.read_bytes(), letters_of(WORDS))


def letters(data):
    return set(TTFont(BytesIO(data)).getBestCmap())


def test_the_cut_font_has_every_letter_of_the_words_that_the_whole_has(whole, cut):
    in_the_words = set(map(ord, WORDS))

    assert letters(whole.read_bytes()) & in_the_words == letters(cut) & in_the_words
    assert ord("Ε") in letters(cut)
    assert ord("Ж") not in letters(cut)


def test_the_letters_are_as_wide_and_as_bold_as_in_the_whole(whole, cut):
    before, after = TTFont(whole), TTFont(BytesIO(cut))

    for letter in set(map(ord, WORDS)) & set(after.getBestCmap()):
        widths = [font["hmtx"][font.getBestCmap()[letter]][0] for font in (before, after)]
        assert widths[0] == widths[1], chr(letter)
    axes = [[(a.axisTag, a.minValue, a.maxValue) for a in f["fvar"].axes] for f in (before, after)]
    assert axes[0] == axes[1]
    assert "GPOS" in after  # how letters stand beside each other


def test_what_is_cut_goes_by_a_name_of_its_own_and_says_who_made_it(cut):
    entries = {entry.nameID: str(entry) for entry in TTFont(BytesIO(cut))["name"].names}
    names = [each for number, each in entries.items() if number not in (0, 7)]

    assert [each for each in names if "Source" in each] == []
    assert entries[1] == "QuestionnaireSans3VF"
    assert "Adobe" in entries[0]
    assert "Open Font License" in entries[13]


def test_where_it_cannot_be_cut_the_whole_is_sent_and_staff_are_told(whole, monkeypatch, capfd):
    monkeypatch.setattr(sys, "executable", "/nothing/here")

    assert aside(font._cut_apart, whole, letters_of(WORDS)).result(20) == whole.read_bytes()
    assert '"what": "FileNotFoundError", "where": "font.py:' in capfd.readouterr().err


def test_what_is_made_aside_holds_nobody_up_on_a_busy_machine():
    """A thread that is to be slow, and has Python's lock meanwhile, makes all others slow."""
    own = os.getpriority(os.PRIO_PROCESS, 0)

    assert (
        aside(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).result(20) == own
    )


def test_a_browser_is_sent_a_third_of_the_font_at_most_and_all_that_the_screens_need(server, whole):
    needed = set(map(ord, repr(load(example_folder())))) & letters(whole.read_bytes())
    url = f"{server.url}/{whole.relative_to(STREAMLIT_FILES).as_posix()}"
    give_up = time.monotonic() + 60
    while True:
        answer = httpx.get(url, trust_env=False)
        assert needed <= letters(answer.content)  # also while it is being cut
        if len(answer.content) < whole.stat().st_size / 3 or time.monotonic() > give_up:
            break
        time.sleep(0.05)

    assert len(answer.content) < whole.stat().st_size / 3
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["x-content-type-options"] == "nosniff"
