"""The security headers: what every answer carries, and what the page carries besides.

The Content-Security-Policy says what the page may load and run, and who may show it in a frame.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Final

HEADERS_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def page_headers(page: str, embed_in: tuple[str, ...]) -> dict[str, str]:
    """Return the headers of a page. embed_in: the origins that may show it in a frame."""
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall("<script>(.*?)</script>", page, re.DOTALL)
    )
    policy = (
        "default-src 'self'",
        # blob: is where inline components come from. WebAssembly stays refused: nothing that people
        # see needs it, and before_streamlit.js lets nothing ask for it.
        f"script-src 'self' blob: {hashes}",
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
        "Content-Security-Policy": "; ".join(policy),
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
        **({} if embed_in else {"X-Frame-Options": "DENY"}),
    }
