"""The desk's server. Each tab of a member of staff runs desk/desk_page.py."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit import config
from streamlit.web import bootstrap

from assessment.model.faults import DefinitionError
from serving.clean_log import keep_log_clean
from serving.console import tell_staff
from serving.served_definition import served_definition

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

app = st.App(HERE / "desk_page.py")


def main() -> int:
    """Serve until told to stop; return 1 where the clinic's files have a mistake."""
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
    flags = {"server.address": given.host, "server.port": given.port, **LOOK}
    for name, value in flags.items():
        config.set_option(name, value)
    bootstrap.run_asgi_app(str(HERE.parent / "desk.py"), "desk.desk_server:app", [], flags)
    return 0
