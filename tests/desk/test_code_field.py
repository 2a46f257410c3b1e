"""The field for a code: what opens a visit, and what is said of a code that opens none."""

import pytest

from assessment.editions import editions, keep_edition
from assessment.loading import load
from assessment.records.visit_code import edition_mark
from desk import kept_editions
from tests.answer_sets import JAW_AND_NECK, SOFT_JAW
from tests.definition_files import broken_in, copied_to
from tests.desk.clerk import (
    DEFINITION,
    NOT_A_CODE,
    QUESTIONNAIRE,
    TEXTS,
    UNFINISHED,
    Clerk,
    code_of,
    mistyped,
)

CODE = code_of(JAW_AND_NECK)


def another_edition(folder, words="Asked anew?"):
    """Write other words for the first question, as a clinic would; return the files' definition."""
    place = folder / "questionnaire.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace(QUESTIONNAIRE.counting[0].ask, words), encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), CODE.replace("-", ""), f"  {CODE}\n", CODE.replace("-", " – ")],
    ids=["as shown", "in small letters", "without dashes", "pasted", "with other dashes"],
)
def test_a_code_opens_its_visit_however_it_is_typed(typed, clerk):
    assert clerk.heading == TEXTS("desk.heading")

    clerk.enters(typed)

    assert clerk.heading == "Large lift"
    assert clerk.alert == ""
    assert not clerk.app.text_input, "the code still stands on the page"


@pytest.mark.parametrize(
    ("typed", "key"),
    [(mistyped(CODE), "desk.mistyped"), (NOT_A_CODE, "desk.no_code"), ("", "desk.no_code")],
)
def test_a_wrong_code_gets_one_clear_line_and_stays_to_be_mended(typed, key, clerk):
    clerk.enters(typed)

    assert clerk.alert == TEXTS(key)
    assert "\n" not in clerk.alert
    assert clerk.app.text_input(key="code").value == typed
    assert clerk.heading == TEXTS("desk.heading")
    assert "close" not in clerk.buttons, "something was opened"
    clerk.enters(CODE)
    assert clerk.heading == "Large lift"
    assert clerk.alert == ""


def test_a_code_of_another_edition_says_which_it_is_of_and_what_to_do(clerk, tmp_path):
    other = another_edition(copied_to(tmp_path))

    clerk.opens(JAW_AND_NECK, of=other)

    assert edition_mark(other) in clerk.alert
    assert QUESTIONNAIRE.version in clerk.alert
    assert edition_mark(DEFINITION) in clerk.alert
    assert "docs/editing.md" in clerk.alert
    assert "close" not in clerk.buttons, "it was read as one of today's edition"


def test_an_edition_that_was_kept_opens_in_the_words_of_then(tmp_path, monkeypatch):
    folder = copied_to(tmp_path)
    old = load(folder)
    code = code_of(SOFT_JAW, of=old)
    place = folder / "questionnaire.yaml"
    keep_edition(old, folder)
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("At a soft edge", "At a rounded edge"), encoding="utf-8")
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(folder))
    clerk = Clerk()

    clerk.enters(code)

    assert "At a soft edge" in clerk.reads
    assert "At a rounded edge" not in clerk.reads
    assert TEXTS("desk.earlier", version=QUESTIONNAIRE.version) in clerk.reads
    assert edition_mark(old) in clerk.reads
    clerk.taps("close").opens(SOFT_JAW, of=load(folder))
    assert "At a rounded edge" in clerk.reads
    assert TEXTS("desk.earlier", version=QUESTIONNAIRE.version) not in clerk.reads


def test_an_edition_that_is_kept_while_the_desk_runs_opens_without_a_new_start(
    tmp_path, monkeypatch
):
    today, elsewhere = tmp_path / "today", tmp_path / "elsewhere"
    for folder in (today, elsewhere):
        folder.mkdir()
        copied_to(folder)
    old = another_edition(elsewhere)
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(today))
    clerk = Clerk().opens(SOFT_JAW, of=old)
    assert edition_mark(old) in clerk.alert

    kept = keep_edition(old, elsewhere)
    (today / "kept").mkdir()
    kept.rename(today / "kept" / kept.name)

    clerk.opens(SOFT_JAW, of=old)
    assert clerk.heading == "Small lift"


def test_kept_editions_are_read_once_and_not_before_a_code_asks_for_one(
    clerk, tmp_path, monkeypatch
):
    reads = []
    monkeypatch.setattr(
        kept_editions, "editions", lambda *given: reads.append("read") or editions(*given)
    )
    kept_editions._read.cache_clear()
    clerk.opens(JAW_AND_NECK).taps("close")
    assert reads == []

    other = code_of(JAW_AND_NECK, of=another_edition(copied_to(tmp_path)))
    clerk.enters(other).enters(other)

    assert clerk.alert
    assert reads == ["read"]


def test_once_closed_nothing_of_the_visit_is_left_on_the_page_or_in_the_session(clerk):
    clerk.opens(JAW_AND_NECK)
    assert clerk.told["text"]
    assert "marked" in repr(clerk.app.session_state)

    clerk.taps("close")

    assert clerk.heading == TEXTS("desk.heading")
    assert clerk.app.text_input(key="code").value == ""
    assert clerk.told["text"] == ""
    assert clerk.told["said"] == TEXTS("desk.closed")
    left = repr(clerk.app.session_state)
    assert "marked" not in left
    assert CODE not in left


@pytest.mark.parametrize("given", [JAW_AND_NECK, UNFINISHED])
def test_whoever_opens_a_visit_is_told_so_and_led_to_its_heading(given, clerk):
    assert clerk.told["focus"] == "field"
    before = clerk.told["turn"]

    clerk.opens(given)

    assert clerk.told["focus"] == "heading"
    assert clerk.told["turn"] > before
    assert f'data-turn="{clerk.told["turn"]}"' in clerk.html
    assert clerk.told["said"] in (
        TEXTS("desk.opened", result="Large lift"),
        TEXTS("desk.opened_unfinished"),
    )


def test_the_field_is_never_filled_in_from_what_was_typed_before(clerk):
    assert clerk.app.text_input(key="code").proto.autocomplete == "off"


def test_with_a_mistake_in_the_files_staff_are_told_where_to_look(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSESSMENT_FOLDER", str(broken_in(tmp_path)))

    clerk = Clerk()

    assert "console" in clerk.alert
    assert not clerk.app.text_input
    assert not clerk.app.exception
