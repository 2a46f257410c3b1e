import hashlib
import math
import os
import re
import subprocess
import sys
from itertools import combinations, pairwise, product
from xml.etree import ElementTree

import pytest

from assessment.drawing import front, strokes, turned
from assessment.drawing.answer_picture import answer_picture
from assessment.drawing.face import LEVELS, MARKS, SIGNS, face, face_map
from assessment.drawing.svg import NIGHT, TONES, Box, picture, veils
from assessment.loading import ROOT

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = tuple(MARKS)
EVERY_LEVEL = tuple(product(SIGNS, range(LEVELS)))
MORE_THAN_NONE = tuple(product(SIGNS, range(1, LEVELS)))
AWKWARD = """A <b>"fold"</b> & 'line' ]]> &amp; –"""
SWELLS = (
    strokes.both_ends,
    strokes.at_the_end,
    strokes.even,
    strokes.brow,
    strokes.fold,
    strokes.lid,
    strokes.nose,
)

ELEMENTS = {"svg", "title", "desc", "style", "rect", "path", "circle", "text", "g"}
ATTRIBUTES = {"id", "viewBox", "class", "d", "x", "y", "cx", "cy", "r", "width", "height"}
"""All that a drawing is made of: none of it can fetch or run anything."""

LEFT_ALONE = ("hair", "brow", "iris", "pupil", "glint", "lip")
"""Tones of what the five signs do not move, but for the mouth, which comes down with the cheeks."""

UPON = {
    "line": ("skin", "shade", "tint", "hair", "lip"),
    "feature": ("skin", "lip", "white"),
    "crease": ("skin", "shade", "tint"),
    "brow": ("skin",),
    "pen": ("ground", "skin", "shade", "tint", "hair"),
}
"""Tone that draws lines → the tones that it is drawn upon."""

LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11, for what is needed to understand a picture
LEAST_CONTRAST_OF_A_NUMBER = 4.5  # 1.4.3, for text


def in_tree(svg):
    return ElementTree.fromstring(svg)


def paths_of(svg):
    """Every path as its tone, which it may share with others in a group, and its data."""
    tree = in_tree(svg)
    tones = {path: group.get("class") for group in tree.iter(f"{SVG}g") for path in group}
    return [(path.get("class") or tones[path], path.get("d")) for path in tree.iter(f"{SVG}path")]


def marks(sign, level):
    return MARKS[SIGNS[sign].view]({sign: level})


def own_marks(sign, level):
    """The marks that a level of a sign adds to the plain face."""
    plain = marks(sign, 0)
    return [mark for mark in marks(sign, level) if mark not in plain and mark.path]


def in_tones(drawn, *tones):
    return [mark for mark in drawn if mark.tone in tones]


def every_drawing():
    drawn = [answer_picture(sign, level, "t", "d") for sign, level in EVERY_LEVEL]
    drawn += [face(view, {}, "t", "d") for view in VIEWS]
    drawn += [face_map(view, dict(zip(SIGNS, range(1, 6))), "t", "d") for view in VIEWS]
    return drawn


def fingerprint():
    return hashlib.sha256("".join(every_drawing()).encode()).hexdigest()


# What is drawn


@pytest.mark.parametrize("words", ["Neck", AWKWARD], ids=["plain", "awkward"])
@pytest.mark.parametrize(("sign", "level"), EVERY_LEVEL)
def test_every_level_of_every_sign_is_drawn_and_says_what_it_is(sign, level, words):
    tree = in_tree(answer_picture(sign, level, words, f"{words} {level}"))

    assert tree.findtext(f"{SVG}title") == words
    assert tree.findtext(f"{SVG}desc") == f"{words} {level}"
    assert tree.findall(f"{SVG}path")


def test_a_drawing_is_the_same_in_every_process():
    says = "from tests.assessment.drawing.test_face import fingerprint; print(fingerprint())"
    for seed in ("1", "2"):
        elsewhere = subprocess.run(
            [sys.executable, "-c", says],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )

        assert elsewhere.stdout.strip() == fingerprint()


def test_a_drawing_takes_nothing_from_elsewhere_and_runs_nothing():
    for svg in every_drawing():
        for element in in_tree(svg).iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
        assert not re.search(r"url\(|@import|http", svg.replace(SVG.strip("{}"), ""))


def test_a_drawing_has_a_colour_for_everything_in_it():
    for svg in every_drawing():
        style = in_tree(svg).findtext(f"{SVG}style")
        for tone in {element.get("class") for element in in_tree(svg).iter()} - {None}:
            assert re.search(rf"(?<!:target )\.{tone}{{fill:{TONES[tone][0]}\b", style)
            assert re.search(rf":target \.{tone}{{fill:{TONES[tone][1]}\b", style)


def test_a_drawing_is_dark_by_its_address_since_webkit_tells_it_of_no_dark_screen():
    assert f"#{NIGHT}" in (ROOT / "server/before_streamlit.js").read_text(encoding="utf-8")
    for svg in every_drawing():
        assert in_tree(svg).get("id") == NIGHT
        assert "prefers-color-scheme" not in svg


@pytest.mark.parametrize(
    ("sign", "level"), [("nose", 0), ("", 1), ("neck", -1), ("neck", LEVELS), ("neck", 1.5)]
)
def test_an_unknown_sign_or_level_is_refused(sign, level):
    with pytest.raises(ValueError, match="Cannot draw"):
        answer_picture(sign, level, "t", "d")
    with pytest.raises(ValueError, match="Cannot draw"):
        face("turned", {sign: level}, "t", "d")


# One sign at a time


@pytest.mark.parametrize("sign", SIGNS)
def test_the_four_levels_of_a_sign_are_four_drawings(sign):
    assert len({answer_picture(sign, level, "t", "d") for level in range(LEVELS)}) == LEVELS


@pytest.mark.parametrize("sign", SIGNS)
def test_the_least_level_of_a_sign_is_the_plain_face(sign):
    assert marks(sign, 0) == MARKS[SIGNS[sign].view]({})


@pytest.mark.parametrize(("sign", "level"), MORE_THAN_NONE)
def test_a_sign_shows_in_its_own_view_alone(sign, level):
    other = "front" if SIGNS[sign].view == "turned" else "turned"

    assert MARKS[other]({sign: level}) == MARKS[other]({})


@pytest.mark.parametrize(
    ("sign", "other"),
    [("nasolabial_folds", "face_wrinkles"), ("face_wrinkles", "nasolabial_folds")],
)
def test_folds_and_lines_never_move_each_other(sign, other):
    for level in range(1, LEVELS):
        own = own_marks(sign, level)
        assert own
        for others in range(LEVELS):
            together = front.marks({sign: level, other: others})
            assert [mark for mark in together if mark in own] == own


@pytest.mark.parametrize("sign", ["nasolabial_folds", "face_wrinkles"])
def test_a_sign_from_the_front_adds_to_the_plain_face_and_changes_nothing_of_it(sign):
    plain = [mark for mark in front.marks({}) if mark.path]
    for level in range(1, LEVELS):
        assert [mark for mark in marks(sign, level) if mark in plain] == plain


@pytest.mark.parametrize("other", ["jawline", "overall_sagging"])
def test_the_lines_of_the_neck_stay_while_the_jaw_comes_down(other):
    for level in range(1, LEVELS):
        lines = in_tones(own_marks("neck", level), "crease")
        assert lines
        for others in range(LEVELS):
            together = turned.marks({"neck": level, other: others})
            assert [mark for mark in together if mark in lines] == lines


@pytest.mark.parametrize(("sign", "level"), MORE_THAN_NONE)
def test_eyes_brows_and_hair_are_the_same_at_every_level(sign, level):
    tones = [tone for tone in LEFT_ALONE if (sign, tone) != ("overall_sagging", "lip")]

    assert in_tones(marks(sign, level), *tones) == in_tones(marks(sign, 0), *tones)


def test_of_two_signs_that_move_the_jaw_the_one_further_on_counts():
    sagging, both, jowls = (
        in_tones(turned.marks(levels), "line", "feature")
        for levels in (
            {"overall_sagging": 2},
            {"overall_sagging": 2, "jawline": 1},
            {"overall_sagging": 2, "jawline": 3},
        )
    )

    assert both == sagging
    assert jowls != sagging


# The map


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_without_numbers_is_the_plain_face(view):
    plain = face(view, {}, "t", "d")

    assert paths_of(face_map(view, {}, "t", "d")) == paths_of(plain)


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_numbers_the_signs_of_its_view_and_no_other(view):
    numbers = {sign: number for number, sign in enumerate(SIGNS, 11)}
    written = [text.text for text in in_tree(face_map(view, numbers, "t", "d")).iter(f"{SVG}text")]

    assert written == [str(numbers[sign]) for sign in SIGNS if SIGNS[sign].view == view]


@pytest.mark.parametrize("sign", SIGNS)
def test_the_face_on_a_map_is_the_plain_one(sign):
    view = SIGNS[sign].view
    plain = paths_of(face(view, {}, "t", "d"))
    on_the_map = paths_of(face_map(view, {sign: 1}, "t", "d"))

    assert on_the_map == [*plain, (SIGNS[sign].area.tone, SIGNS[sign].area.path)]


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_shows_every_number_whole_and_none_over_another(view):
    tree = in_tree(face_map(view, dict.fromkeys(SIGNS, 1), "t", "d"))
    left, top, width, height = (float(edge) for edge in tree.get("viewBox").split())
    discs = [
        [float(disc.get(at)) for at in ("cx", "cy", "r")] for disc in tree.iter(f"{SVG}circle")
    ]

    for x, y, radius in discs:
        assert left + radius <= x <= left + width - radius
        assert top + radius <= y <= top + height - radius
    for (*here, radius), (*there, other_radius) in combinations(discs, 2):
        assert math.dist(here, there) > radius + other_radius


@pytest.mark.parametrize("sign", SIGNS)
def test_a_map_shows_the_whole_of_a_marked_area(sign):
    tree = in_tree(face_map(SIGNS[sign].view, {sign: 1}, "t", "d"))
    left, top, width, height = (float(edge) for edge in tree.get("viewBox").split())
    area = [*points_on(SIGNS[sign].area.path)]

    assert area
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in area)


# Contrast


def luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(veil, below):
    """The colour of what lies below, seen through a veil of #rrggbbaa."""
    share = int(veil[7:], 16) / 255
    mixed = [
        round(int(veil[at : at + 2], 16) * share + int(below[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert laid_over("#00000080", "#ffffff") == "#7f7f7f"


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("tone", "below"), [(tone, below) for tone, upon in UPON.items() for below in upon]
)
def test_every_line_stands_out_from_what_it_is_drawn_upon(tone, below, theme):
    assert contrast(TONES[tone][theme], TONES[below][theme]) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("shape", ["skin", "hair"])
def test_every_shape_stands_out_from_the_ground_by_its_outline_or_by_itself(shape, theme):
    ground = TONES["ground"][theme]
    ratios = [contrast(TONES[tone][theme], ground) for tone in ("line", shape)]

    assert max(ratios) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["line", "pen"])
def test_every_line_stands_out_from_a_marked_area(tone, theme):
    marked = laid_over(TONES["area"][theme], TONES["skin"][theme])

    assert contrast(TONES[tone][theme], marked) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["line", "feature", "crease"])
@pytest.mark.parametrize("veil", ["veil", "haze", "warm"])
def test_every_line_stands_out_from_the_deepest_of_a_soft_tone(tone, veil, theme):
    below = TONES["skin"][theme]
    for _ in strokes.LEAVES:
        below = laid_over(TONES[veil][theme], below)

    assert contrast(TONES[tone][theme], below) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_a_number_can_be_read_on_its_disc(theme):
    ratio = contrast(TONES["on-accent"][theme], TONES["accent"][theme])

    assert ratio >= LEAST_CONTRAST_OF_A_NUMBER


# Strokes, areas and soft tones


def test_the_leaves_of_a_soft_tone_lie_one_within_another_and_are_drawn_one_over_another():
    boxes = [
        [edge(numbers) for numbers in zip(*points_on_leaf(leaf)) for edge in (min, max)]
        for leaf in strokes.soft(((10, 50), (50, 50), (90, 50)), 20)
    ]
    drawn = picture(Box(0, 0, 99, 99), veils("veil", strokes.soft(((0, 0), (9, 9)), 5)), "t", "d")

    for outer, inner in pairwise(boxes):
        assert outer[0] < inner[0] < inner[1] < outer[1]
        assert outer[2] < inner[2] < inner[3] < outer[3]
    assert [tone for tone, _ in paths_of(drawn)] == ["veil"] * len(strokes.LEAVES)


def points_on_leaf(path):
    """The points between the curves of a leaf, whose handles are not all written."""
    x, y, *_, first_x, first_y = (int(number) for number in re.findall(r"-?\d+", path)[:6])
    yield x, y
    x, y = x + first_x, y + first_y
    steps = [int(number) for number in re.findall(r"-?\d+", path)[6:]]
    for right, down in zip(steps[::2], steps[1::2]):
        yield x, y
        x, y = x + right, y + down


def points_on(path):
    """The points that path data runs through, in parts of a unit."""
    x = y = 0
    for command, numbers in re.findall(r"([MLc])([^MLcz]*)", path):
        *_, to_x, to_y = (int(number) for number in re.findall(r"-?\d+", numbers))
        x, y = (x + to_x, y + to_y) if command == "c" else (to_x, to_y)
        yield x, y


def way_round(path):
    """Above 0 one way round, below 0 the other: twice the area that the path goes around."""
    ring = [*points_on(path)]
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise([*ring, ring[0]]))


def test_an_area_runs_the_same_way_round_whichever_way_its_points_do():
    corners = ((0, 0), (40, 0), (50, 30), (10, 60))

    for turned_by in range(4):
        points = (*corners[turned_by:], *corners[:turned_by])
        assert (
            way_round(strokes.area(*points))
            * way_round(strokes.area(*strokes.around((0, 0), 9)[:-1]))
            > 0
        )
        assert (
            way_round(strokes.area(*points[::-1]))
            * way_round(strokes.area(*strokes.around((0, 0), 9)[:-1]))
            > 0
        )


@pytest.mark.parametrize("width", [2, 4.4, 12])
@pytest.mark.parametrize("swell", [strokes.both_ends, strokes.even, strokes.lid])
def test_a_straight_stroke_is_as_wide_in_its_middle_as_was_said(width, swell):
    path = strokes.stroke(((10, 20), (90, 20)), width, swell)
    heights = [y / strokes.PARTS for _, y in points_on(path)]

    assert max(heights) == 20 + width / 2
    assert min(heights) == 20 - width / 2


@pytest.mark.parametrize("swell", SWELLS)
def test_a_stroke_is_nowhere_wider_than_was_said_and_nowhere_gone(swell):
    assert all(0 < swell(hundredth / 100) <= 1 for hundredth in range(101))


def test_places_along_a_line_are_evenly_apart_around_its_corner_too():
    places = [at for at, _ in strokes.along(((0, 0), (30, 0), (30, 50)), 8)]
    ways = [x + y for x, y in places]

    assert ways == pytest.approx([4, 12, 20, 28, 36, 44, 52, 60, 68, 76])
    assert all(x == 30 or y == 0 for x, y in places)


def test_the_direction_along_a_line_is_one_unit_long():
    for _, direction in strokes.along(((0, 0), (30, 40), (90, 5)), 7):
        assert math.hypot(*direction) == pytest.approx(1)


def test_a_curve_between_two_begins_as_the_one_and_ends_as_the_other():
    assert strokes.between(turned.JAW, turned.JAW_WITH_JOWLS, 0) == [*turned.JAW]
    assert strokes.between(turned.JAW, turned.JAW_WITH_JOWLS, 1) == [*turned.JAW_WITH_JOWLS]
    with pytest.raises(ValueError, match="zip"):
        strokes.between(turned.JAW, turned.JAW[1:], 0.5)


def test_the_other_side_of_the_face_is_its_mirror_image():
    assert front.mirrored(front.mirrored(front.FOLD)) == front.FOLD
    for (x, y), (other_x, other_y) in zip(front.FOLD, front.mirrored(front.FOLD)):
        assert (x + other_x, y) == (2 * front.MIDDLE, other_y)
