"""WebKit, as Safari and every browser of an iPad has it, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

from PIL import Image

from tests.browser.engines.installed import SYSTEMS_PYTHON
from tests.browser.engines.processes import started
from tests.browser.engines.tab import Paper, Scheme, wait_for
from tests.browser.engines.webdriver import SECONDS_TO_ANSWER, RefusedError, SteeredTab, StuckError
from tests.servers import free_port

WINDOW: Final = Path(__file__).with_name("webkit_window.py")

SCREEN: Final = "1400x2400x24"  # no page is larger

ROUTES: Final[Mapping[str, tuple[str, str]]] = {
    "NewSession": ("POST", ""),
    "DeleteSession": ("DELETE", ""),
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"),
    "Refresh": ("POST", "/refresh"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
    "SwitchToFrame": ("POST", "/frame"),
    "NewWindow": ("POST", "/window/new"),
    "SwitchToWindow": ("POST", "/window"),
    "CloseWindow": ("DELETE", "/window"),
}
"""Command → how WebDriver carries it over HTTP (W3C WebDriver, section 6)."""

WISH: Final = "(wish) => webkit.messageHandlers.window.postMessage(JSON.stringify(wish))"

AN_HOUR: Final = 3_600_000
"""Milliseconds that a script may take. The driver has the page's own clock end it, which a test may
wind on; a stuck one is ended by `SECONDS_TO_ANSWER`."""

TWO_FRAMES: Final = (
    "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
)


class Driver:
    """The line to a WebKitWebDriver."""

    def __init__(self, port: int) -> None:
        self._session = f"http://127.0.0.1:{port}/session"
        self._stuck: StuckError | None = None

    def begin(self, options: Mapping[str, Any]) -> None:
        """Let the driver start a browser."""
        wanted = {
            "alwaysMatch": {"webkitgtk:browserOptions": options, "timeouts": {"script": AN_HOUR}}
        }
        self._session += f"/{self.send('NewSession', capabilities=wanted)['sessionId']}"

    def send(self, command: str, **parameters: Any) -> Any:
        if self._stuck:
            raise self._stuck
        method, path = ROUTES[command]
        request = urllib.request.Request(
            self._session + path.format(**parameters),
            json.dumps(parameters).encode() if method == "POST" else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            told = json.load(refused)["value"]
            raise RefusedError(told["error"], told["message"]) from None
        except TimeoutError as cause:
            self._stuck = StuckError("WebKit", command)
            raise self._stuck from cause


class WebKitTab(SteeredTab):
    """A window of WebKit."""

    def __init__(self, carrier: Driver, folder: Path) -> None:
        super().__init__(carrier, folder / "saved")
        self._folder = folder
        self._numbers = count()
        self._heard = 0

    def is_sized(self, width: int, height: int) -> None:
        self.carrier.send("SetWindowRect", width=width, height=height)
        self.until("(wanted) => innerWidth === wanted", width)

    def turn_to(self, scheme: Scheme) -> None:
        self.evaluate(WISH, {"theme": scheme})

    def trust(self, certificate: str, url: str) -> None:
        self.evaluate(WISH, {"trust": certificate, "at": urlsplit(url).hostname})

    def keep_nothing(self) -> None:
        self.evaluate(WISH, {"keep": "nothing"})

    def picture(self) -> Image.Image:
        self.evaluate(TWO_FRAMES)
        return Image.open(self._wishes("picture"))

    def paper(self, size: Paper = "a4") -> bytes:
        return self._wishes("paper", size=size).read_bytes()

    def complaints(self) -> list[str]:
        return [line for line in self._console()[self._heard :].splitlines() if "ERROR" in line]

    def close(self) -> None:
        super().close()
        last = self.carrier.send("NewWindow", type="tab")["handle"]
        self.carrier.send("CloseWindow")
        self.carrier.send("SwitchToWindow", handle=last)
        self._heard = len(self._console())

    def _console(self) -> str:
        return (self._folder / "console").read_text(encoding="utf-8")

    def _wishes(self, what: str, **how: str) -> Path:
        """Wish for a file; return where it is once it is whole."""
        file = self._folder / f"{what}-{next(self._numbers)}"
        self.evaluate(WISH, {what: file.name, **how})
        wait_for(file.exists, lambda: f"WebKit made no {what}:\n{self._console()[-2000:]}")
        return file


@contextmanager
def webkit() -> Iterator[WebKitTab]:
    """Start WebKit on a screen, and with files, of its own; yield its first window."""
    with ExitStack() as stack:
        home = Path(
            stack.enter_context(TemporaryDirectory(prefix="webkit-", ignore_cleanup_errors=True))
        )
        (home / "saved").mkdir()
        display = stack.enter_context(_screen(home / "screen.log"))
        port, log = free_port(), home / "driver.log"
        surroundings = {
            "DISPLAY": display,
            "HOME": str(home),
            "NO_AT_BRIDGE": "1",  # no talk with a desk's screen reader
            "GSETTINGS_BACKEND": "memory",
        }
        stack.enter_context(started(["WebKitWebDriver", f"--port={port}"], log, surroundings))
        driver = Driver(port)
        wait_for(
            lambda: _begins(driver, home),
            lambda: f"WebKit did not start:\n{log.read_text(encoding='utf-8')[-2000:]}",
        )
        yield WebKitTab(driver, home)
        with suppress(RefusedError, StuckError, OSError):
            driver.send("DeleteSession")


@contextmanager
def _screen(log: Path) -> Iterator[str]:
    """Start a screen that nobody sees; yield its name."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with started(command, log, pass_fds=[tells]):
        os.close(tells)
        with os.fdopen(told) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start:\n{log.read_text(encoding='utf-8')}")
        yield f":{number}"


def _begins(driver: Driver, home: Path) -> bool:
    """Return False while the driver does not listen yet."""
    try:
        driver.begin({"binary": SYSTEMS_PYTHON, "args": [str(WINDOW), str(home)]})
    except urllib.error.URLError:
        return False
    return True
