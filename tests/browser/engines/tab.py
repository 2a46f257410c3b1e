"""A tab of a browser, in the few words that every engine understands."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from PIL.Image import Image

T = TypeVar("T")

Scheme = Literal["light", "dark"]
Paper = Literal["a4", "letter"]
Key = Literal["Tab", "Enter", "Space", "ArrowDown"]

PATIENCE = 20  # seconds; two browsers and two servers may share a small machine
BETWEEN_LOOKS = 0.02  # seconds


def wait_for(look: Callable[[], T], in_vain: Callable[[], str]) -> T:
    """Look until something true is there, and return it; fail with what `in_vain` says."""
    give_up = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > give_up:
            raise AssertionError(in_vain())
        time.sleep(BETWEEN_LOOKS)
    return found


class PageGoneError(Exception):
    """The page went away while it was asked something: another took its place."""


class Tab(ABC):
    """One tab. What is asked of it in JavaScript is a function of one argument, or of none."""

    @abstractmethod
    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function in the page; return what comes of it, once it is there.

        Raise `PageGoneError` where the page goes away meanwhile.
        """

    @abstractmethod
    def tap(self, element: str, argument: Any = None) -> bool:
        """Tap, as a finger does, the element that a function returns.

        Return False where there is none, or where the page drew it anew at that moment, or went.
        """

    @abstractmethod
    def press(self, key: Key) -> None:
        """Press a key."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open an address."""

    @abstractmethod
    def go_back(self) -> None:
        """Go back in the browser's history."""

    @abstractmethod
    def go_forward(self) -> None:
        """Go forward in the browser's history."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page anew."""

    @abstractmethod
    def is_sized(self, width: int, height: int) -> None:
        """Give the page so many CSS pixels."""

    @abstractmethod
    def turn_to(self, scheme: Scheme) -> None:
        """Let the device be set to day or night."""

    @abstractmethod
    def enter_frame(self) -> None:
        """Let all that is asked from now on be asked of what is in the page's first frame."""

    @abstractmethod
    def leave_frame(self) -> None:
        """Let it be asked of the page itself again."""

    @abstractmethod
    def trust(self, certificate: str, url: str) -> None:
        """Trust this very certificate (PEM), and no other, of whoever is at an address."""

    @abstractmethod
    def keep_nothing(self) -> None:
        """Let the browser refuse to keep anything for the pages of this tab."""

    @abstractmethod
    def picture(self) -> Image:
        """Return what is on the screen."""

    @abstractmethod
    def paper(self, size: Paper = "a4") -> bytes:
        """Return, as PDF, what a printer with such paper would print of the page as it stands."""

    @abstractmethod
    def saved(self, name: str) -> bytes:
        """Return the file that the browser saved under a name, once all of it is there."""

    @abstractmethod
    def files(self) -> list[str]:
        """Return the names of all files that this tab saved."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Return the errors on the console, breaches of the Content-Security-Policy among them."""

    @abstractmethod
    def close(self) -> None:
        """Close it, with all that it saved."""

    def until(self, function: str, argument: Any = None) -> Any:
        """Wait until a function returns something true, and return that."""

        def look() -> Any:
            try:
                return self.evaluate(function, argument)
            except PageGoneError:
                return None

        return wait_for(
            look,
            lambda: f"in vain: {function} of {argument!r}\n{self._what_is_seen()}",
        )

    def taps(self, element: str, argument: Any = None) -> None:
        """Tap an element as soon as it is there."""
        wait_for(
            lambda: self.tap(element, argument),
            lambda: f"nothing to tap: {element} of {argument!r}\n{self._what_is_seen()}",
        )

    def _what_is_seen(self) -> str:
        return str(self.evaluate("() => `${location.href}\\n${document.body.innerText}`"))[:800]
