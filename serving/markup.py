"""Small pieces of HTML, and of Markdown. Every text is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote

import streamlit as st

from assessment.model.evidence import Evidence
from assessment.model.picture import Picture

_MARKDOWN: Final = re.compile(
    r"\\(?=[^\w\s])"  # it would take the character after it for plain
    r"|([*_`~$])(?=.*\1)|\[(?=.*\])"  # alone they mean nothing
    r"|<(?=[\w/!?])|&(?=#?\w+;)|:(?=[A-Za-z])|^[-+=#>|]"
)
"""What Markdown, or Streamlit's own additions to it, would take for more than a character."""


def show(*pieces: str) -> None:
    """Put pieces of HTML on the page."""
    st.html("".join(pieces))


def element(tag: str, *inside: str, **attributes: str) -> str:
    """Return an element around pieces of HTML. `class_` stands for `class`, `_` for `-`."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{''.join(inside)}</{tag}>"


def text(tag: str, words: str, **attributes: str) -> str:
    """Return an element around plain words."""
    return element(tag, escape(words), **attributes)


def label(words: str) -> str:
    """Return plain words as the Markdown that a button, a box or a choice takes them in."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(words.split()))


def lines(tag: str, words: Iterable[str], **attributes: str) -> str:
    """Return a list (`ul`, `ol`) of plain words, one item each."""
    return element(tag, *(text("li", each) for each in words), **attributes)


def section(heading: str, *inside: str, **attributes: str) -> str:
    """Return a section under a heading of the second level."""
    return part(2, heading, *inside, **attributes)


def part(level: int, heading: str, *inside: str, **attributes: str) -> str:
    """Return a section under a heading of any level."""
    return element("section", text(f"h{level}", heading), *inside, **attributes)


def picture(drawn: Picture) -> str:
    """Return a picture that is the same for everyone, with its text alternative."""
    return element("img", src=address(drawn), alt=drawn.shows, class_="picture")


def address(drawn: Picture) -> str:
    """Return where the browser fetches a picture."""
    return f"pictures/{drawn.file}"


def drawing(svg: str, alternative: str) -> str:
    """Return an SVG as an image, since Streamlit lets none into the page itself."""
    source = "data:image/svg+xml," + quote(svg, safe=" =/:;,()'")
    return f'<img src="{source}" alt="{escape(alternative)}" class="drawing">'


def brand(title: str, clinic: str) -> str:
    """Return the line above every page: what this is, and whose."""
    return element(
        "p", text("span", title), " ", text("span", clinic, class_="clinic"), class_="brand"
    )


def head(turn: int, title: str, brand: str, heading: str, *after: str, before: str = "") -> str:
    """Return the head of a page: the name of the app, then its one heading of the first level.

    brand: as `brand` returns it. turn: of the visit. The browser waits for this turn's head, then
    puts the focus on its heading. title: for the browser's tab.
    before, after: pieces of HTML above and below the heading.
    """
    return element(
        "div",
        brand,
        before,
        text("h1", heading, id="heading", tabindex="-1"),
        *after,
        class_="head",
        data_turn=str(turn),
        data_title=title,
    )


def with_sources(
    tag: str,
    words: str,
    evidence: Evidence,
    sources: Iterable[str],
    label: str = "",
    **attributes: str,
) -> str:
    """Return an element around plain words, with the numbers of their sources behind them.

    label: what stands before the words, if anything.
    """
    before = text("strong", label) + " " if label else ""
    numbers = ", ".join(str(evidence.number_of[source]) for source in sources)
    cited = f' <span class="cited">[{numbers}]</span>' if numbers else ""
    return element(tag, before, text("span", words), cited, **attributes)
