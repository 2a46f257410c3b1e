"""How often something may be done: often at once, and then at a steady pace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Bucket:
    """How many times are left. It fills as time goes by.

    at: when it was last looked at, in seconds on any steady clock. a_second: how fast it fills.
    at_once: how much it holds; at first it is full.
    """

    at: float
    a_second: float
    at_once: float

    def __post_init__(self) -> None:
        self.left = self.at_once

    def take(self, now: float) -> bool:
        """Take one out; return whether there was one left. now: in seconds."""
        self._fill(now)
        if self.left < 1:
            return False
        self.left -= 1
        return True

    def wait(self, now: float) -> float:
        """Take one out, on credit if need be; return in how many seconds it is there."""
        self._fill(now)
        self.left -= 1
        return max(0, -self.left / self.a_second)

    def is_full(self, now: float) -> bool:
        """Return whether it is as at first, so that it need not be kept."""
        self._fill(now)
        return self.left >= self.at_once

    def _fill(self, now: float) -> None:
        self.left = min(self.at_once, self.left + (now - self.at) * self.a_second)
        self.at = now
