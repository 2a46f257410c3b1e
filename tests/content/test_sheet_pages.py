"""The clinic's texts on the sheet: they fit on two pages, whatever someone answers."""

import datetime

import pytest

from assessment.loading import ROOT
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import parts
from assessment.sheet.render import sheet_pages


def pages_for(definition, answers):
    """Return how many pages everything takes, for someone who ticks two things in each note."""
    notes = {note.id: note.level_ids[:2] for note in definition.questionnaire.notes}
    given = {**answers, **notes}
    every_part = frozenset(parts(definition.questionnaire, given))
    request = SheetRequest("K7MP-3XTA", every_part, datetime.date(2026, 11, 22))
    return len(sheet_pages(definition, given, request))


def test_two_pages_are_enough_for_the_clinics_examples(definition):
    for example in definition.questionnaire.examples[:3]:
        assert pages_for(definition, example.answers) <= 2, example.id


def test_two_pages_are_enough_whatever_is_answered(definition, content_folder):
    """One answer changed at a time, so that each level's words and pictures are tried."""
    if content_folder != ROOT:
        pytest.skip("takes some seconds; three examples do for a copy")
    worst = {question.id: question.level_ids[-2] for question in definition.questionnaire.counting}
    for question in definition.questionnaire.counting:
        for choice in question.choices:
            assert pages_for(definition, {**worst, question.id: choice}) <= 2
