from types import SimpleNamespace

import streamlit as st
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from server.upkeep import forget_visits_that_are_over, storages_of


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
    app = st.App("screens/main.py")
    app._runtime = app._create_runtime()

    assert [type(storage) for storage in storages_of(app)] == [MemorySessionStorage]
