"""Who is behind the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tablets:
    """How tablets in the waiting room behave.

    always: every visit is on one, whatever the address. idle: seconds without a touch until the
    tablet asks whether someone is there. countdown: seconds that it then waits before it wipes.
    """

    always: bool = False
    idle: int = 120
    countdown: int = 30


@dataclass(frozen=True)
class Clinic:
    """The clinic that runs the app.

    embed_in: origins whose pages may show the app in a frame. hosts: names that the app answers to;
    none means every name.
    """

    name: str
    behind: str
    paid_by: str
    embed_in: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    tablets: Tablets = Tablets()
