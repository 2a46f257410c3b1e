"""The definition that the app runs with: loaded once, shared by every visit, immutable."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from assessment.definition import ROOT, Definition, DefinitionError, load

__all__ = ["DefinitionError", "current"]


@cache
def _loaded(folder: Path) -> Definition | DefinitionError:
    try:
        return load(folder)
    except DefinitionError as error:
        return error


def current() -> Definition:
    """Return the definition; DefinitionError, with every fault, where it cannot be used.

    The files are read when the server starts: after an edit, it is started again.
    """
    found = _loaded(Path(os.environ.get("ASSESSMENT_FOLDER", ROOT)))
    if isinstance(found, DefinitionError):
        raise found
    return found
