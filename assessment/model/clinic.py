"""Who is behind the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Paper = Literal["a4", "letter"]
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)


@dataclass(frozen=True)
class Tablets:
    """How tablets in the waiting room behave.

    always: every visit is on one, whatever the address. idle: seconds without a touch until the
    tablet asks whether someone is there. countdown: seconds that it then waits before it wipes.
    code_minutes: minutes that stand for `idle` while it shows a visit's code, and waits for staff.
    saves: whether files may be saved on one, where the next person could find them.
    """

    always: bool = False
    idle: int = 120
    countdown: int = 30
    code_minutes: int = 15
    saves: bool = False


@dataclass(frozen=True)
class Desk:
    """How the clinic's desk behaves. idle: seconds without a touch until staff are signed out."""

    idle: int = 300


@dataclass(frozen=True)
class Clinic:
    """The clinic that runs the app.

    embed_in: origins whose pages may show the app in a frame. hosts: names that the app answers to;
    none means every name. connections_per_address: how many pages one address may hold open at
    once. counters_at: host and port at which the server tells its counts, None for nowhere. paper:
    what the sheet is made for. record_url: the address under which a record system knows the
    questionnaire, None where the clinic names none. demonstration: whether no clinic has put its
    name to it yet, which is then said to everyone.
    """

    name: str
    behind: str
    paid_by: str
    embed_in: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    connections_per_address: int = 200
    counters_at: str | None = None
    tablets: Tablets = Tablets()
    desk: Desk = Desk()
    paper: Paper = "a4"
    record_url: str | None = None
    demonstration: bool = False
