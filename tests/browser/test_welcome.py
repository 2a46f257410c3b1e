"""The first screen of the clinic's welcome: all that has to be known, and the way on."""

import pytest
from playwright.sync_api import expect

from assessment.loading import ROOT, load
from tests.browser.clinics_patient import ClinicsPatient
from tests.browser.person import DEVICES
from tests.browser.pixels import seen
from tests.definition_files import copied_to
from tests.servers import running, serving


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


def test_the_sign_before_a_line_is_seen_and_not_read_out(welcomed):
    person, _ = welcomed
    wire = person.page.context.new_cdp_session(person.page)
    read_out = {
        node["name"]["value"].strip()
        for node in wire.send("Accessibility.getFullAXTree")["nodes"]
        if "name" in node
    }

    assert read_out >= {*person.texts("welcome.does").splitlines()}
    assert not read_out & {*"✓–•-"}
    for signed in ("does", "cannot"):
        beside = left_of(person.page.locator(f".{signed} li").first)
        assert len(beside.getcolors()) > 1, f"no line of .{signed} has a sign"


def left_of(line):
    """A picture of what stands between a list's edge and the words of a line."""
    line.scroll_into_view_if_needed()
    edge, box = line.locator("..").bounding_box(), line.bounding_box()
    clip = {**box, "x": edge["x"], "width": box["x"] - edge["x"]}
    return seen(line.page, clip=clip)


OUR_CLINIC = """format: 1
name: Our Clinic
behind: Our Clinic runs this page and pays for it. We do facelifts and earn money from them.
paid_by: Our Clinic pays for this page.
"""


def test_so_it_does_for_a_clinic_whose_specialist_has_approved_all_of_it(someone, tmp_path):
    folder = copied_to(tmp_path, ROOT)
    (folder / "clinic.yaml").write_text(OUR_CLINIC, encoding="utf-8")
    hashes = load(folder).approvals.version.content_hashes
    by = "who: Dr Ann Lee, role: plastic surgeon, when: 2026-12-03"
    given = [f"  - {{what: {what}, hash: {hashes[what]}, {by}}}" for what in ("rule", "words")]
    approvals = "\n".join(["format: 1", "approvals:", *given])
    (folder / "approvals.yaml").write_text(approvals, encoding="utf-8")

    with running(serving(folder)) as approved:
        person = someone("phone", kind=ClinicsPatient, at=approved).opens()
        expect(person.page.get_by_text("Dr Ann Lee (plastic surgeon)")).to_be_visible()
        box = person.button(person.texts("welcome.adult")).bounding_box()

    assert box["y"] + box["height"] <= DEVICES["phone"][1]


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
