"""What the server does before the first visit. What it does between visits: serving/tidying.py."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import socket
from contextlib import suppress
from pathlib import Path

import screens
from server.connections import carry_headers_everywhere, count_frames, end_slow_requests
from server.middleware import bundle, bundles_named_in
from serving.runs import prepare_runs
from serving.settings_watch import look_at_settings_no_more

YOUNG, YOUNG_BEFORE_OLDER, NEVER = 10_000, 10, 1_000_000_000
"""When Python looks for what nobody uses any more: after so many new things among these, after so
many such looks among those that outlived one, and among all never by itself. With 600 people that
last look stops everyone for 0.3 s; left to itself Python took it each second."""


def prepare(page: str, streamlit_files: Path) -> None:
    """Have everything ready before the first visit.

    page: the page that carries the app. streamlit_files: where the bundles that it names are.
    """
    for module in pkgutil.iter_modules(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself; Streamlit runs it for each visit
            importlib.import_module(module.name)
    for name in bundles_named_in(page):
        bundle(streamlit_files / name)
    send_without_waiting()
    carry_headers_everywhere()
    end_slow_requests()
    count_frames()
    prepare_runs()
    look_at_settings_no_more()
    gc.collect()
    leave_the_last_look_to_us()
    gc.freeze()  # what is loaded now stays; later collections need not look at it


def leave_the_last_look_to_us() -> None:
    """Let Python look for what nobody uses among what is new alone; `tidy` looks among all."""
    gc.set_threshold(YOUNG, YOUNG_BEFORE_OLDER, NEVER)


def send_without_waiting() -> None:
    """Switch on TCP_NODELAY for the listening socket, and so for every connection it takes.

    Streamlit opens its socket in a way that asyncio does not do this. The second message after a
    tap would then wait until the browser has confirmed the first: 40 ms, or a journey there and
    back. Streamlit hands out its socket nowhere, so we look for it.
    """
    for thing in gc.get_objects():
        if type(thing) is socket.socket and thing.family in (socket.AF_INET, socket.AF_INET6):
            with suppress(OSError):  # closed, or not TCP
                thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
