"""Streamlit's own page made ours: changed, and sent wherever Streamlit would send its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAMLIT_FILES: Final = Path(st.__file__).parent / "static"
"""The scripts, styles and fonts that Streamlit brings along, and its page."""

NOT_FOR_PEOPLE: Final = (
    (r"<!--\s*Machine-readable.*?-->\s*", ""),
    (r'<link rel="service-desc"[^>]*>\s*', ""),  # its address is closed here
)
"""What goes from Streamlit's page on every server of ours."""


def page_with(changes: Iterable[tuple[str, str]]) -> str:
    """Return Streamlit's page with changes: a pattern, and what stands in its place as it is.

    Raises RuntimeError where a pattern is not found just once, since Streamlit's page has changed.
    """
    page = (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8")
    for pattern, ours in (*NOT_FOR_PEOPLE, *changes):
        page, found = re.subn(pattern, ours.replace("\\", r"\\"), page, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has changed: {found} times {pattern!r}")
    return page


def sent_instead(
    app: ASGIApp,
    ours: Callable[[Scope], Response],
    touch: Callable[[str, int, MutableHeaders], None],
) -> ASGIApp:
    """Answer with our page wherever an app would send a page, and touch the headers of all else.

    ours: makes the answer to a request. touch: gets a path, a status and the headers to change.
    """

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        is_page = False

        async def send_ours(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page:
                    await ours(scope)(scope, receive, send)
                else:
                    touch(scope["path"], message["status"], headers)
            if not is_page:
                await send(message)

        await app(scope, receive, send_ours)

    return middleware
