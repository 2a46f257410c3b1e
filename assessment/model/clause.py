"""The rule's clauses, and what a clinic asks of the rule as a whole: checks and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.model.conditions import Condition


@dataclass(frozen=True)
class Clause:
    """One line of the rule. `when` is None for the last one, which holds otherwise.

    suggest: an option's id, `neither` or `unclear`. line: where it stands in questionnaire.yaml.
    """

    id: str
    when: Condition | None
    suggest: str
    because: str
    plain: str
    reasons: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True)
class Remark:
    """Something said beside a suggestion, which it never changes.

    beside: the suggestions that it may stand beside; none named means every one.
    """

    id: str
    when: Condition
    say: str
    beside: tuple[str, ...] = ()
    first: bool = False
    evidence: tuple[str, ...] = ()

    def may_stand_beside(self, suggestion: str) -> bool:
        """Return whether the remark may be made of such a suggestion."""
        return not self.beside or suggestion in self.beside


@dataclass(frozen=True)
class StateCheck:
    """Wherever the condition holds, the rule suggests one of `allowed`."""

    id: str
    say: str
    when: Condition
    allowed: frozenset[str]
    line: int = 1


@dataclass(frozen=True)
class StepCheck:
    """Where the rule suggests `start`, one level more of any of `worse` leads to one of `allowed`.

    worse: ids of questions.
    """

    id: str
    say: str
    worse: tuple[str, ...]
    start: str
    allowed: frozenset[str]
    line: int = 1


Check = StateCheck | StepCheck


@dataclass(frozen=True)
class Example:
    """A person, and what the rule must suggest to them.

    answers: question id → level id or `not_sure`, for every question that counts. clause: the one
    that must decide, None where any may.
    """

    id: str
    answers: Mapping[str, str]
    suggest: str
    clause: str | None = None
    line: int = 1
