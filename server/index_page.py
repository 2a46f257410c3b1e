"""The page that carries the app, made from Streamlit's own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

BEFORE_STREAMLIT: Final = """<script>
      // Streamlit fetches its icon font, 375 kB, ahead. A browser does so when an icon is shown.
      document.fonts.load = async () => []
      // Back and Forward are for screens/static/browser.js alone. Streamlit would run the page a
      // second time for each, and may then wait for ever for an end that has come.
      window.addEventListener("popstate", (event) => {
        event.stopImmediatePropagation()
        window.dispatchEvent(new Event("history-step"))
      }, { capture: true })
      // Until the first page stands, nobody else can say that its connection does not come.
      addEventListener("load", () => {
        const place = document.getElementById("away")
        const words = place.dataset.waiting
        let seconds = 0
        const look = setInterval(() => {
          if (document.querySelector("[data-turn]")) {
            clearInterval(look)
            place.textContent = place.textContent === words ? "" : place.textContent
          } else if (++seconds > 5) {
            document.querySelector('[data-testid="stDialog"] [aria-label="Close"]')?.click()
            place.textContent ||= words
          }
        }, 1000)
      })
    </script>"""


def page_html(streamlits: str, style_version: str, text: Callable[[str], str]) -> str:
    """Return our page, made from Streamlit's own.

    streamlits: its index.html. style_version: the hash in the stylesheet's name. text: gives the
    words for a key. Fails where Streamlit's page has changed.
    """
    title, description, no_script, waiting = (
        html.escape(text(f"page.{name}"))
        for name in ("title", "description", "no_script", "waiting")
    )
    described = f'<title>{title}</title>\n    <meta name="description" content="{description}">'
    stylesheet = f'<link rel="stylesheet" href="./style.{style_version}.css">'
    away = '<div id="away" role="status" data-react-aria-top-layer="true"'  # no dialog may hide it
    for pattern, ours in (
        (r"<!--\s*Machine-readable.*?-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"\./favicon\.png", "./app/static/favicon.svg"),
        ("<title>.*?</title>", described),
        ("</head>", f"  {BEFORE_STREAMLIT}\n    {stylesheet}\n  </head>"),
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
