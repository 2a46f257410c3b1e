"""Which version of the app, and of the questionnaire, a process serves."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from assessment.model.definition import Definition
from server.log_line import ROOT

HASH: Final = 12
"""Characters of the questionnaire's hash that are told: enough to find it by."""


@cache
def version() -> str:
    """Return which version of the app this is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def versions(definition: Definition | None) -> dict[str, str]:
    """Return both, by name. definition: what is served, None where it is refused."""
    served = definition.questionnaire.content_hash[:HASH] if definition else "refused"
    return {"version": version(), "questionnaire": served}
