"""The first screen of the clinic's welcome: all that has to be known, and the way on."""

import pytest
from playwright.sync_api import expect

from tests.browser.clinics_patient import ClinicsPatient
from tests.browser.person import DEVICES


@pytest.fixture(params=["phone", "tablet"])
def welcomed(request, someone, clinics_server):
    """Someone who has opened the page and done nothing yet, and how high their screen is."""
    person = someone(request.param, kind=ClinicsPatient, at=clinics_server).opens()
    return person, DEVICES[request.param][1]


def first_screen(person):
    """Return what has to stand on the first screen, in the order that it has to stand in."""
    texts, told = person.texts, person.page.locator(".at-a-glance > div")
    expect(told).to_have_count(4)
    return [
        person.heading,
        person.page.locator(".main-message"),
        *told.all(),
        person.page.get_by_role("heading", name=texts("welcome.age"), exact=True),
        person.button(texts("welcome.adult")),
    ]


def test_the_start_button_stands_wholly_on_the_first_screen(welcomed):
    person, height = welcomed

    for key in ("welcome.adult", "welcome.under_age"):
        box = person.button(person.texts(key)).bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] <= height, f"{key} ends below the first screen"


def test_all_that_has_to_be_known_stands_above_it_in_its_order(welcomed):
    person, height = welcomed
    boxes = [each.bounding_box() for each in first_screen(person)]

    ends = [box["y"] + box["height"] for box in boxes]
    assert all(end <= box["y"] for end, box in zip(ends, boxes[1:], strict=False))
    assert ends[-1] <= height


def test_it_says_what_it_is_what_not_that_nobody_tested_it_and_who_is_behind_it(welcomed):
    person, _ = welcomed
    texts = person.texts

    said = person.page.locator(".main-message, .at-a-glance dd").all_inner_texts()

    keys = ("main_message", "what", "not_for", "tested")
    assert said[:4] == [texts(f"welcome.{key}") for key in keys]
    clinic = person.definition.clinic
    whose = texts("approval.demonstration") if clinic.demonstration else clinic.behind
    assert said[4].startswith(whose)


def test_the_rest_stands_below_and_ends_in_a_way_on_of_its_own(welcomed):
    person, _ = welcomed
    start = person.button(person.texts("welcome.adult")).bounding_box()

    for key in ("lift", "does", "cannot", "privacy", "behind"):
        heading = person.texts(f"welcome.{key}_heading")
        box = person.page.get_by_role("heading", name=heading, exact=True).bounding_box()
        assert box["y"] > start["y"] + start["height"]
    person.taps(person.texts("welcome.adult_below")).reads(person.texts("mirror.heading"))
