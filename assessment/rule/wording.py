"""What is said of answers and of a suggestion, in the same words on the screen and on paper.

The sentences themselves stand in `locales/`; here they are filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from assessment.model.definition import Definition
from assessment.model.questionnaire import Question
from assessment.rule.suggestion import Suggestion


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
    """Return that it is a close call and which answers it turns on; empty where it is none."""
    if not suggestion.close_calls:
        return ""
    turns_on = dict.fromkeys(call.question for call in suggestion.close_calls)
    return definition.texts("result.close_call", names=_names(definition, turns_on))


def _names(definition: Definition, questions: Iterable[str]) -> str:
    return "; ".join(definition.questionnaire[each].name for each in questions)


def written_date(day: datetime.date) -> str:
    """Return a day as people write it, such as 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
