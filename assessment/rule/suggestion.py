"""A suggestion: what answers point toward, and everything that is said with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assessment.model.clause import Remark


@dataclass(frozen=True)
class Reason:
    """One of the person's own answers that led to the suggestion."""

    question: str
    answer: str


@dataclass(frozen=True)
class CloseCall:
    """One answer, one step different, that would change the suggestion."""

    question: str
    answer: str
    one_step: str
    would_suggest: str


@dataclass(frozen=True)
class CriterionState:
    """Whether the answers meet a criterion; `not_sure` where the person could not say."""

    criterion: str
    state: Literal["met", "not_met", "not_sure"]


@dataclass(frozen=True)
class Suggestion:
    """What the answers point toward, and everything that is said with it.

    suggestion: an option's id, `neither` or `unclear`. clause is None where the answers are unclear
    because of what the person was not sure of; then `unsure_of` names those questions. `tried`
    names the questions that were not sure and made no difference, whatever their level.
    """

    suggestion: str
    clause: str | None
    because: str
    reasons: tuple[Reason, ...]
    unsure_of: tuple[str, ...]
    tried: tuple[str, ...]
    close_calls: tuple[CloseCall, ...]
    remarks: tuple[Remark, ...]
    criteria: tuple[CriterionState, ...]
    evidence: tuple[str, ...]
    advice: str

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON. A remark is given by its id and its words."""
        plain = asdict(self)
        plain["remarks"] = [{"remark": remark.id, "say": remark.say} for remark in self.remarks]
        return plain
