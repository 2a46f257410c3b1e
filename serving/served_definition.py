"""The definition that the app serves: loaded once, shared by every visit, immutable."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from assessment.loading import ROOT, load_to_serve
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError


@cache
def _loaded(folder: Path) -> Definition | DefinitionError:
    try:
        return load_to_serve(folder)
    except DefinitionError as error:
        return error


def served_folder() -> Path:
    """Return the folder that holds the clinic's files."""
    return Path(os.environ.get("ASSESSMENT_FOLDER", ROOT))


def served_definition() -> Definition:
    """Return the definition; DefinitionError, with every fault, where it cannot be used.

    The files are read when the server starts: after an edit, it is started again.
    """
    found = _loaded(served_folder())
    if isinstance(found, DefinitionError):
        raise found
    return found
