"""The register of staff: who may open the desk, and what becomes of a guess."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assessment.staff.database import MEMBERS, PACE, TRIES, Database, inserted_if_new
from assessment.staff.member import Listed, Member, StaffError, checked_name, compared
from assessment.staff.pin import decoy, fits, hashed, is_outdated, why_refused
from assessment.staff.waits import EVERY, is_locked, paced, still_to_wait, wait_after

SECONDS_OF_A_STRANGER: Final = 30 * 86_400
"""For how long it is kept that someone tried a name that nobody has."""


@dataclass(frozen=True)
class Answer:
    """What came of a name and a PIN. Without a member nobody is in.

    seconds: until the name may be tried again. locked: it may not. tried: whether the PIN was
    looked at. It is the same for a name that nobody has.
    """

    member: Member | None = None
    seconds: int = 0
    locked: bool = False
    tried: bool = True


class Register:
    """The members of staff. Any of it raises StaffError where the database fails."""

    def __init__(self, address: str, clock: Callable[[], float] = time.time) -> None:
        """address: of the database. clock: seconds since 1970. StaffError for a bad address."""
        self._database = Database(address)
        self._clock = clock

    def is_set_up(self) -> bool:
        """Return whether a member was ever added. Once that is so, the answer stays."""
        return self._database.is_there()

    def has_members(self) -> bool:
        """Return whether anyone may come in."""
        if not self.is_set_up():
            return False
        with self._database.reading() as connection:
            return connection.execute(select(MEMBERS.c.key).limit(1)).first() is not None

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    # What the command line does

    def add(self, name: str, pin: str) -> Member:
        """Add a member. Raises StaffError where the name or the PIN will not do."""
        name = checked_name(name)
        member = Member(name, token_hex(16), datetime.fromtimestamp(self._clock(), UTC))
        values = {
            "key": _key(name),
            "name": name,
            "mark": member.mark,
            "pin_hash": _checked_hash(pin, name),
            "added": int(member.added.timestamp()),
        }
        self._database.make()
        with self._database.changing() as connection:
            if not inserted_if_new(connection, MEMBERS, **values):
                raise StaffError(f"{name} is a member of staff already. `pin` gives a new PIN.")
            connection.execute(delete(TRIES).where(TRIES.c.key == values["key"]))
        return member

    def remove(self, name: str) -> None:
        """Remove a member: whoever is signed in by that name is out at the next tap."""
        with self._of(name) as (connection, key):
            connection.execute(delete(TRIES).where(TRIES.c.key == key))
            connection.execute(delete(MEMBERS).where(MEMBERS.c.key == key))

    def set_pin(self, name: str, pin: str) -> None:
        """Give a member a new PIN, and unlock them. Whoever is signed in by that name is out."""
        values = {"pin_hash": _checked_hash(pin, checked_name(name)), "mark": token_hex(16)}
        with self._of(name) as (connection, key):
            connection.execute(delete(TRIES).where(TRIES.c.key == key))
            connection.execute(update(MEMBERS).where(MEMBERS.c.key == key).values(**values))

    def unlock(self, name: str) -> None:
        """Let a member try again at once."""
        with self._of(name) as (connection, key):
            connection.execute(delete(TRIES).where(TRIES.c.key == key))

    def listed(self) -> tuple[Listed, ...]:
        """Return every member, by name."""
        if not self.is_set_up():
            return ()
        failures = func.coalesce(TRIES.c.failures, 0).label("failures")
        asked = select(MEMBERS.c.name, MEMBERS.c.added, failures).outerjoin(
            TRIES, TRIES.c.key == MEMBERS.c.key
        )
        with self._database.reading() as connection:
            found = connection.execute(asked).all()
        listed = (Listed(row.name, _moment(row.added), is_locked(row.failures)) for row in found)
        return tuple(sorted(listed, key=lambda each: each.name.casefold()))

    # What the desk asks

    def still_there(self, member: Member) -> bool:
        """Return whether a member who signed in may go on: they are one still, and not locked."""
        if not self.is_set_up():
            return False
        asked = (
            select(func.coalesce(TRIES.c.failures, 0).label("failures"))
            .select_from(MEMBERS.outerjoin(TRIES, TRIES.c.key == MEMBERS.c.key))
            .where(MEMBERS.c.mark == member.mark)
        )
        with self._database.reading() as connection:
            found = connection.execute(asked).first()
        return found is not None and not is_locked(found.failures)

    def answer(self, name: str, pin: str) -> Answer:
        """Return what comes of a name and a PIN.

        A guess counts as wrong before it is looked at, and is taken back where it was right: so of
        many that come at once none is looked at for nothing.
        """
        if not self.is_set_up():
            return Answer(locked=True, tried=False)
        key = _key(name)
        with self._database.changing() as connection:
            failures, refused = self._count(connection, key)
            found = connection.execute(select(MEMBERS).where(MEMBERS.c.key == key)).first()
        if refused:
            return refused
        right = fits(pin, found.pin_hash if found else decoy())
        if found is None or not right or not self._let_in(found, pin):
            return Answer(seconds=wait_after(failures), locked=is_locked(failures))
        return Answer(Member(found.name, found.mark, _moment(found.added)))

    def _count(self, connection: Connection, key: str) -> tuple[int, Answer | None]:
        """Count a guess; return how many it makes in a row, and the answer where it is refused."""
        now = self._clock()
        pace = connection.execute(select(PACE).with_for_update()).one()  # guesses come one by one
        before = connection.execute(select(TRIES).where(TRIES.c.key == key)).first()
        failures = before.failures if before else 0
        if is_locked(failures):
            return failures, Answer(locked=True, tried=False)
        if before and (seconds := still_to_wait(failures, before.last, now)):
            if before.last > now:  # a clock was put back: the wait begins now
                connection.execute(update(TRIES).where(TRIES.c.key == key).values(last=now))
            return failures, Answer(seconds=seconds, tried=False)
        seconds, free_from = paced(pace.free_from, now)
        connection.execute(update(PACE).values(free_from=free_from))
        if seconds:
            return failures, Answer(seconds=seconds, tried=False)
        connection.execute(delete(TRIES).where(TRIES.c.key == key))
        connection.execute(insert(TRIES).values(key=key, failures=failures + 1, last=now))
        self._forget_strangers(connection, now)
        return failures + 1, None

    def _let_in(self, found: Row[Any], pin: str) -> bool:
        """Take back what was counted; return whether the member is there still, with this PIN."""
        new = {"pin_hash": hashed(pin)} if is_outdated(found.pin_hash) else {}
        this_one = (MEMBERS.c.mark == found.mark) & (MEMBERS.c.pin_hash == found.pin_hash)
        with self._database.changing() as connection:
            connection.execute(select(PACE).with_for_update())
            there = connection.execute(select(MEMBERS.c.key).where(this_one)).first() is not None
            if there:
                connection.execute(delete(TRIES).where(TRIES.c.key == found.key))
                connection.execute(update(PACE).values(free_from=PACE.c.free_from - EVERY))
                if new:
                    connection.execute(update(MEMBERS).where(this_one).values(**new))
        return there

    @staticmethod
    def _forget_strangers(connection: Connection, now: float) -> None:
        connection.execute(
            delete(TRIES).where(
                TRIES.c.last < now - SECONDS_OF_A_STRANGER,
                TRIES.c.key.not_in(select(MEMBERS.c.key)),
            )
        )

    @contextmanager
    def _of(self, name: str) -> Iterator[tuple[Connection, str]]:
        """Give a connection that may write, and the key of a member. StaffError for a stranger."""
        key, nobody = _key(name), StaffError(f"No member of staff is called {checked_name(name)}.")
        if not self.is_set_up():
            raise nobody
        with self._database.changing() as connection:
            if connection.execute(select(MEMBERS).where(MEMBERS.c.key == key)).first() is None:
                raise nobody
            yield connection, key


def _key(name: str) -> str:
    return sha256(compared(name).encode()).hexdigest()


def _checked_hash(pin: str, name: str) -> str:
    if why := why_refused(pin, name):
        raise StaffError(why)
    return hashed(pin)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
