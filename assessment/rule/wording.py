"""What is said of answers and of a suggestion, in the same words on the screen and on paper.

The sentences themselves stand in `locales/`; here they are filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from assessment.model.answers import Answers
from assessment.model.definition import Definition
from assessment.model.evidence import Figure
from assessment.model.questionnaire import NEITHER, UNCLEAR, Question, Questionnaire
from assessment.rule.suggestion import Suggestion


def rows_that_matter(questionnaire: Questionnaire, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return row of the options → what matters to the person and is answered there, in words.

    answers: a full set, or one without the notes that the person keeps to themselves.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for note in questionnaire.notes:
        for level in answers[note.id]:
            for row in note.rows.get(level, ()):
                rows[row] = (*rows.get(row, ()), note.words(level))
    return rows


def row_that_matters(definition: Definition, row: str, because: Iterable[str]) -> str:
    """Return the heading above a row that matters. because: as `rows_that_matter` tells it."""
    return f"{' · '.join(because)}: {definition.texts(f'row.{row}')}"


def own_answer(definition: Definition, question: Question, answer: str) -> str:
    """Return a person's own answer as one line. answer: a level id or `not_sure`."""
    return definition.texts("result.own_answer", name=question.name, answer=question.words(answer))


def reason_lines(definition: Definition, suggestion: Suggestion) -> list[str]:
    """Return the person's own answers that led to the suggestion, one line each."""
    questionnaire = definition.questionnaire
    return [
        own_answer(definition, questionnaire[reason.question], reason.answer)
        for reason in suggestion.reasons
    ]


def doubt_sentences(definition: Definition, suggestion: Suggestion) -> list[str]:
    """Return what makes the suggestion less than sure: what was not sure, and a close call."""
    sentences = (
        not_sure_sentence(definition, suggestion),
        close_call_sentence(definition, suggestion),
    )
    return [sentence for sentence in sentences if sentence]


def not_sure_sentence(definition: Definition, suggestion: Suggestion) -> str:
    """Return what the person was not sure of, and whether it matters; empty where all was sure."""
    if suggestion.unsure_of:
        return definition.texts("result.unsure", names=_names(definition, suggestion.unsure_of))
    if suggestion.tried:
        return definition.texts("result.tried", names=_names(definition, suggestion.tried))
    return ""


def close_call_sentence(definition: Definition, suggestion: Suggestion) -> str:
    """Return that it is a close call, and between which results; empty where it is none.

    A result that points no way is not said to be close to others.
    """
    if not suggestion.close_calls or suggestion.suggestion == UNCLEAR:
        return ""
    texts = definition.texts
    others = dict.fromkeys(call.would_suggest for call in suggestion.close_calls)
    named = (result_name(definition, each) for each in others)
    return texts(
        "result.close_call",
        result=result_name(definition, suggestion.suggestion),
        others=texts("result.close_call_or").join(named),
    )


def first_doubt(definition: Definition, suggestion: Suggestion) -> str:
    """Return the one sentence of doubt that matters most, empty where there is none.

    What was not sure and decides comes first, then a close call, then what made no difference.
    """
    doubts = doubt_sentences(definition, suggestion)
    return doubts[0 if suggestion.unsure_of else -1] if doubts else ""


def result_name(definition: Definition, suggestion: str) -> str:
    """Return what a suggestion is called: an option by its name, or that there is none."""
    names = {option.id: option.name for option in definition.procedures}
    texts = definition.texts
    names |= {NEITHER: texts("result.name_neither"), UNCLEAR: texts("result.name_unclear")}
    return names[suggestion]


def figure_number(definition: Definition, figure: Figure) -> str:
    """Return how many people out of how many, such as `18 out of 1,000 people`."""
    texts, of = definition.texts, f"{figure.of:,}"
    if figure.up_to is None:
        return texts("result.effects_number", count=figure.count, of=of)
    return texts("result.effects_range", count=figure.count, up_to=figure.up_to, of=of)


def figure_sentence(definition: Definition, figure: Figure) -> str:
    """Return a figure in one sentence."""
    return f"{figure_number(definition, figure)} {figure.say}."


def asks(definition: Definition, suggestion: Suggestion) -> list[str]:
    """Return the questions to ask a specialist: those that fit the suggestion, then the rest."""
    outcome = definition.questionnaire.outcomes[suggestion.suggestion]
    return [*outcome.ask, *definition.texts("result.ask").splitlines()]


def ask_heading(definition: Definition, suggestion: Suggestion) -> str:
    """Return the heading of the questions to ask, which tells how many there are."""
    number = definition.texts.number(len(asks(definition, suggestion)))
    return definition.texts("result.ask_heading", number=number[:1].upper() + number[1:])


def dates(definition: Definition) -> str:
    """Return when all of it was last checked, and when it will be again."""
    questionnaire = definition.questionnaire
    return definition.texts(
        "result.about_dates",
        reviewed=written_date(questionnaire.reviewed),
        review_by=written_date(questionnaire.review_by),
        version=questionnaire.version,
    )


def _names(definition: Definition, questions: Iterable[str]) -> str:
    return "; ".join(definition.questionnaire[each].name for each in questions)


def written_date(day: datetime.date) -> str:
    """Return a day as people write it, such as 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
