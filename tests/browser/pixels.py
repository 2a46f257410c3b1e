"""What is seen, as pixels."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page


def seen(of: Page | Locator, **how: object) -> Image.Image:
    """Return a picture of a page or an element. how: as Playwright's `screenshot` takes it."""
    return Image.open(io.BytesIO(of.screenshot(**how))).convert("RGB")


def mean_grey(picture: Image.Image) -> float:
    """Return how bright a picture is as a whole, from 0 (black) to 255."""
    return float(np.asarray(picture.convert("L")).mean())
