"""What staff read on the server's console."""

from __future__ import annotations

import sys
from contextlib import suppress


def tell_staff(*lines: object) -> None:
    """Write lines for staff. Where nothing can be written, since a disk is full, all goes on."""
    with suppress(OSError):
        print(*lines, sep="\n", file=sys.stderr, flush=True)
