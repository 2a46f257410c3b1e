"""Who is at the desk in this tab, and whether they may go on."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.staff.member import Member


@dataclass(frozen=True)
class Present:
    """Someone who signed in. seen: when they last touched the page, in seconds since 1970.

    member: by a PIN. mark: by OpenID Connect, of their sign-in.
    """

    name: str
    seen: float
    member: Member | None = None
    mark: str = ""


def is_idle(seen: float, now: float, idle: int) -> bool:
    """Return whether nobody has touched the page for too long. idle: in seconds.

    A clock that is put back counts as much as one that goes on.
    """
    return abs(now - seen) > idle
