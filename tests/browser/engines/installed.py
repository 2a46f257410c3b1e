"""Which engines are on this machine, and what to install for one that is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which
from typing import Final

from tests.missing import leave_out

SYSTEMS_PYTHON: Final = "/usr/bin/python3"
"""Debian's own, which alone has Debian's GTK."""

PACKAGES: Final = {
    "Firefox": "firefox-esr",
    "WebKit": "webkit2gtk-driver xvfb gir1.2-webkit2-4.1 python3-gi",
}
"""Engine → the Debian packages that it takes. Chromium comes with Playwright where need be."""

_LIBRARIES = Path("/usr/lib")


def _has_webkit() -> bool:
    """Return whether the driver, the screen that nobody sees, and WebKit for Python are there."""
    return bool(
        which("WebKitWebDriver")
        and which("Xvfb")
        and (_LIBRARIES / "python3/dist-packages/gi").is_dir()
        and any(_LIBRARIES.glob("*/girepository-1.0/WebKit2-4.1.typelib"))
    )


IS_HERE: Final[Mapping[str, Callable[[], bool]]] = {
    "Chromium": lambda: True,
    "Firefox": lambda: which("firefox-esr") is not None,
    "WebKit": _has_webkit,
}


def must_be_here(engine: str, is_here: bool, environment: Mapping[str, str]) -> None:
    """Leave the test out where the engine is not installed. environment: its variables."""
    if not is_here:
        leave_out(engine, PACKAGES[engine], environment)
