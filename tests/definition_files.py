"""The clinic's own files, copied to where a test may spoil them."""

from __future__ import annotations

import shutil
from pathlib import Path

from assessment.definition import ROOT


def copied_to(folder: Path) -> Path:
    """Copy every file that defines the app into an empty folder; return the folder."""
    for name in ("questionnaire.yaml", "evidence.yaml", "clinic.yaml"):
        shutil.copy(ROOT / name, folder)
    for name in ("procedures", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def broken_in(folder: Path) -> Path:
    """Copy the files into an empty folder with one mistake, `uncler`; return the folder."""
    questionnaire = copied_to(folder) / "questionnaire.yaml"
    sound = questionnaire.read_text(encoding="utf-8")
    questionnaire.write_text(sound.replace("suggest: unclear", "suggest: uncler"), encoding="utf-8")
    return folder
