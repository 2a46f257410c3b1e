import gc
import time
import tomllib
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from assessment.loading import ROOT
from server.upkeep import YOUNG, YOUNG_BEFORE_OLDER, leave_the_last_look_to_us
from serving.tidying import SECONDS_BETWEEN_TIDYINGS, forget_visits_that_are_over, storages_of


def closed(visit):
    """A visit whose page was closed, as Streamlit keeps it."""
    return SimpleNamespace(session=SimpleNamespace(id=visit))


def test_a_visit_whose_time_is_up_is_let_go_and_no_other():
    over, recent = MemorySessionStorage(ttl_seconds=0), MemorySessionStorage(ttl_seconds=60)
    over.save(closed("over"))
    recent.save(closed("recent"))
    assert "over" in over._cache._data

    forget_visits_that_are_over([over, recent])

    assert not over._cache._data
    assert recent.get("recent")


def test_streamlit_keeps_closed_visits_where_we_look_for_them():
    app = st.App(ROOT / "screens/main.py")
    app._runtime = app._create_runtime()

    assert [type(storage) for storage in storages_of(app)] == [MemorySessionStorage]


def test_a_closed_page_is_forgotten_within_two_minutes():
    """What README.md, docs/security.md and docs/clinic-tablet.md say."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    kept = settings["server"]["disconnectedSessionTTL"]

    assert kept + 2 * SECONDS_BETWEEN_TIDYINGS <= 2 * 60 + 1


def test_what_is_let_go_of_is_nowhere_in_memory_any_more():
    class Answers(dict):
        """What a visit holds."""

    storage = MemorySessionStorage(ttl_seconds=0)
    visit = closed("over")
    visit.session.answers, visit.session.itself = Answers(neck="severe"), visit
    storage.save(visit)
    del visit

    forget_visits_that_are_over([storage])
    gc.collect()

    assert not [each for each in gc.get_objects() if type(each) is Answers]


@pytest.fixture
def collecting_as_the_server_does():
    before = gc.get_threshold()
    leave_the_last_look_to_us()
    yield
    gc.set_threshold(*before)


def looks():
    """How often Python has looked among the new, the older and all."""
    return [generation["collections"] for generation in gc.get_stats()]


def test_python_never_stops_everyone_to_look_among_all_by_itself(collecting_as_the_server_does):
    before = looks()

    kept = [[] for _ in range(3 * YOUNG * YOUNG_BEFORE_OLDER)]

    among_new, among_older, among_all = (now - then for now, then in zip(looks(), before))
    assert kept
    assert among_new > among_older > 0
    assert among_all == 0


def test_what_has_its_time_goes_by_a_clock_that_nobody_can_put_forward_or_back():
    modules = [
        path for room in ("serving", "server", "screens") for path in (ROOT / room).glob("*.py")
    ]

    assert MemorySessionStorage()._cache.timer is time.monotonic
    assert [each for each in modules if "time.time(" in each.read_text(encoding="utf-8")] == []
