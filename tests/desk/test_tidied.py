"""The desk's server runs pages and lets go of closed ones as the patients' server does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from desk import desk_server


def test_the_desk_is_ready_first_and_tidies_up_while_it_runs_and_stops_with_it(monkeypatch):
    seen = []

    async def tidy(app):
        seen.append(app)
        try:
            await asyncio.sleep(3600)
        finally:
            seen.append("stopped")

    async def runs():
        app = desk_server.made_app()
        assert isinstance(app, st.App)
        async with desk_server.lifespan(app):
            await asyncio.sleep(0)
            assert seen == ["ready", app]
        await asyncio.sleep(0)

    monkeypatch.setattr(desk_server, "tidy", tidy)
    monkeypatch.setattr(desk_server, "prepare_runs", lambda: seen.append("ready"))
    monkeypatch.setattr(desk_server, "look_at_settings_no_more", lambda: None)

    with ThreadPoolExecutor() as apart:  # a browser's test leaves a loop running in this thread
        apart.submit(asyncio.run, runs()).result()

    assert seen[2:] == ["stopped"]
