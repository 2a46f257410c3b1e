"""What is said of answers and of a suggestion, in the same words on the screen and on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from assessment.definition import Definition
from assessment.questionnaire import Question
from assessment.suggestion import Suggestion


def own_answer(definition: Definition, question: Question, answer: str) -> str:
    """Return a person's own answer as one line. answer: a level id or `not_sure`."""
    return definition.texts("result.own_answer", name=question.name, answer=question.words(answer))


def reasons(definition: Definition, suggestion: Suggestion) -> list[str]:
    """Return the person's own answers that led to the suggestion, one line each."""
    questionnaire = definition.questionnaire
    return [
        own_answer(definition, questionnaire[reason.question], reason.answer)
        for reason in suggestion.reasons
    ]


def doubts(definition: Definition, suggestion: Suggestion) -> list[str]:
    """Return what makes the suggestion less than sure: what was not sure, and close calls."""
    questionnaire = definition.questionnaire
    about: dict[str, Iterable[str]] = {
        "result.unsure": suggestion.unsure_of,
        "result.tried": suggestion.tried,
        "result.close_call": [call.question for call in suggestion.close_calls],
    }
    return [
        definition.texts(
            key, names="; ".join(questionnaire[each].name for each in dict.fromkeys(questions))
        )
        for key, questions in about.items()
        if questions
    ]


def date(day: datetime.date) -> str:
    """Return a day as people write it, such as 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
