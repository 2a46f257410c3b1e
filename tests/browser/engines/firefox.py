"""Firefox, steered over Marionette, its own door for WebDriver: it takes no geckodriver.

Beside the page this door also opens Firefox itself, which knows of every error on its console.
"""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

from PIL.Image import Image

from tests.browser.engines.processes import started
from tests.browser.engines.tab import Paper, Scheme, wait_for
from tests.browser.engines.webdriver import (
    SECONDS_TO_ANSWER,
    RefusedError,
    SteeredTab,
    StuckError,
    picture_of,
)

NOBODY: Final = 9  # the port of "discard", where nobody listens

SETTINGS: Final[Mapping[str, str | int | bool]] = {
    "marionette.port": 0,  # any free one; Firefox writes down which
    # It asks for news of its own at many addresses. All but this machine is behind a proxy that
    # is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": NOBODY,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": NOBODY,
    "services.settings.server": "data:,",
    "app.normandy.enabled": False,
    "browser.download.useDownloadDir": True,
    "browser.download.folderList": 2,  # a folder of our choice
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.open_pdf_attachments_inline": False,
    "pdfjs.disabled": True,  # what is saved stays a file
    "ui.caretBlinkTime": 0,
}

SIZED: Final = """({ width, height }) => {
  const { style } = gBrowser.selectedBrowser
  style.flex = "none"
  for (const side of ["min-width", "max-width", "width"]) style.setProperty(side, `${width}px`)
  for (const side of ["min-height", "max-height", "height"]) style.setProperty(side, `${height}px`)
}"""
"""Firefox's window has a least width; the page in it has none."""

SCHEME: Final = """(scheme) => Services.prefs.setIntPref(
  "layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1)"""

FONTS: Final = """(fonts) =>
  Services.prefs.setIntPref("browser.display.use_document_fonts", fonts)"""

TRUST: Final = """({ certificate, host, port }) => {
  const all = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
  const trusted = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService)
  const itself = all.constructX509FromBase64(certificate.replace(/-----.*?-----|\\s/g, ""))
  trusted.rememberValidityOverride(host, port, {}, itself, true)
}"""

KEEP: Final = """(something) => {
  const { prefs } = Services
  if (something) prefs.clearUserPref("network.cookie.cookieBehavior")
  else prefs.setIntPref("network.cookie.cookieBehavior", Ci.nsICookieService.BEHAVIOR_REJECT)
}"""

PAPERS: Final[Mapping[Paper, tuple[float, float]]] = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
"""Width and height, in centimetres."""

AT_HOME: Final = {
    "margin": dict.fromkeys(("top", "bottom", "left", "right"), 0),
    "background": False,
}
"""As a printer at home does it. The page itself says which margins it wants."""

ERRORS: Final = """(origin) => {
  const scripts = Services.console.getMessageArray().flatMap((message) => {
    try {
      const { flags, sourceName, errorMessage } = message.QueryInterface(Ci.nsIScriptError)
      const isError = !(flags & Ci.nsIScriptError.warningFlag) || errorMessage.includes("Content-")
      return isError ? [{ from: sourceName, says: errorMessage }] : []
    } catch {
      return [] // no script's message
    }
  })
  const logged = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage)
    .getEvents().filter(({ level }) => level === "error")
    .map((event) => ({ from: event.filename, says: event.arguments.map(String).join(" ") }))
  return [...scripts, ...logged].filter(({ from }) => /^(http|blob:http)/.test(from))
    .map(({ from, says }) => `${from}: ${says}`)
}"""

FORGET_ERRORS: Final = """() => {
  Services.console.reset()
  Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).clearEvents()
}"""


class Marionette:
    """The line to a Firefox. Each message is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER)
        self._answers = self._line.makefile("rb")
        self._asked = 0
        self._stuck: StuckError | None = None
        self._hears()  # it says who it is

    def send(self, command: str, **parameters: Any) -> Any:
        return self.send_as(f"WebDriver:{command}", **parameters)

    def send_as(self, command: str, **parameters: Any) -> Any:
        """Send a command by its full name: some are Firefox's own."""
        if self._stuck:
            raise self._stuck
        self._asked += 1
        message = json.dumps([0, self._asked, command, parameters]).encode()
        try:
            self._line.sendall(b"%d:%b" % (len(message), message))
            _, _, error, answer = self._hears()
        except (OSError, EOFError) as cause:
            self._stuck = StuckError("Firefox", command)
            raise self._stuck from cause
        if error:
            raise RefusedError(error["error"], error["message"])
        return answer["value"] if set(answer or ()) == {"value"} else answer

    def close(self) -> None:
        self._answers.close()
        self._line.close()

    def _hears(self) -> Any:
        length = b""
        while (sign := self._answers.read(1)) != b":":
            if not sign:
                raise EOFError("Firefox has closed the line")
            length += sign
        return json.loads(self._answers.read(int(length)))


class FirefoxTab(SteeredTab):
    """A tab of Firefox."""

    carrier: Marionette

    def is_sized(self, width: int, height: int) -> None:
        self._asks_firefox(SIZED, {"width": width, "height": height})

    def turn_to(self, scheme: Scheme) -> None:
        self._asks_firefox(SCHEME, scheme)

    def trust(self, certificate: str, url: str) -> None:
        place = urlsplit(url)
        given = {"certificate": certificate, "host": place.hostname, "port": place.port}
        self._asks_firefox(TRUST, given)

    def keep_nothing(self) -> None:
        self._asks_firefox(KEEP, False)

    def picture(self) -> Image:
        return picture_of(self.carrier.send("TakeScreenshot", full=False, hash=False))

    def paper(self, size: Paper = "a4") -> bytes:
        page = dict(zip(("width", "height"), PAPERS[size], strict=True))
        # Of the page's own fonts Firefox prints the outlines alone: words are found in no PDF.
        self._asks_firefox(FONTS, 0)
        try:
            return base64.b64decode(self.carrier.send("Print", page=page, **AT_HOME))
        finally:
            self._asks_firefox(FONTS, 1)

    def complaints(self) -> list[str]:
        complaints: list[str] = self._asks_firefox(ERRORS)
        return complaints

    def close(self) -> None:
        super().close()
        last = self.carrier.send("NewWindow", type="tab")["handle"]
        self.carrier.send("CloseWindow")
        self.carrier.send("SwitchToWindow", handle=last)
        self._asks_firefox(FORGET_ERRORS)
        self._asks_firefox(KEEP, True)

    def _asks_firefox(self, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function not in the page but in Firefox itself."""
        self.carrier.send_as("Marionette:SetContext", value="chrome")
        try:
            return self.evaluate(function, argument)
        finally:
            self.carrier.send_as("Marionette:SetContext", value="content")


@contextmanager
def firefox() -> Iterator[FirefoxTab]:
    """Start Firefox, without a window, with a profile of its own; yield its first tab."""
    with TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as home:
        profile, saved = Path(home, "profile"), Path(home, "saved")
        profile.mkdir()
        saved.mkdir()
        settings = {**SETTINGS, "browser.download.dir": str(saved)}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in settings.items())
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile)]
        command += ["--marionette", "--remote-allow-system-access"]
        log = Path(home, "log")
        with started(command, log, {"HOME": home, "MOZ_CRASHREPORTER_DISABLE": "1"}):
            marionette = Marionette(_port_in(profile / "MarionetteActivePort", log))
            marionette.send("NewSession", capabilities={})
            yield FirefoxTab(marionette, saved)
            with suppress(RefusedError, StuckError):
                marionette.send_as("Marionette:Quit", flags=["eForceQuit"])
            marionette.close()


def _port_in(file: Path, log: Path) -> int:
    """Return the port that Firefox writes down once its door is open."""
    return wait_for(
        lambda: file.exists() and int(file.read_text(encoding="utf-8") or 0),
        lambda: f"Firefox did not start:\n{log.read_text(encoding='utf-8')[-2000:]}",
    )
