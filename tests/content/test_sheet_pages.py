"""The clinic's texts on the sheet: they fit on two pages, whatever someone answers."""

import datetime

from assessment.coded_sheet import with_code
from assessment.loading import ROOT
from assessment.sheet.contents import SheetRequest
from assessment.sheet.parts import parts
from assessment.sheet.render import sheet_pages


def pages_for(definition, answers):
    """Return how many pages everything takes, for someone who ticks two things in each note."""
    notes = {note.id: note.level_ids[:2] for note in definition.questionnaire.notes}
    given = {**answers, **notes}
    every_part = frozenset(parts(definition.questionnaire, given))
    plain = SheetRequest("K7MP-3XTA", every_part, datetime.date(2026, 11, 22))
    return len(sheet_pages(definition, given, with_code(definition, given, plain)))


def test_two_pages_are_enough_for_the_clinics_examples(definition, content_folder):
    """Each was written for another clause. Of a copy of the files one is tried, for time."""
    examples = definition.questionnaire.examples
    for example in examples if content_folder == ROOT else examples[-1:]:
        assert pages_for(definition, example.answers) <= 2, example.id


def test_two_pages_are_enough_for_the_longest_words_and_for_not_sure(definition):
    counting = definition.questionnaire.counting
    longest = {
        question.id: max((len(question.words(level)), level) for level in question.level_ids)[1]
        for question in counting
    }
    not_sure = {question.id: question.choices[-1] for question in counting}
    for answers in (longest, not_sure):
        assert pages_for(definition, answers) <= 2, answers
