"""What is known of a visit that is open, as plain values: the view and the text both say these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from assessment.model.answers import Answers, without_withheld_notes
from assessment.model.definition import Definition
from assessment.model.questionnaire import NOT_SURE, Question
from assessment.records.visit_code import CodedVisit, edition_mark, visit_code
from assessment.rule import wording
from assessment.rule.approval_wording import approval_in_short, demonstration_sentence
from assessment.rule.rule_path import PathStep, rule_path
from assessment.rule.suggest import suggest
from assessment.rule.suggestion import Suggestion

HASH: Final = 12
"""How much of the content hash is told, in characters: as much as on the sheet."""


@dataclass(frozen=True)
class Change:
    """One answer, one step different, and what the answers would then point toward, in words."""

    question: str
    one_step: str
    would_suggest: str


@dataclass(frozen=True)
class Said:
    """A question by its name, and what was answered, in words.

    state: whether it was answered. A note that was given with no level ticked is `none_ticked`; one
    that the person kept to themselves, and a question that they have not come to, is `not_given`.
    """

    question: Question
    words: tuple[str, ...]
    state: Literal["given", "none_ticked", "not_given"]


@dataclass(frozen=True)
class Facts:
    """A finished visit, and what the rule makes of it. Everybody reads this one suggestion.

    answers: a full set, in which a note that was not given on is blank.
    """

    definition: Definition
    visit: CodedVisit
    answers: Answers
    suggestion: Suggestion
    path: tuple[PathStep, ...]

    @property
    def result(self) -> str:
        """What the suggestion is called."""
        return wording.result_name(self.definition, self.suggestion.suggestion)

    @property
    def standing(self) -> tuple[str, ...]:
        """How far the rule is tested and approved."""
        tested = self.definition.texts("result.not_tested")
        return (tested, approval_in_short(self.definition))

    @property
    def decided_by(self) -> PathStep | None:
        """The clause that decided; None where none did."""
        return next((step for step in self.path if step.fate == "decides"), None)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every single step that would change the suggestion, those to one result together."""
        asked = self.definition.questionnaire
        steps = self.suggestion.close_calls
        order = list(dict.fromkeys(each.would_suggest for each in steps))
        return tuple(
            Change(
                asked[each.question].name,
                asked[each.question].words(each.one_step),
                wording.result_name(self.definition, each.would_suggest),
            )
            for each in sorted(steps, key=lambda step: order.index(step.would_suggest))
        )

    @property
    def criteria(self) -> tuple[tuple[str, str], ...]:
        """Each criterion in words, and its state: `met`, `not_met` or `not_sure`."""
        states = {each.criterion: each.state for each in self.suggestion.criteria}
        return tuple((each.say, states[each.id]) for each in self.definition.questionnaire.criteria)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said beside the suggestion, what is to stand first before the rest."""
        in_order = sorted(self.suggestion.remarks, key=lambda remark: not remark.first)
        return tuple(each.say for each in in_order)


def code_of(visit: CodedVisit) -> str:
    """Return the visit's code, by which staff see that it is that of whoever is before them."""
    return visit_code(
        visit.edition,
        visit.answers,
        helped=visit.helped,
        given_on=visit.answers,
        finished=visit.is_finished,
    )


def facts(visit: CodedVisit) -> Facts:
    """Return what is known of a visit that is finished."""
    asked = visit.edition.questionnaire
    answers = without_withheld_notes(asked, visit.answers, visit.answers)
    return Facts(visit.edition, visit, answers, suggest(asked, answers), rule_path(asked, answers))


def said(visit: CodedVisit, *kinds: str) -> tuple[Said, ...]:
    """Return what was answered, finished or not. kinds: `sign`, `wish`, `note`."""
    questions = visit.edition.questionnaire.questions
    return tuple(_said(each, visit.answers) for each in questions if each.kind in kinds)


def _said(question: Question, answers: Answers) -> Said:
    if question.id not in answers:
        return Said(question, (), "not_given")
    answer = answers[question.id]
    chosen = (answer,) if isinstance(answer, str) else answer
    words = tuple(question.words(level) for level in chosen)
    return Said(question, words, "given" if words else "none_ticked")


def is_unsure(visit: CodedVisit, question: Question) -> bool:
    """Return whether the person was not sure of a question."""
    return visit.answers.get(question.id) == NOT_SURE


def unsure_sentence(told: Facts) -> str:
    """Return what the person was not sure of, and whether it matters; empty where all was sure."""
    for key, questions in (
        ("desk.unsure_decides", told.suggestion.unsure_of),
        ("desk.unsure_tried", told.suggestion.tried),
    ):
        if questions:
            asked = told.definition.questionnaire
            names = "; ".join(asked[each].name for each in questions)
            return told.definition.texts(key, names=names)
    return ""


def about(visit: CodedVisit) -> tuple[str, ...]:
    """Return what is known of how a visit was made: help, version, whether nobody stands for it."""
    texts, asked = visit.edition.texts, visit.edition.questionnaire
    version = texts(
        "desk.version",
        version=asked.version,
        mark=edition_mark(visit.edition),
        hash=asked.content_hash[:HASH],
    )
    sentences = (
        texts("tablet.helped_said" if visit.helped else "desk.not_helped"),
        version,
        demonstration_sentence(visit.edition),
    )
    return tuple(filter(None, sentences))
