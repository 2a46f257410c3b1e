"""A register of staff on each database, and a clock that a test sets."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text

from assessment.staff.database import Database
from assessment.staff.register import Register
from tests.postgres import postgres

ANN, PIN = "Ann Lee", "482915"
WRONG = "591842"


@dataclass
class Clock:
    """The time as a test says it is."""

    now: float = 1_800_000_000.0

    def __call__(self):
        return self.now

    def wind(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def a_postgres():
    with postgres() as address:
        yield address


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def address(request, tmp_path):
    """Where an empty database is."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'staff.sqlite'}"
    address = request.getfixturevalue("a_postgres")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for table in ("staff_members", "staff_tries", "staff_pace"):
            connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
    engine.dispose()
    return address


@pytest.fixture
def opened(address, clock):
    """Return a function that opens the register, as another process would."""
    registers = []

    def opens():
        registers.append(Register(address, clock))
        return registers[-1]

    yield opens
    for each in registers:
        each.close()


@pytest.fixture
def register(opened):
    """A register with Ann in it."""
    register = opened()
    register.add(ANN, PIN)
    return register


@contextmanager
def looking_into(address):
    """Give a connection to the database itself."""
    database = Database(address)
    with database.changing() as connection:
        yield connection
    database.close()
