"""The desk's server. Each tab of a member of staff runs desk/desk_page.py."""

from __future__ import annotations

import argparse
import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config
from streamlit.web import bootstrap

from assessment.model.faults import DefinitionError
from assessment.staff.member import StaffError
from desk.doorkeeper import Doorkeeper, doorkeeper
from desk.guarded_page import desk_page, guarded_page
from desk.open_addresses import OPEN, OPEN_FOR_ACCOUNTS, nothing_named
from desk.open_id import secrets_file
from desk.sign_in_cookies import cookies_of_the_session
from desk.this_machine import SET_UP, is_loopback, this_machine_only
from serving.clean_log import keep_log_clean
from serving.closed_addresses import closed_but_for
from serving.console import tell_staff
from serving.runs import prepare_runs
from serving.same_origin import same_origin_only
from serving.served_definition import served_definition
from serving.settings_watch import look_at_settings_no_more
from serving.tidying import tidy
from serving.web_server_faults import StaffLog

PORT: Final = 8502
HERE: Final = Path(__file__).parent

LOOK: Final = {
    "theme.baseFontSize": 15,
    "theme.baseRadius": "8px",
    "theme.light.primaryColor": "#6a2c70",
    "theme.light.backgroundColor": "#f6f3f7",
    "theme.light.secondaryBackgroundColor": "#f0e4f2",
    "theme.light.textColor": "#251f29",
    "theme.light.borderColor": "#857a8a",
    "theme.dark.primaryColor": "#e0b3e5",
    "theme.dark.backgroundColor": "#17131a",
    "theme.dark.secondaryBackgroundColor": "#3a2740",
    "theme.dark.textColor": "#efe9f1",
    "theme.dark.borderColor": "#8f8495",
}
"""What Streamlit draws itself. The colours are those of styles/desk.css, which is their home."""

LEAVES_NO_TRACE: Final = {
    "global.minCachedMessageSize": 10**9,  # else a browser keeps a visit for two more runs
}

TITLE: Final = "The clinic's desk"
"""For the browser's tab until the page is there."""


def guards(keeper: Doorkeeper) -> list[Middleware]:
    """Return what every request goes through, the outermost first."""
    by_account, staff_log = keeper.by_account, StaffLog()
    addresses = [*OPEN, *(OPEN_FOR_ACCOUNTS if by_account else ())]
    return [
        Middleware(guarded_page, page=desk_page(TITLE)),
        Middleware(this_machine_only, unless=keeper.gate_is_open),
        Middleware(closed_but_for, addresses=addresses, staff_log=staff_log),
        Middleware(nothing_named),
        Middleware(same_origin_only, staff_log=staff_log),
        Middleware(cookies_of_the_session, by_tls=bool(by_account and by_account.by_tls)),
    ]


@asynccontextmanager
async def lifespan(running: st.App) -> AsyncIterator[None]:
    """Be ready before the first page; while it runs, let go of those that are closed.

    A visit is not to outlive its tab for long.
    """
    prepare_runs()
    look_at_settings_no_more()
    tidying = asyncio.create_task(tidy(running))
    yield
    tidying.cancel()


def settings() -> dict[str, Any]:
    """Return what is the desk's own among Streamlit's settings, wherever it listens."""
    return {"secrets.files": [str(secrets_file())], **LOOK, **LEAVES_NO_TRACE}


def made_app() -> st.App:
    """Return the server, however it is started: this module's `app`, made when it is asked for.

    Raises StaffError where a setting of the sign-in is wrong: no desk is open by mistake.
    """
    keep_log_clean()
    logging.getLogger("uvicorn.access").disabled = True  # it would log each address
    for name, value in settings().items():
        config.set_option(name, value)
    guarded = guards(doorkeeper())
    return st.App(HERE / "desk_page.py", middleware=guarded, lifespan=lifespan)


def __getattr__(name: str) -> st.App:
    """Make `app` for a server that looks for `desk.desk_server:app`."""
    if name == "app":
        globals()[name] = made_app()
        found: st.App = globals()[name]
        return found
    raise AttributeError(name)


def main() -> int:
    """Serve until told to stop; return 1 where the clinic's files or the settings have a mistake.

    It refuses to listen beyond this machine where no sign-in is set up.
    """
    options = argparse.ArgumentParser(prog="python desk.py", description=__doc__)
    options.add_argument("--host", default="127.0.0.1", help="where to listen: this machine only")
    options.add_argument("--port", type=int, default=PORT)
    given = options.parse_args()
    keep_log_clean()
    try:
        tuple(served_definition().pictures.values())  # drawn before anybody waits for them
    except DefinitionError as error:
        tell_staff(*error.faults)
        return 1
    try:
        others_may_come = doorkeeper().others_may_come()
    except StaffError as error:
        tell_staff(error)
        return 1
    if not is_loopback(given.host) and not others_may_come:
        tell_staff(
            f"The desk listens on {given.host} only once a sign-in is set up, since others can"
            f" reach it there: {SET_UP} (docs/desk.md)"
        )
        return 1
    flags = {
        "server.address": given.host,
        "server.port": given.port,
        **settings(),
    }
    for name, value in flags.items():
        config.set_option(name, value)
    bootstrap.run_asgi_app(str(HERE.parent / "desk.py"), "desk.desk_server:app", [], flags)
    return 0
