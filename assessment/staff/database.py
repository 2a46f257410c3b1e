"""The database that holds the staff: SQLite, or PostgreSQL for several desks (SQLAlchemy Core)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assessment.staff.address import FILE, VARIABLE
from assessment.staff.member import StaffError

PATIENCE: Final = 5
"""Seconds to wait for the database, or for another desk that is writing."""

_ONE_MAKES_IT: Final = 0x5AFF
"""The number of the lock under which PostgreSQL lets one desk alone make the tables."""

_ALL: Final = MetaData()

MEMBERS: Final = Table(
    "staff_members",
    _ALL,
    Column("key", String(64), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("mark", String(64), nullable=False, unique=True),
    Column("pin_hash", String(200), nullable=False),
    Column("added", BigInteger, nullable=False),
)
"""key: a hash of the name as it is compared. added: seconds since 1970."""

TRIES: Final = Table(
    "staff_tries",
    _ALL,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Float, nullable=False),
)
"""Wrong PINs in a row for a name, whether or not anybody has it: so nobody can tell which do."""

PACE: Final = Table(
    "staff_pace",
    _ALL,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("free_from", Float, nullable=False),
)
"""One row: the pace for all names together."""


class Database:
    """A connection to the staff's database, which many threads and processes may use at once."""

    def __init__(self, address: str) -> None:
        """address: as SQLAlchemy takes it. Raises StaffError where it is none."""
        try:
            url = make_url(address)
            lite = url.get_backend_name() == "sqlite"
            if lite and url.database in (None, "", ":memory:"):
                raise ArgumentError("a memory that ends with the process keeps nobody")
            self._engine = create_engine(
                url,
                hide_parameters=True,
                pool_pre_ping=not lite,
                connect_args={"timeout" if lite else "connect_timeout": PATIENCE},
            )
        except (ArgumentError, NoSuchModuleError, ImportError):
            raise StaffError(
                f"{VARIABLE}: this is no address of a database. One looks like"
                f" sqlite:////srv/desk/{FILE} or postgresql+psycopg://desk@db.clinic.example/desk"
            ) from None
        self._file = Path(url.database) if lite and url.database else None
        if lite:
            _speak_plainly_with_sqlite(self._engine)
        self._is_there = False

    def is_there(self) -> bool:
        """Return whether the tables were ever made. Once they were, the answer stays."""
        if not self._is_there and (self._file is None or self._file.exists()):
            with self._told():
                self._is_there = inspect(self._engine).has_table(MEMBERS.name)
        return self._is_there

    def make(self) -> None:
        """Make the tables where they are missing, though others may do so at this moment."""
        if self.is_there():
            return
        if self._file:
            self._make_file(self._file)
        with self.changing() as connection:
            if connection.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:it)")
                connection.execute(lock, {"it": _ONE_MAKES_IT})
            _ALL.create_all(connection)
            inserted_if_new(connection, PACE, id=1, free_from=0.0)
        self._is_there = True

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection that alone may write, in SQLite; all is written, or nothing."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that only reads."""
        with self._told(), self._engine.connect() as connection:
            yield connection.execution_options(**{_READS: True})

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    @staticmethod
    def _make_file(file: Path) -> None:
        try:
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise StaffError(
                f"{file}: cannot be written: {error.strerror}."
                f" Name another place in {VARIABLE}, such as sqlite:////srv/desk/{FILE}"
            ) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raise StaffError, in one line, where the database fails. No address is in it."""
        try:
            yield
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", None) or type(error).__name__).strip()
            first = why.splitlines()[0] if why else "no reason given"
            raise StaffError(f"The database of the staff ({VARIABLE}) fails: {first}") from None


def inserted_if_new(connection: Connection, table: Table, **values: object) -> bool:
    """Insert a row unless there is one with its key; return whether there was none."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    asked = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(asked).first() is not None


_READS: Final = "reads"


def _speak_plainly_with_sqlite(engine: Engine) -> None:
    """Begin each transaction ourselves: Python's own way would begin it only as it writes."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:  # noqa: ANN401
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE}")
        connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
