"""What the server hands to the page in front of a member of staff, or that it could not be made."""

from __future__ import annotations

from dataclasses import dataclass

from serving.made_files import File, Pages


@dataclass(frozen=True)
class NotMade:
    """What was asked for could not be made."""


Handed = File | Pages | NotMade
