"""The desk's page as the browser first gets it, and the headers that every answer carries."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.security_headers import HEADERS_EVERYWHERE, page_headers

_BEFORE: Final = "<script>delete window.WebAssembly</script>"
"""Streamlit's protobuf.js tries it once and does as well without. The policy refuses it."""


def desk_page(title: str) -> str:
    """Return Streamlit's page under our title. Fails where Streamlit's page has changed."""
    page = (Path(st.__file__).parent / "static/index.html").read_text(encoding="utf-8")
    for pattern, ours in (
        ("<title>.*?</title>", f"<title>{escape(title)}</title>"),
        (r"<!--\s*Machine-readable.*?-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>\s*', ""),  # its address is closed here
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="data:,">'),
        ("</head>", f"  {_BEFORE}\n  </head>"),
    ):
        page, found = re.subn(pattern, ours.replace("\\", r"\\"), page, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has changed: {found} times {pattern!r}")
    return page


def guarded_page(app: ASGIApp, page: str) -> ASGIApp:
    """Middleware: send our page wherever Streamlit would send its own, and our headers with all."""
    ours = HTMLResponse(page, headers=page_headers(page, ()) | HEADERS_EVERYWHERE)

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        is_page = False

        async def send_ours(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page:
                    await ours(scope, receive, send)
                    return
                headers.update(HEADERS_EVERYWHERE)
                if not scope["path"].startswith("/static/") or message["status"] >= 400:
                    headers["Cache-Control"] = "no-store"
            if not is_page:
                await send(message)

        await app(scope, receive, send_ours)

    return middleware
