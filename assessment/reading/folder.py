"""The clinic's files: everything in their folder read in one go, into a value or into faults."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType
from typing import Final

from assessment.model.definition import Definition
from assessment.model.evidence import Evidence
from assessment.model.faults import DefinitionError, Fault
from assessment.model.procedure import Procedure, statements_of
from assessment.model.questionnaire import Questionnaire
from assessment.reading.approvals_file import read_approvals, version_of
from assessment.reading.clinic_file import read_clinic
from assessment.reading.evidence_file import read_evidence
from assessment.reading.locale_file import read_texts
from assessment.reading.names import CodeNames
from assessment.reading.procedure_file import read_procedure
from assessment.reading.questionnaire_file import read_questionnaire
from assessment.reading.yaml_file import YamlFile
from assessment.reading.yaml_nodes import FROM_THE_RELEASE

LANGUAGE: Final = "en"
"""The language of the screens: the name of the file in `locales/` that is read."""


LEFTOVERS: Final = ("~", "Thumbs.db", "desktop.ini")
"""How the names end of what editors and Windows leave in a folder."""


def read_definition(folder: Path, names: CodeNames, kept: Path | None = None) -> Definition:
    """Return what the files in a folder define, without its pictures, which nobody has drawn yet.

    folder: holds `questionnaire.yaml`, `evidence.yaml`, `clinic.yaml`, `approvals.yaml`,
    `procedures/` and `locales/`. kept: a folder inside it, whose questionnaire, evidence and
    procedures are read in place of its own. Raises DefinitionError with every fault of every file.
    """
    files: list[YamlFile] = []
    edition = kept or folder

    def opened(name: str, if_missing: str = FROM_THE_RELEASE, of: Path = edition) -> YamlFile:
        files.append(YamlFile(of / name, name, if_missing))
        return files[-1]

    evidence_file, asked = opened("evidence.yaml"), opened("questionnaire.yaml")
    evidence, sources = read_evidence(evidence_file, names.drawings)
    questionnaire, listed = read_questionnaire(asked, sources, names)
    options = _stems(edition / "procedures") if listed is None else listed
    mend = "Put it back, or take the option out of `options` in questionnaire.yaml"
    told = [opened(f"procedures/{option}.yaml", mend) for option in options]
    procedures = [read_procedure(file, sources) for file in told]
    words = opened(f"locales/{LANGUAGE}.yaml", of=folder)
    texts = read_texts(words, LANGUAGE)
    clinic = read_clinic(opened("clinic.yaml", of=folder))
    version = version_of(LANGUAGE, asked, words, [evidence_file, *told])
    approvals = read_approvals(opened("approvals.yaml", of=folder), version)
    faults = [fault for file in files for fault in file.faults]
    if not faults and evidence and questionnaire:
        faults = _unused_sources(evidence, questionnaire, [each for each in procedures if each])
    mend = "List it under `options` in questionnaire.yaml, or take the file away"
    faults += _not_read(edition, "procedures", options, mend)
    mend = f"Take the file away: the app reads `{LANGUAGE}.yaml` and no other"
    faults += _not_read(folder, "locales", [LANGUAGE], mend)
    if faults or not (questionnaire and evidence and texts and clinic and approvals):
        raise DefinitionError(faults)
    return Definition(
        questionnaire=questionnaire,
        procedures=tuple(procedure for procedure in procedures if procedure),
        evidence=evidence,
        texts=texts.with_counts(_counts(questionnaire, names)),
        clinic=clinic,
        approvals=approvals,
        pictures=MappingProxyType({}),
    )


def _stems(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def _not_read(folder: Path, name: str, stems: Collection[str], mend: str) -> list[Fault]:
    """Return a fault for each file of a folder that nobody reads.

    What a computer leaves there by itself is let be: hidden files, and those of LEFTOVERS.
    """
    read = {f"{stem}.yaml" for stem in stems}
    return [
        Fault(f"{name}/{path.name}", 1, "unread-file", "Nobody reads this file", mend)
        for path in (folder / name).glob("[!.]*")
        if path.name not in read and not path.name.endswith(LEFTOVERS)
    ]


def _unused_sources(
    evidence: Evidence, questionnaire: Questionnaire, procedures: Collection[Procedure]
) -> list[Fault]:
    """Return a fault for each source that nothing rests on."""
    asked = (questionnaire.questions, questionnaire.rule, questionnaire.remarks)
    used = {figure.source for figure in evidence.figures}.union(
        *(drawing.sources for drawing in evidence.drawings.values()),
        *(gain.said.sources for gain in evidence.gains),
        *(unknown.sources for unknown in evidence.unknown),
        *(said.sources for option in procedures for said in statements_of(option)),
        *(said.sources for harm in evidence.harms for said in harm.says),
        *(each.evidence for part in asked for each in part),
    )
    return [
        Fault(
            "evidence.yaml",
            source.line,
            "unused-source",
            f"Nothing names the source `{source.id}`",
            "Name it where something rests on it, or take it out",
        )
        for source in evidence.sources
        if source.id not in used
    ]


def _counts(questionnaire: Questionnaire, names: CodeNames) -> dict[str, int]:
    """Return how many there are of each of `text_keys.COUNTS`."""
    return {
        "questions": len(questionnaire.questions),
        "signs": sum(question.kind == "sign" for question in questionnaire.questions),
        "options": len(questionnaire.options),
        "criteria": len(questionnaire.criteria),
        "steps": names.steps,
    }
