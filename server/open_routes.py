"""The addresses that the server answers at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPEN: Final[Mapping[str, str]] = {
    r"/|/index\.html": "the page",
    r"/style\.\w+\.css": "its stylesheet",
    r"/browser\.\w+\.js": "our script",
    r"/pictures/[\w.-]+": "the drawings",
    r"/keeper\.js": "what holds a tablet's key while its page is loaded anew",
    r"/app/static/[\w.-]+": "its icon",
    r"/static/.+": "Streamlit's scripts, styles and fonts, which the page names",
    "/_stcore/host-config": "what Streamlit's script asks for before it connects",
    "/healthz": "whether the process is up: whoever watches over it",
    "/readyz": "whether it is ready for patients: whoever sends them to it",
    "/_stcore/health": "whether the server lives: the script asks, and whoever watches over it",
}
"""Each open address, as a pattern, and what is there."""
