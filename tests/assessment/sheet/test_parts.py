"""The parts of the sheet: a note is given on only where the person says so."""

from dataclasses import replace

import pytest

from assessment.loading import load
from assessment.model.answers import without_withheld_notes
from assessment.sheet.parts import is_chosen, parts
from tests.answer_sets import JAW_AND_NECK


def test_the_parts_are_the_answers_each_note_given_the_questions_and_the_sources(questionnaire):
    offered = parts(questionnaire, JAW_AND_NECK)

    assert offered == ("answers", "medical", "dreams", "questions", "sources")
    without = parts(questionnaire, {**JAW_AND_NECK, "medical": ()})
    assert without == ("answers", "dreams", "questions", "sources")


def test_a_note_is_to_be_ticked_unless_its_file_says_otherwise(questionnaire):
    assert not is_chosen(questionnaire, "medical", {})
    assert is_chosen(questionnaire, "dreams", {})
    assert all(is_chosen(questionnaire, part, {}) for part in ("answers", "questions", "sources"))


@pytest.mark.parametrize("part", ["answers", "medical", "dreams", "questions", "sources"])
def test_what_the_person_ticks_or_unticks_counts_for_every_part(part, questionnaire):
    assert is_chosen(questionnaire, part, {part: True})
    assert not is_chosen(questionnaire, part, {part: False})


@pytest.mark.parametrize("name", ["doctor", "blood", "a-note"])
def test_renaming_a_note_puts_its_answers_on_no_sheet(name, folder):
    file = folder / "questionnaire.yaml"
    words = file.read_text(encoding="utf-8")
    assert "medical" in words
    file.write_text(words.replace("medical", name), encoding="utf-8")

    renamed = load(folder).questionnaire

    assert name in {note.id for note in renamed.notes}
    assert not is_chosen(renamed, name, {})


def test_a_note_without_a_word_about_the_sheet_is_to_be_ticked(questionnaire):
    silent = replace(questionnaire["dreams"], ticked_at_first=False)
    notes = [silent if each.id == "dreams" else each for each in questionnaire.questions]

    assert not is_chosen(replace(questionnaire, questions=tuple(notes)), "dreams", {})


def test_a_note_that_is_kept_is_blank_and_everything_else_stays(questionnaire):
    given = without_withheld_notes(questionnaire, JAW_AND_NECK, {"dreams", "answers"})

    assert given == {**JAW_AND_NECK, "medical": ()}
