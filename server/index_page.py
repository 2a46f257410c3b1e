"""The page that carries the app, made from Streamlit's own."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Final

from serving.streamlits_page import page_with

_SCRIPT = (Path(__file__).parent / "before_streamlit.js").read_text(encoding="utf-8")

BEFORE_STREAMLIT: Final = f"<script>{_SCRIPT}</script>"
"""What has to run before any script of Streamlit's, and before the first picture comes."""


def page_html(style_version: str, script: str, text: Callable[[str], str]) -> str:
    """Return our page, made from Streamlit's own.

    style_version: the hash in the stylesheet's name. script: where ours is, to be fetched ahead.
    text: gives the words for a key. Raises RuntimeError where Streamlit's page has changed.
    """
    title, description, no_script, too_old, waiting = (
        html.escape(text(f"page.{name}"))
        for name in ("title", "description", "no_script", "too_old", "waiting")
    )
    described = f'<title>{title}</title>\n    <meta name="description" content="{description}">'
    ours_ahead = (
        f'<link rel="stylesheet" href="./style.{style_version}.css">\n    '
        f'<link rel="modulepreload" href="./{script}">'
    )
    away = '<div id="away" role="status" data-react-aria-top-layer="true"'  # no dialog may hide it
    return page_with(
        (
            (r"\./favicon\.png", "./app/static/favicon.svg"),
            ("<title>.*?</title>", described),
            ("</head>", f"  {BEFORE_STREAMLIT}\n    {ours_ahead}\n  </head>"),
            (
                '<div id="root"></div>',
                f'<div id="root"></div>\n    {away} data-waiting="{waiting}"></div>',
            ),
            ("(?<=<noscript>).*?(?=</noscript>)", f"<p>{no_script}</p>"),
            (
                '(?=<div id="root">)',
                f'<div id="too-old" class="notice" hidden>{too_old}</div>\n    ',
            ),
        )
    )
