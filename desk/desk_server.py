"""The desk's server. Each tab of a member of staff runs desk/desk_page.py."""

from __future__ import annotations

import argparse
from pathlib import Path

import streamlit as st
from streamlit import config
from streamlit.web import bootstrap

from serving.clean_log import keep_log_clean

PORT = 8502
HERE = Path(__file__).parent

app = st.App(HERE / "desk_page.py")


def main() -> int:
    """Serve until told to stop."""
    options = argparse.ArgumentParser(prog="python desk.py", description=__doc__)
    options.add_argument("--host", default="127.0.0.1", help="where to listen: this machine only")
    options.add_argument("--port", type=int, default=PORT)
    given = options.parse_args()
    keep_log_clean()
    flags = {
        "server.address": given.host,
        "server.port": given.port,
        "theme.light.primaryColor": "#6a2c70",
        "theme.dark.primaryColor": "#d9a5de",
    }
    for name, value in flags.items():
        config.set_option(name, value)
    bootstrap.run_asgi_app(str(HERE.parent / "desk.py"), "desk.desk_server:app", [], flags)
    return 0
