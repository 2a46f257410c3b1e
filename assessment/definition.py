"""All that the clinic's files define, loaded in one go: whole and sound, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assessment.clinic import Clinic
from assessment.evidence import Evidence
from assessment.faults import DefinitionError, Fault
from assessment.pictures import Picture, drawn
from assessment.procedure import OPTIONS, Procedure
from assessment.questionnaire import Questionnaire
from assessment.reading.clinic import read_clinic
from assessment.reading.evidence import read_evidence
from assessment.reading.procedure import read_procedure
from assessment.reading.questionnaire import read_questionnaire
from assessment.reading.texts import read_texts
from assessment.reading.yaml_file import YamlFile
from assessment.text_keys import PLACES
from assessment.texts import Texts

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds the files of the app itself."""

__all__ = ["ROOT", "Definition", "DefinitionError", "load"]


@dataclass(frozen=True)
class Definition:
    """The questionnaire, the options in the order they are shown, the evidence, the words."""

    questionnaire: Questionnaire
    procedures: tuple[Procedure, ...]
    evidence: Evidence
    texts: Texts
    clinic: Clinic

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """Every picture that is the same for everyone, by its name."""
        return drawn(self.questionnaire, self.evidence, self.texts)


def load(folder: Path = ROOT) -> Definition:
    """Return what the files in a folder define.

    folder: holds `questionnaire.yaml`, `evidence.yaml`, `clinic.yaml`, `procedures/` and
    `locales/`. Raises DefinitionError with every fault of every file.
    """
    files: list[YamlFile] = []

    def opened(name: str) -> YamlFile:
        files.append(YamlFile(folder / name, name))
        return files[-1]

    evidence, sources = read_evidence(opened("evidence.yaml"))
    questionnaire = read_questionnaire(opened("questionnaire.yaml"), sources)
    procedures = [
        read_procedure(opened(f"procedures/{option}.yaml"), sources) for option in OPTIONS
    ]
    texts = read_texts(opened("locales/en.yaml"), PLACES)
    clinic = read_clinic(opened("clinic.yaml"))
    faults: list[Fault] = [fault for file in files for fault in file.faults]
    for path in sorted((folder / "procedures").glob("*.yaml")):
        if path.stem not in OPTIONS:
            wrong = f"`{path.stem}` is not one of the options that are compared"
            mend = "Take the file away; the options are " + ", ".join(OPTIONS)
            faults.append(Fault(f"procedures/{path.name}", 1, wrong, mend))
    if faults or not (questionnaire and evidence and texts and clinic):
        raise DefinitionError(faults)
    return Definition(
        questionnaire=questionnaire,
        procedures=tuple(procedure for procedure in procedures if procedure),
        evidence=evidence,
        texts=texts,
        clinic=clinic,
    )
