"""The page that carries the app, made from Streamlit's own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

_SCRIPT = (Path(__file__).parent / "before_streamlit.js").read_text(encoding="utf-8")

BEFORE_STREAMLIT: Final = f"<script>{_SCRIPT}</script>"
"""What has to run before any script of Streamlit's, and before the first picture comes."""


def page_html(streamlits: str, style_version: str, script: str, text: Callable[[str], str]) -> str:
    """Return our page, made from Streamlit's own.

    streamlits: its index.html. style_version: the hash in the stylesheet's name. script: where
    ours is, to be fetched ahead. text: gives the words for a key. Fails where Streamlit's page has
    changed.
    """
    title, description, no_script, waiting = (
        html.escape(text(f"page.{name}"))
        for name in ("title", "description", "no_script", "waiting")
    )
    described = f'<title>{title}</title>\n    <meta name="description" content="{description}">'
    ours_ahead = (
        f'<link rel="stylesheet" href="./style.{style_version}.css">\n    '
        f'<link rel="modulepreload" href="./{script}">'
    )
    away = '<div id="away" role="status" data-react-aria-top-layer="true"'  # no dialog may hide it
    for pattern, ours in (
        (r"<!--\s*Machine-readable.*?-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"\./favicon\.png", "./app/static/favicon.svg"),
        ("<title>.*?</title>", described),
        ("</head>", f"  {BEFORE_STREAMLIT}\n    {ours_ahead}\n  </head>"),
        (
            '<div id="root"></div>',
            f'<div id="root"></div>\n    {away} data-waiting="{waiting}"></div>',
        ),
        ("(?<=<noscript>).*?(?=</noscript>)", f"<p>{no_script}</p>"),
    ):
        plain = ours.replace("\\", r"\\")
        streamlits, found = re.subn(pattern, plain, streamlits, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has changed: {found} times {pattern!r}")
    return streamlits
