"""All that the clinic's files define, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.model.approval import Approvals
from assessment.model.clinic import Clinic
from assessment.model.evidence import Evidence
from assessment.model.picture import Picture
from assessment.model.procedure import Procedure
from assessment.model.questionnaire import Questionnaire
from assessment.model.texts import Texts


@dataclass(frozen=True)
class Definition:
    """The questionnaire, the options in the order they are shown, the evidence, the words.

    clinic, approvals: who is behind it, and who has approved it.

    pictures: every picture that is the same for everyone, by its name.
    """

    questionnaire: Questionnaire
    procedures: tuple[Procedure, ...]
    evidence: Evidence
    texts: Texts
    clinic: Clinic
    approvals: Approvals
    pictures: Mapping[str, Picture]
