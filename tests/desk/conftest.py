"""A member of staff at the desk of the tests' own example."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desk.clerk import Clerk
from tests.desk.receptionist import LAPTOPS, Receptionist, found_in
from tests.example_at_hand import installed_packages_are_searched_once, the_example_is_served
from tests.servers import ROOT, Server, serving_the_example, the_desk

__all__ = [
    "clerk",
    "desk",
    "installed_packages_are_searched_once",
    "receptionist",
    "the_example_is_served",
]


@pytest.fixture
def clerk():
    return Clerk()


@dataclass(frozen=True)
class Desk:
    """A running desk, and where it may write: its home, its folder for what is temporary."""

    server: Server
    home: Path
    started: float

    def written_since_it_started(self, words: list[str]) -> list[str]:
        """Return the names of files written since, here or in its home, that hold any of these."""
        found = []
        for folder in (self.home, ROOT):
            for path in folder.rglob("*"):
                inside = path.relative_to(folder)
                if NOT_ITS_OWN & set(inside.parts) or not path.is_file():
                    continue
                if path.stat().st_mtime >= self.started:
                    held = path.read_bytes().decode("utf-8", "ignore")
                    found += [str(inside)] if found_in(words, held) else []
        return found


NOT_ITS_OWN = {".git", ".venv", "node_modules", ".pytest_cache", ".hypothesis", "build", "tests"}


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    settings = {**serving_the_example(), "HOME": str(home), "TMPDIR": str(home)}
    started = time.time()
    with the_desk(settings) as server:
        yield Desk(server, home, started)


@pytest.fixture
def receptionist(new_page, desk):
    """Return a function that brings someone new to the desk, in a tab of their own."""

    def comes(size=LAPTOPS[0], scheme="light", **options):
        return Receptionist(new_page(size, scheme, **options), desk.server.url)

    return comes
