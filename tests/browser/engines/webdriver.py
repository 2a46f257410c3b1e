"""A tab that is steered by the commands of WebDriver, whoever carries them to the browser."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Protocol

from PIL import Image

from tests.browser.engines.tab import Key, PageGoneError, Tab, wait_for

SECONDS_TO_ANSWER: Final = 60

ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
"""Under this name WebDriver hands over an element (W3C WebDriver, section 12)."""

KEYS: Final[Mapping[Key, str]] = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "ArrowDown": "\ue015",
}
"""Key → its sign in WebDriver (W3C WebDriver, section 17.4.2)."""

GONE: Final = ("no such element", "stale element reference", "element not interactable")
"""What a driver says of an element that was drawn anew between finding and tapping it."""


UNLOADED: Final = ("Document was unloaded", "before the unload event")
"""What Firefox and WebKit say of a page that went away while a script ran in it."""


class RefusedError(Exception):
    """The browser has refused a command. error: what WebDriver calls it."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(f"{error}: {message}")
        self.error = error


class StuckError(Exception):
    """The browser does not answer. Nobody waits for it a second time; it ends with the tests."""

    def __init__(self, engine: str, command: str) -> None:
        super().__init__(f"{engine} has not answered to {command} within {SECONDS_TO_ANSWER} s.")


class Carrier(Protocol):
    """Carries commands to a browser."""

    def send(self, command: str, **parameters: Any) -> Any:
        """Return what the browser answers.

        Raise `RefusedError` where it refuses, `StuckError` where it does not answer.
        """


class SteeredTab(Tab):
    """A tab of a browser that understands WebDriver."""

    def __init__(self, carrier: Carrier, folder: Path) -> None:
        self.carrier = carrier
        self.folder = folder
        """Where the browser puts what it saves."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        script = f"return ({function})(arguments[0])"
        try:
            return self.carrier.send("ExecuteScript", script=script, args=[argument])
        except RefusedError as refused:
            if any(words in str(refused) for words in UNLOADED):
                raise PageGoneError from refused
            raise

    def tap(self, element: str, argument: Any = None) -> bool:
        try:
            found = self.evaluate(element, argument)
            if found:
                self.carrier.send("ElementClick", id=found[ELEMENT])
        except PageGoneError:
            return False
        except RefusedError as refused:
            if refused.error not in GONE:
                raise
            return False
        return bool(found)

    def press(self, key: Key) -> None:
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.carrier.send("PerformActions", actions=[keyboard])

    def goto(self, url: str) -> None:
        self.carrier.send("Navigate", url=url)

    def go_back(self) -> None:
        self.carrier.send("Back")

    def go_forward(self) -> None:
        self.carrier.send("Forward")

    def reload(self) -> None:
        self.carrier.send("Refresh")

    def enter_frame(self) -> None:
        self.carrier.send("SwitchToFrame", id=0)

    def leave_frame(self) -> None:
        self.carrier.send("SwitchToFrame", id=None)

    def saved(self, name: str) -> bytes:
        file = self.folder / name
        wait_for(
            # Firefox puts an empty file there first, and lets another grow beside it.
            lambda: file.exists() and file.stat().st_size and not [*self.folder.glob("*.part")],
            lambda: f"{name} was not saved, but {self.files()}",
        )
        return file.read_bytes()

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def close(self) -> None:
        for file in self.folder.iterdir():
            file.unlink()


def picture_of(encoded: str) -> Image.Image:
    """Return a picture that a browser has sent as base64."""
    return Image.open(BytesIO(base64.b64decode(encoded)))
