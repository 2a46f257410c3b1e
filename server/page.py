"""The page that carries the app, made from Streamlit's own, and the headers that guard it."""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Final

HEADERS_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

BEFORE_STREAMLIT: Final = """<script>
      // Streamlit fetches its icon font, 375 kB, ahead. A browser does so when an icon is shown.
      document.fonts.load = async () => []
      // Back and Forward are for screens/static/browser.js alone. Streamlit would run the page a
      // second time for each, and may then wait for ever for an end that has come.
      window.addEventListener("popstate", (event) => {
        event.stopImmediatePropagation()
        window.dispatchEvent(new Event("history-step"))
      }, { capture: true })
    </script>"""


def page_html(streamlits: str, style_version: str, text: Callable[[str], str]) -> str:
    """Return our page, made from Streamlit's own.

    streamlits: its index.html. style_version: changes whenever the stylesheet does, so that a
    browser may keep it. text: gives the words for a key. Fails where Streamlit's page has changed.
    """
    title, description, no_script = (
        html.escape(text(f"page.{name}")) for name in ("title", "description", "no_script")
    )
    described = f'<title>{title}</title>\n    <meta name="description" content="{description}">'
    stylesheet = f'<link rel="stylesheet" href="./app/static/style.css?v={style_version}">'
    for pattern, ours in (
        (r"<!--\s*Machine-readable.*?-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"\./favicon\.png", "./app/static/favicon.svg"),
        ("<title>.*?</title>", described),
        ("</head>", f"  {BEFORE_STREAMLIT}\n    {stylesheet}\n  </head>"),
        ("(?<=<noscript>).*?(?=</noscript>)", f"<p>{no_script}</p>"),
    ):
        plain = ours.replace("\\", r"\\")
        streamlits, found = re.subn(pattern, plain, streamlits, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has changed: {found} times {pattern!r}")
    return streamlits


def headers_of(page: str, embed_in: tuple[str, ...]) -> dict[str, str]:
    """Return the headers of a page. embed_in: the origins that may show it in a frame."""
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall("<script>(.*?)</script>", page, re.DOTALL)
    )
    policy = (
        "default-src 'self'",
        f"script-src 'self' blob: {hashes}",  # blob: is where inline components come from
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors " + (" ".join(embed_in) or "'none'"),
    )
    return {
        **HEADERS_EVERYWHERE,
        "Content-Security-Policy": "; ".join(policy),
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
        **({} if embed_in else {"X-Frame-Options": "DENY"}),
    }
