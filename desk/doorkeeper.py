"""The doorkeeper: what one desk's server knows of who may open it. One for all of its tabs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from assessment.loading import ROOT
from assessment.staff.address import staff_address
from assessment.staff.member import StaffError
from assessment.staff.register import Register
from desk.open_id import OpenId, is_fresh, mark_of, may_come_in, open_id
from desk.present import Present, is_idle

SECONDS_BETWEEN_LOOKS: Final = 1.0
"""How old what the gate knows of the register may be: it is asked at each request."""

SECONDS_AFTER_A_FAILURE: Final = 30.0
"""The same where the database was away: to find that out holds everyone up."""

_LONGEST_SIGN_IN: Final = 30 * 86_400
"""Seconds after which a sign-in by OpenID Connect is forgotten; its cookie is, much sooner."""

clock: Callable[[], float] = time.time
"""Seconds since 1970, for the register and for who is idle alike."""


class Doorkeeper:
    """Knows the register and how staff sign in. Raises StaffError where one of them fails."""

    def __init__(
        self, register: Register, by_account: OpenId | None, now: Callable[[], float]
    ) -> None:
        """by_account: None where staff sign in by PINs. now: tells the seconds since 1970."""
        self.register, self.by_account, self.now = register, by_account, now
        self._seen: dict[str, float] = {}  # mark of a sign-in by OpenID → when they were seen
        self._ended: dict[str, float] = {}  # … → when they were signed out
        self._lock = Lock()
        self._look_again, self._gate_is_open = float("-inf"), False

    def others_may_come(self) -> bool:
        """Return whether there is a sign-in that keeps strangers out, and someone who may pass it.

        Only then does the desk answer to other machines.
        """
        return self.by_account is not None or self.register.has_members()

    def gate_is_open(self) -> bool:
        """Return the same for each request, as it was found a moment ago.

        Where the database is away it stays as it was: the page itself then lets nobody in.
        """
        if time.monotonic() >= self._look_again:
            self._look_again = time.monotonic() + SECONDS_BETWEEN_LOOKS
            try:
                self._gate_is_open = self.others_may_come()
            except StaffError:
                self._look_again = time.monotonic() + SECONDS_AFTER_A_FAILURE
        return self._gate_is_open

    def asks_nobody(self) -> bool:
        """Return whether no sign-in was ever set up: the desk is open to whoever is here."""
        return self.by_account is None and not self.register.is_set_up()

    # Signed in by a PIN

    def may_stay(self, present: Present, idle: int) -> bool:
        """Return whether someone may go on: they were not idle, and are a member still."""
        if present.member is None or is_idle(present.seen, self.now(), idle):
            return False
        return self.register.still_there(present.member)

    # Signed in by OpenID Connect. Its cookie outlasts a tab, so what is known stands here.

    def is_in(self, claims: Mapping[str, Any], idle: int) -> bool:
        """Return whether a sign-in still holds. claims: of its account. Others may know it."""
        mark, now = mark_of(claims), self.now()
        with self._lock:
            if mark in self._ended or not may_come_in(claims):
                return False
            if mark in self._seen:
                return not is_idle(self._seen[mark], now, idle)
            return is_fresh(claims, now, idle)

    def note(self, mark: str, seen: float) -> None:
        """Remember when someone was seen."""
        with self._lock:
            self._seen[mark] = max(seen, self._seen.get(mark, seen))  # another tab may be in use
            for known in (self._seen, self._ended):
                for old in [each for each, at in known.items() if seen - at > _LONGEST_SIGN_IN]:
                    del known[old]

    def end(self, mark: str) -> None:
        """Let a sign-in open nothing more, though a browser may still have its cookie."""
        if mark:
            with self._lock:
                self._seen.pop(mark, None)
                self._ended[mark] = self.now()


@cache
def doorkeeper() -> Doorkeeper:
    """Return the one doorkeeper of this process. StaffError where a setting is wrong."""
    folder = Path(os.environ.get("ASSESSMENT_FOLDER", ROOT))
    address = staff_address(folder, os.environ)
    return Doorkeeper(Register(address, clock), open_id(), clock)
