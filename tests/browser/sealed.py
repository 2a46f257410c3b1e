"""What a tab keeps, seen from inside: only its own page can open it."""

from __future__ import annotations

import time
from typing import Any, Protocol

from tests.servers import ROOT


class Page(Protocol):
    """The page of a tab, whatever steers the browser."""

    def evaluate(self, function: str, argument: Any = None, /) -> Any:
        """Call a JavaScript function in the page; return what comes of it."""


NO_APP = "/keeper.js"
"""An address of the same origin, and so of the same storage, where the app is not running."""

SCRIPT = (ROOT / "screens/static/sealed.js").read_text(encoding="utf-8").replace("export ", "")


def in_the_tab(body: str) -> str:
    """Return JavaScript that runs beside the script that seals. Its arguments are in `args`."""
    return f"async (args) => {{ {SCRIPT}\ntry {{ {body} }} finally {{ clearInterval(telling) }} }}"


KEPT = "JSON.parse(await opened(new URLSearchParams(location.search).get('tablet') ?? '', 1e15))"
"""In such JavaScript: the visit that the tab has kept, null for none."""


def wait_until(page: Page, condition: str, args: Any = None) -> None:
    """Wait until such JavaScript returns true. Playwright's own wait takes a promise for true."""
    for _ in range(400):
        if page.evaluate(in_the_tab(condition), args) is True:
            return
        time.sleep(0.05)
    raise AssertionError(f"the tab has kept {kept_in(page)}, and this is not true: {condition}")


def keeps(page: Page, text: str, tablet: str = "", age: float = 0) -> None:
    """Let a tab keep a text as a visit. age: since when, in seconds."""
    seal = in_the_tab(
        """const [text, tablet, age] = args
        keepSealed(text, tablet)
        await last
        store(JSON.stringify({ ...parsed(), at: Date.now() - 1000 * age }))"""
    )
    page.evaluate(seal, [text, tablet, age])


def kept_in(page: Page) -> Any:
    """Return the visit that a tab has kept, as its server told it; None where there is none."""
    return page.evaluate(in_the_tab(f"return {KEPT}"))
