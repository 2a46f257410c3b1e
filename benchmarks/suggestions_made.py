"""One suggestion: `suggest` on many sets of answers, beside the least one could do with each."""

import json
import random
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assessment.model.answers import Answers, checked
from assessment.model.questionnaire import Questionnaire
from assessment.rule.suggest import suggest

SETS = 3000


def times(questionnaire: Questionnaire) -> tuple[list[float], list[float]]:
    """Return milliseconds: of a suggestion, and of turning the same answers into JSON and back."""
    sets = random_sets(questionnaire, SETS)
    as_json = [dict(answers) for answers in sets]
    return (
        _each(lambda answers: suggest(questionnaire, answers), sets),
        _each(lambda answers: json.loads(json.dumps(answers)), as_json),
    )


def random_sets(questionnaire: Questionnaire, count: int) -> list[Answers]:
    """Return sets of answers: random ones, but the same on each run.

    Every second set is not sure of what it may be not sure of, with even odds.
    """
    chance = random.Random(1)
    return [_random_answers(questionnaire, chance, unsure=bool(n % 2)) for n in range(count)]


def _random_answers(questionnaire: Questionnaire, chance: random.Random, unsure: bool) -> Answers:
    """Return a full set of answers. unsure: not sure of each question with even odds."""
    answers: dict[str, object] = {}
    for question in questionnaire.questions:
        if not question.counts:
            answers[question.id] = [chance.choice(question.level_ids)]
        elif question.not_sure and unsure and chance.random() < 0.5:
            answers[question.id] = question.choices[-1]
        else:
            answers[question.id] = chance.choice(question.level_ids)
    return checked(questionnaire, answers)


def _each(
    work: Callable[[Mapping[str, Any]], object], sets: Iterable[Mapping[str, Any]]
) -> list[float]:
    """Return how long the work took on each set, in milliseconds."""
    took = []
    for answers in sets:
        started = time.perf_counter()
        work(answers)
        took.append(1000 * (time.perf_counter() - started))
    return took
