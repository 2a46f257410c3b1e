"""A visit as plain text for a record system: one fact a line."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.records.visit_code import CodedVisit
from assessment.rule import wording
from desk.facts import Facts, Said, about, facts, said, unsure_sentence


def as_text(visit: CodedVisit) -> str:
    """Return all that is known of a visit, a fact a line, with the advice and the version.

    Nothing in it says who the person is, and nothing in it is the code.
    """
    lines = _of_a_suggestion(facts(visit)) if visit.is_finished else _of_none(visit)
    title = f"{visit.edition.texts('page.title')} · {visit.edition.clinic.name}"
    whole = [title, *lines, *_answers(visit), *about(visit)]
    return "\n".join(" ".join(line.split()) for line in whole) + "\n"


def _of_a_suggestion(told: Facts) -> Iterator[str]:
    texts, suggestion = told.definition.texts, told.suggestion

    def line(key: str, words: str) -> str:
        return texts("desk.fact", name=texts(key), said=words)

    yield line("desk.suggestion", told.result)
    yield line("desk.advice", suggestion.advice)
    yield " ".join(told.standing)
    decided = told.decided_by
    if decided:
        yield line("desk.clause", f"{decided.number} ({decided.clause.id})")
    yield line("desk.because", suggestion.because)
    yield from (
        line("desk.reason", each) for each in wording.reason_lines(told.definition, suggestion)
    )
    for change in told.changes:
        step = texts("result.own_answer", name=change.question, answer=change.one_step)
        yield line("desk.change", texts("desk.change_to", step=step, result=change.would_suggest))
    if unsure := unsure_sentence(told):
        yield unsure
    yield from (line("desk.remark", each) for each in told.remarks)
    for say, state in told.criteria:
        yield line("desk.criterion", texts("desk.fact", name=say, said=texts(f"desk.{state}")))


def _of_none(visit: CodedVisit) -> Iterator[str]:
    yield unfinished_sentence(visit)


def unfinished_sentence(visit: CodedVisit) -> str:
    """Return that a visit is not finished, and how far it came."""
    total = len(visit.edition.questionnaire.questions)
    return visit.edition.texts("desk.unfinished", answered=len(visit.answers), total=total)


def _answers(visit: CodedVisit) -> Iterator[str]:
    for each in said(visit, "sign", "wish", "note"):
        yield visit.edition.texts("desk.fact", name=each.question.name, said=in_words(visit, each))


def in_words(visit: CodedVisit, answered: Said) -> str:
    """Return what was answered in one line, or that nothing was."""
    if answered.state == "given":
        return "; ".join(answered.words)
    blank = "not_answered" if answered.question.counts else answered.state
    return visit.edition.texts(f"desk.{blank}")
