"""The table of figures, and whether each meets its target."""

from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = "{:<52} {:>9} {:>9} {:<3} {:>6}   {:<14} {}"


@dataclass(frozen=True)
class Figure:
    """One figure of ours beside its peer, with a target for it or for the ratio of the two."""

    what: str
    unit: str
    ours: float
    peer: float
    at_most: float | None = None
    ratio_at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours as a share of the peer's; None beside a peer of zero."""
        return self.ours / self.peer if self.peer else None

    @property
    def missed(self) -> bool:
        """Whether a target is missed."""
        over = self.at_most is not None and self.ours > self.at_most
        over_ratio = self.ratio_at_most is not None and (self.ratio or 0) > self.ratio_at_most
        return over or over_ratio

    @property
    def target(self) -> str:
        """The target in words, empty where there is none."""
        if self.ratio_at_most is not None:
            return f"ratio ≤ {self.ratio_at_most:g}"
        return "" if self.at_most is None else f"≤ {self.at_most:g} {self.unit}".strip()


def in_words(figures: Iterable[Figure]) -> str:
    """Return the figures as a table."""
    lines = [COLUMNS.format("", "ours", "peer", "", "ratio", "target", "")]
    for figure in figures:
        verdict = "" if not figure.target else "MISSED" if figure.missed else "met"
        ratio = "–" if figure.ratio is None else f"{figure.ratio:.2f}"
        ours, peer = (f"{value:.4g}" for value in (figure.ours, figure.peer))
        lines.append(
            COLUMNS.format(figure.what, ours, peer, figure.unit, ratio, figure.target, verdict)
        )
    return "\n".join(line.rstrip() for line in lines)
