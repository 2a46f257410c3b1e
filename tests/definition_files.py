"""The files that tests run on: an example of their own, or copies of them."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp

from assessment.loading import ROOT
from assessment.model.text_keys import PLACES

SMALL = Path(__file__).parent / "assessment/reading/sound"
FILES = ("questionnaire.yaml", "evidence.yaml", "clinic.yaml", "approvals.yaml")


@cache
def example_folder() -> Path:
    """Return a folder with the tests' own example: nothing a clinic changes is in it.

    Its ids, levels, words and rule are its own (tests/example). The words of the screens are the
    app's: tests find them by their keys, whatever they say. Its rule is approved; an approval of
    its words no longer fits.
    """
    folder = Path(mkdtemp(prefix="example-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "example", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "locales", folder / "locales")
    approvals = folder / "approvals.yaml"
    present = sha256((folder / "questionnaire.yaml").read_bytes()).hexdigest()
    written = approvals.read_text(encoding="utf-8").replace("of-the-questionnaire", present)
    approvals.write_text(written, encoding="utf-8")
    return folder


def copied_to(folder: Path, source: Path | None = None) -> Path:
    """Copy every file that defines the app into an empty folder; return the folder.

    source: where they are; the example, unless told.
    """
    source = source or example_folder()
    for name in FILES:
        shutil.copy(source / name, folder)
    for name in ("procedures", "locales"):
        shutil.copytree(source / name, folder / name)
    return folder


def write_small_definition(folder: Path) -> None:
    """Write the smallest sound definition into a folder: two questions and two options."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    lines = ["language: en"]
    for section, keys in groupby(PLACES, key=lambda key: key.partition(".")[0]):
        lines.append(f"{section}:")
        for key in keys:
            places = " ".join(f"{{{place}}}" for place in sorted(PLACES[key]))
            lines.append(f'  {key.partition(".")[2]}: "Words {places}"')
    (folder / "locales").mkdir()
    (folder / "locales/en.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def broken_in(folder: Path) -> Path:
    """Copy the files into an empty folder with one mistake, `uncler`; return the folder."""
    questionnaire = copied_to(folder) / "questionnaire.yaml"
    sound = questionnaire.read_text(encoding="utf-8")
    questionnaire.write_text(sound.replace("suggest: unclear", "suggest: uncler"), encoding="utf-8")
    return folder
