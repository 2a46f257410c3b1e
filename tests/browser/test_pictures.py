"""The pictures of the answers: what each level changes, and how they are looked at and chosen."""

from collections import Counter
from contextlib import contextmanager
from itertools import pairwise
from types import SimpleNamespace
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from assessment.drawing import face, front
from assessment.drawing.svg import NIGHT, Box, picture
from assessment.model.picture import picture_name
from tests.browser.keyboard import AtTheKeyboard
from tests.browser.person import DEFINITION, DEVICES, QUESTIONS, Person
from tests.browser.pixels import mean_grey, seen

PICTURED = [question for question in QUESTIONS if question.picture]
FIRST = PICTURED[0]
SCHEMES = ("light", "dark")

SIDE = 160
"""Width and height in CSS pixels of the middle square of a drawing: less than any phone shows."""

CHANGED = 24
"""A pixel has changed when its grey differs by more than this, of 255."""

LEAST_CHANGED = 48
"""Pixels that change from a level to the next: half of the fewest that were ever measured, 96."""

MAY_CHANGE = {
    "nasolabial_folds": Box(136, 272, 128, 100),
    "jawline": Box(112, 294, 156, 144),
    "neck": Box(112, 390, 230, 150),
    "face_wrinkles": Box(92, 108, 216, 230),
    "overall_sagging": Box(112, 218, 198, 282),
}
"""Sign → the part of the face where its levels differ, in units of the drawing."""

NEVER_CHANGES = {
    "nasolabial_folds": {
        "nose": Box(175, 286, 50, 22),
        "mouth": Box(156, 334.5, 88, 5.5),
        "lips": Box(166, 324, 68, 33),
    },
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

SCREENS = {**DEVICES, "landscape tablet": (1180, 820)}
LEAST_WIDTH = 160
LEAST_OUTLINE = 3
MOST_BYTES_OF_A_QUESTION = 40_000
ROUNDING = 1  # CSS pixels


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
        page.evaluate(
            "async (src) => { document.images[0].src = src; await document.images[0].decode() }",
            f"data:image/svg+xml,{quote(svg)}{f'#{NIGHT}' if scheme == 'dark' else ''}",
        )
        return np.asarray(seen(page).convert("L")).astype(int)

    yield greys_of
    context.close()


def picture_of(question, level):
    return DEFINITION.pictures[picture_name(question, question.level_ids[level])].svg


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
    kept = {"the rest": ~within(MAY_CHANGE[sign], sign)}
    kept |= {name: within(part, sign) for name, part in NEVER_CHANGES[sign].items()}

    astray = {
        f"{name} at level {level}": int((differs & part).sum())
        for level in range(1, face.LEVELS)
        for differs in [changed(none, drawn.answers[scheme, sign, level])]
        for name, part in kept.items()
        if (differs & part).any()
    }
    assert not astray, f"pixels that changed: {astray}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("sign", "other"),
    [("nasolabial_folds", "face_wrinkles"), ("face_wrinkles", "nasolabial_folds")],
)
def test_folds_and_lines_look_the_same_on_a_face_that_has_both(drawn, sign, other, scheme):
    crop = face.SIGNS[sign].crop
    without, alone, others, both = (
        drawn.greys_of(picture(crop, front.marks(levels), "t", "d"), scheme)
        for levels in ({}, {sign: 3}, {other: 3}, {sign: 3, other: 3})
    )

    assert changed(without, alone).any()
    assert not changed(both - others, alone - without).any()


@pytest.mark.parametrize("sign", face.SIGNS)
def test_a_picture_has_a_dark_side(drawn, sign):
    assert drawn.answers["light", sign, 0].mean() > 200
    assert drawn.answers["dark", sign, 0].mean() < 140


# How they are looked at


@pytest.fixture(scope="module")
def walked(chromium, server):
    """Where the cards were, their pictures and words: for each screen, for each question."""
    context = chromium.new_context()
    person = Person(context.new_page(), server.url).opens().starts()
    seen = {screen: {} for screen in SCREENS}
    for question in pictured_questions(person):
        for screen in SCREENS:
            turns_to(person, screen)
            seen[screen][question.id] = cards_on(person)
    yield seen
    context.close()


@pytest.fixture(params=SCREENS)
def cards(request, walked):
    return walked[request.param]


def turns_to(person, screen):
    width, height = SCREENS[screen]
    person.page.set_viewport_size({"width": width, "height": height})


def pictured_questions(person):
    """Answer one question with pictures after another; yield each once its pictures are there."""
    for question in PICTURED:
        person.reads(question.ask)
        expect(pictures_on(person)).to_have_count(face.LEVELS)
        person.page.wait_for_function("[...document.images].every(({ complete }) => complete)")
        yield question
        person.chooses(question.words(question.level_ids[0])).continues()


def pictures_on(person):
    return person.page.get_by_role("radiogroup").locator("img")


def cards_on(person):
    return person.page.evaluate(
        """() => [...document.querySelectorAll("[role=radiogroup] label")].map((card) => {
          const picture = card.querySelector("img")
          return {
            words: card.innerText.trim(),
            place: card.getBoundingClientRect().toJSON(),
            picture: picture?.getBoundingClientRect().toJSON() ?? null,
            loaded: (picture?.naturalWidth ?? 0) > 0,
          }
        })"""
    )


def gap(one, other):
    """How far apart two cards are: below each other, or else beside each other."""
    down = other["place"]["top"] - one["place"]["bottom"]
    return down if down >= 0 else other["place"]["left"] - one["place"]["right"]


def test_every_level_has_a_picture_that_comes_and_is_large_enough_to_compare(cards):
    for question in PICTURED:
        levels = cards[question.id][: face.LEVELS]

        assert [card["words"] for card in levels] == [*question.levels.values()]
        assert all(card["loaded"] for card in levels)
        assert min(card["picture"]["width"] for card in levels) >= LEAST_WIDTH


def test_the_pictures_of_a_question_are_all_of_one_size(cards):
    for question in PICTURED:
        for side in ("width", "height"):
            sizes = [card["picture"][side] for card in cards[question.id][: face.LEVELS]]

            assert max(sizes) - min(sizes) <= ROUNDING, f"{question.id}: {side} {sizes}"


def test_not_sure_has_no_picture_and_stands_apart_below(cards):
    for question in PICTURED:
        *levels, not_sure = cards[question.id]
        between = max(gap(one, other) for one, other in pairwise(levels))

        assert not_sure["words"] == question.not_sure
        assert not_sure["picture"] is None
        assert between > 0
        assert min(not_sure["place"]["top"] - card["place"]["bottom"] for card in levels) > between


# How they are chosen


def test_a_tap_anywhere_on_a_card_chooses_its_answer(someone):
    person = someone().opens().starts()
    taps = (on_the_picture, on_the_words, at_the_right_edge, at_the_lower_edge)

    for screen in SCREENS:
        turns_to(person, screen)
        for words, tap in zip(FIRST.levels.values(), taps, strict=True):
            tap(person, card_of(person, words))
            expect(person.choice(words)).to_be_checked()
            expect(person.page.get_by_role("radio", checked=True)).to_have_count(1)
            person.settled()


def card_of(person, words):
    return person.main.locator("label").filter(has=person.page.get_by_text(words, exact=True))


def on_the_picture(person, card):
    card.locator("img").click()


def on_the_words(person, card):
    card.scroll_into_view_if_needed()
    first_line = card.evaluate(
        """(card) => {
          const words = document.createRange()
          words.selectNodeContents(card.querySelector("p").lastChild)
          return [...words.getClientRects()].find(({ width }) => width).toJSON()
        }"""
    )
    x, y = first_line["x"] + first_line["width"] / 2, first_line["y"] + first_line["height"] / 2
    person.page.mouse.click(x, y)


def at_the_right_edge(person, card):
    size = card.bounding_box()
    card.click(position={"x": size["width"] - 4, "y": size["height"] / 2})


def at_the_lower_edge(person, card):
    size = card.bounding_box()
    card.click(position={"x": size["width"] / 2, "y": size["height"] - 4})


def test_with_the_arrows_the_card_in_focus_and_the_chosen_one_show_without_colour(someone):
    person = someone(kind=AtTheKeyboard).opens().starts()
    first, second, *_ = FIRST.levels.values()
    person.chooses(first)
    person.page.keyboard.press("ArrowDown")
    expect(person.choice(second)).to_be_checked()
    expect(person.choice(second)).to_be_focused()

    other, chosen = (look_of(person, words) for words in (first, second))
    assert chosen["frame"] > other["frame"]
    assert chosen["weight"] > other["weight"]
    assert chosen["outline"] >= LEAST_OUTLINE > other["outline"]


def look_of(person, words):
    """How a card stands out, in pixels and weights, whatever its colours."""
    return card_of(person, words).evaluate(
        """(card) => {
          const { borderTopWidth, boxShadow, outlineStyle, outlineWidth } = getComputedStyle(card)
          const lengths = boxShadow.match(/[\\d.]+px/g) ?? ["0px"]
          return {
            frame: parseFloat(borderTopWidth) + parseFloat(lengths.at(-1)),
            weight: Number(getComputedStyle(card.querySelector("p")).fontWeight),
            outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
          }
        }"""
    )


# How they are fetched


@pytest.fixture(scope="module")
def fetched(chromium, server):
    """What came over the wire in a first visit, and for one question in a second tab."""
    context = chromium.new_context()
    person = Person(context.new_page(), server.url)
    first = watched(person.page)
    for _ in pictured_questions(person.opens().starts()):
        pass
    another = Person(context.new_page(), server.url)
    second = watched(another.page)
    next(pictured_questions(another.opens().starts()))
    yield SimpleNamespace(first=first, second=second)
    context.close()


def test_a_dark_screen_shows_the_dark_side_and_fetches_nothing_more_for_it(someone):
    person = someone(color_scheme="dark")
    fetched = watched(person.page)
    next(pictured_questions(person.opens().starts()))

    for shown in pictures_on(person).all():
        assert mean_grey(seen(shown)) < 140
    person.page.emulate_media(color_scheme="light")
    for shown in pictures_on(person).all():
        assert mean_grey(seen(shown)) > 200
    assert fetched.times[addresses_of(FIRST)[0]] == 1


def test_the_pictures_of_a_question_are_quick_to_fetch(fetched):
    for question in PICTURED:
        sizes = [fetched.first.bytes[path] for path in addresses_of(question)]

        assert min(sizes) > 0
        assert sum(sizes) < MOST_BYTES_OF_A_QUESTION


def test_a_picture_is_kept_for_good_and_never_fetched_again(fetched):
    for question in PICTURED:
        assert all("immutable" in fetched.first.kept[path] for path in addresses_of(question))
    again = {path for path in +fetched.second.bytes if path.startswith("/pictures/")}

    assert {*addresses_of(FIRST)} <= fetched.second.kept.keys()
    assert not again


def addresses_of(question):
    names = (picture_name(question, level) for level in question.level_ids)
    return [f"/pictures/{DEFINITION.pictures[name].file}" for name in names]


def watched(page):
    """Return what comes over the wire from now on, by path: its bytes, how long it may be kept."""
    fetched = SimpleNamespace(bytes=Counter(), times=Counter(), kept={})
    paths = {}

    def begins(event):
        path = urlsplit(event["response"]["url"]).path
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        paths[event["requestId"]] = path
        fetched.times[path] += 1
        fetched.kept[path] = headers.get("cache-control", "")

    def ends(event):
        fetched.bytes[paths.get(event["requestId"])] += int(event["encodedDataLength"])

    wire = page.context.new_cdp_session(page)
    wire.on("Network.responseReceived", begins)
    wire.on("Network.loadingFinished", ends)
    wire.send("Network.enable")
    return fetched
