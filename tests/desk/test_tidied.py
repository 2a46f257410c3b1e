"""The desk's server lets go of closed pages, as the patients' server does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from desk import desk_server


def test_the_desk_tidies_up_while_it_runs_and_stops_with_it(monkeypatch):
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
        async with desk_server.tidied(app):
            await asyncio.sleep(0)
            assert seen == [app]
        await asyncio.sleep(0)

    monkeypatch.setattr(desk_server, "tidy", tidy)

    with ThreadPoolExecutor() as apart:  # a browser's test leaves a loop running in this thread
        apart.submit(asyncio.run, runs()).result()

    assert seen[1:] == ["stopped"]
