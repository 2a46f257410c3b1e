"""A sheet that was opened again: what it says, how it is tagged, what a printer makes of it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from PIL import ImageChops, ImageStat
from PIL.Image import Image, Resampling

DOTS = 72  # an inch
EMPTY = round(8 / 25.4 * DOTS)  # eight millimetres, which no printer reaches
WHITE = 255


class Read:
    """A sheet that was opened again."""

    def __init__(self, pdf: bytes) -> None:
        self.bytes = pdf
        self.pdf = pypdf.PdfReader(BytesIO(pdf))
        self.root = self.pdf.trailer["/Root"]
        self.text = plain(" ".join(text_of(pdf)))
        self.tags = list(tags_in(self.root["/StructTreeRoot"]["/K"]))
        self.alternatives = [str(tag["/Alt"]) for tag in self.tags if "/Alt" in tag]

    def says(self, words: str) -> bool:
        return plain(words) in self.text

    def pictures(self) -> Iterator[Image]:
        """Yield each page as a printer makes it, in grey, 72 dots an inch."""
        for page in pictures_of(self.bytes):
            yield page.convert("L")

    @property
    def everything(self) -> str:
        """Whatever can be found in it by someone who looks: text, pictures, titles, metadata."""
        titles = [str(tag.get("/T", "")) for tag in self.tags]
        about = [str(value) for value in (self.pdf.metadata or {}).values()]
        meta = self.root["/Metadata"].get_object().get_data().decode()
        return plain(" ".join([self.text, *self.alternatives, *titles, *about, meta]))


def text_of(pdf: bytes) -> Iterator[str]:
    """Yield the text of each page."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.get_textpage().get_text_bounded()


def pictures_of(pdf: bytes, scale: float = 1) -> Iterator[Image]:
    """Yield a picture of each page. scale: times 72 dots an inch."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=scale).to_pil()


def printed_words(pdf: bytes, words: str) -> Image:
    """Return, in grey, the place where words stand on one line; fail where none has them."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        if found := text.search(words).get_next():
            first, count = found
            boxes = [text.get_charbox(each) for each in range(first, first + count)]
            left, bottom, right, top = zip(*boxes, strict=True)
            height = page.get_height()
            edges = (min(left), height - max(top), max(right), height - min(bottom))
            picture = page.render(scale=4).to_pil().convert("L")
            return picture.crop(tuple(round(4 * edge) for edge in edges))
    raise AssertionError(f"no page has {words!r}")


def plain(text: str) -> str:
    """Without blanks: a PDF keeps none at the ends of lines, and sets letters apart as it likes."""
    return re.sub(r"\s+", "", text)


def tags_in(node: Any) -> Iterator[dict[str, Any]]:
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from tags_in(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags_in(node["/K"])


def darkest(page: Image) -> int:
    """Return the darkest grey of a page, from 0 for black to 255 for white."""
    return int(page.getextrema()[0])


def edge_of(page: Image) -> Image:
    """Return the page with nothing but its edge left."""
    edge, (width, height) = page.copy(), page.size
    edge.paste("white", (EMPTY, EMPTY, width - EMPTY, height - EMPTY))
    return edge


def look_alike(one: bytes, other: bytes) -> None:
    """Fail where two PDFs do not show the same in the same place, as far as the eye can tell."""
    for ours, theirs in zip(from_afar(one), from_afar(other), strict=True):
        assert ImageStat.Stat(theirs).stddev[0] > 5, "an empty page looks like any other"
        assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 2


def from_afar(pdf: bytes) -> Iterator[Image]:
    """Yield each page so small that the edges of letters do not matter."""
    for page in pictures_of(pdf):
        yield page.convert("L").resize((60, 84), Resampling.BOX)
