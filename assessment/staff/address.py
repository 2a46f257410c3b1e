"""Where the staff are kept: the environment says so, or else a file beside the clinic's own.

It never stands in clinic.yaml, which the patients' server reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "DESK_STAFF"
FILE: Final = "staff.sqlite"


def staff_address(folder: Path, environment: Mapping[str, str]) -> str:
    """Return the address of the database, as SQLAlchemy takes it. folder: of the clinic's files."""
    return environment.get(VARIABLE) or f"sqlite:///{folder.resolve() / FILE}"
