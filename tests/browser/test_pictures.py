"""The pictures of the answers: what each level changes, and how they are looked at and chosen."""

import io
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from assessment import face
from assessment.drawing.paper import Box
from assessment.pictures import answer_name
from tests.answer_sets import JAW_AND_NECK
from tests.browser.keyboard import AtTheKeyboard
from tests.browser.person import DEFINITION, DEVICES, QUESTIONS, TEXTS, Person

PICTURED = [question for question in QUESTIONS if question.picture]
FIRST = PICTURED[0]
SCHEMES = ("light", "dark")

SIDE = 160
"""Width and height of a picture on a phone, in CSS pixels: the middle square of the drawing."""

CHANGED = 24
"""A pixel has changed when its grey differs by more than this, of 255."""

LEAST_CHANGED = 48
"""Pixels that change from a level to the next: half of the fewest that were ever measured, 96."""

MAY_CHANGE = {
    "nasolabial_folds": Box(140, 272, 120, 85),
    "jawline": Box(112, 300, 156, 138),
    "neck": Box(112, 390, 230, 150),
    "face_wrinkles": Box(92, 108, 216, 230),
    "overall_sagging": Box(112, 218, 198, 282),
}
"""Sign → the part of the face where its levels differ, in units of the drawing."""

NEVER_CHANGES = {
    "nasolabial_folds": {"nose": Box(186, 270, 28, 40), "lips": Box(158, 322, 84, 36)},
    "jawline": {"chin": Box(240, 360, 28, 36)},
    "neck": {},
    "face_wrinkles": {
        "left eye": Box(128, 219, 51, 22),
        "right eye": Box(221, 219, 51, 22),
        "left brow": Box(120, 194, 56, 16),
        "right brow": Box(224, 194, 56, 16),
        "nose": Box(182, 270, 36, 40),
        "lips": Box(155, 334, 90, 24),
    },
    "overall_sagging": {"eye": Box(186, 218, 51, 18), "nose": Box(247, 240, 39, 66)},
}
"""Sign → what lies in that part and yet stays as it is."""

PLACES = {**DEVICES, "landscape tablet": (1180, 820)}
GROUP = "[role=radiogroup]"


# What each level changes


@pytest.fixture(scope="module")
def drawn(chromium):
    """Every picture of an answer in grey, as (scheme, sign, level), and a way to draw more."""
    with easel(chromium) as greys_of:
        yield SimpleNamespace(
            answers={
                (scheme, question.picture, level): greys_of(picture_of(question, level), scheme)
                for scheme in SCHEMES
                for question in PICTURED
                for level in range(face.LEVELS)
            },
            greys_of=greys_of,
        )


@contextmanager
def easel(chromium):
    """Lend a function that draws an SVG as a phone does, and returns the grey of each pixel."""
    context = chromium.new_context(viewport={"width": SIDE, "height": SIDE})
    page = context.new_page()
    page.set_content(
        f"""<body style="margin: 0"><img style="display: block; object-fit: cover;
        width: {SIDE}px; height: {SIDE}px">"""
    )

    def greys_of(svg, scheme="light"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(
            "async (src) => { document.images[0].src = src; await document.images[0].decode() }",
            "data:image/svg+xml," + quote(svg),
        )
        return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("L")).astype(int)

    yield greys_of
    context.close()


def picture_of(question, level):
    return DEFINITION.pictures[answer_name(question, question.level_ids[level])].svg


def changed(one, other):
    return abs(one - other) > CHANGED


def within(part, sign):
    """The pixels of the sign's picture whose middle lies in a part of the drawing."""
    crop = face.SIGNS[sign].crop
    unit = min(crop.width, crop.height) / SIDE
    middles = (np.arange(SIDE) + 0.5 - SIDE / 2) * unit
    x, y = middles + crop.left + crop.width / 2, middles + crop.top + crop.height / 2
    across = (part.left <= x) & (x <= part.left + part.width)
    down = (part.top <= y) & (y <= part.top + part.height)
    return down[:, None] & across[None, :]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign", face.SIGNS)
def test_a_level_can_be_told_from_the_next(drawn, sign, scheme):
    for level in range(1, face.LEVELS):
        before, after = (drawn.answers[scheme, sign, each] for each in (level - 1, level))

        assert changed(before, after).sum() >= LEAST_CHANGED


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign", face.SIGNS)
def test_more_of_a_sign_changes_more_of_the_picture(drawn, sign, scheme):
    none, *levels = (drawn.answers[scheme, sign, level] for level in range(face.LEVELS))
    mild, moderate, severe = (changed(none, level).sum() for level in levels)

    assert 0 < mild < moderate < severe


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign", face.SIGNS)
def test_a_sign_changes_its_own_part_of_the_face_and_nothing_else(drawn, sign, scheme):
    none = drawn.answers[scheme, sign, 0]
    may_change = within(MAY_CHANGE[sign], sign)
    for kept in NEVER_CHANGES[sign].values():
        may_change &= ~within(kept, sign)

    for level in range(1, face.LEVELS):
        astray = changed(none, drawn.answers[scheme, sign, level]) & ~may_change
        assert not astray.any(), f"level {level}: {[*zip(*np.nonzero(astray))]}"


@pytest.mark.parametrize(
    ("sign", "other"),
    [("nasolabial_folds", "face_wrinkles"), ("face_wrinkles", "nasolabial_folds")],
)
def test_folds_and_lines_look_the_same_on_a_face_that_has_both(drawn, sign, other):
    without, alone, others, both = (
        drawn.greys_of(face.face("front", levels, "t", "d"))
        for levels in ({}, {sign: 3}, {other: 3}, {sign: 3, other: 3})
    )

    assert changed(without, alone).any()
    assert (changed(others, both) == changed(without, alone)).all()


@pytest.mark.parametrize("sign", face.SIGNS)
def test_a_dark_page_has_dark_pictures(drawn, sign):
    assert drawn.answers["light", sign, 0].mean() > 200
    assert drawn.answers["dark", sign, 0].mean() < 90
