"""The desk's page as the browser first gets it, and the headers that every answer carries."""

from __future__ import annotations

from html import escape
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp

from serving.security_headers import HEADERS_EVERYWHERE, page_headers
from serving.streamlits_page import page_with, sent_instead

_BEFORE: Final = "<script>delete window.WebAssembly</script>"
"""Streamlit's protobuf.js tries it once and does as well without. The policy refuses it."""


def desk_page(title: str) -> str:
    """Return Streamlit's page under our title.

    Raises RuntimeError where Streamlit's page has changed.
    """
    return page_with(
        (
            ("<title>.*?</title>", f"<title>{escape(title)}</title>"),
            (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="data:,">'),
            ("</head>", f"  {_BEFORE}\n  </head>"),
        )
    )


def guarded_page(app: ASGIApp, page: str) -> ASGIApp:
    """Middleware: send our page wherever Streamlit would send its own, and our headers with all."""
    ours = HTMLResponse(page, headers=page_headers(page, ()) | HEADERS_EVERYWHERE)

    def guard(path: str, status: int, headers: MutableHeaders) -> None:
        headers.update(HEADERS_EVERYWHERE)
        if not path.startswith("/static/") or status >= 400:
            headers["Cache-Control"] = "no-store"

    return sent_instead(app, lambda _: ours, guard)
