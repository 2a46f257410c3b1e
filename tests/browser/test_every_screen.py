"""Every screen of the clinic, on every device, can be read and used by everyone."""

from tests.browser.clinics_patient import ClinicsPatient, some_answers
from tests.browser.faults import (
    axe_violations,
    clipped_text,
    sideways_scroll,
    small_targets,
    turn_to,
)
from tests.browser.person import DEVICES, every_screen

ANSWERS = some_answers()
"""Of one of the clinic's examples, with every note ticked."""


EVERY_LOOK = (axe_violations, sideways_scroll, clipped_text, small_targets)
VIEWS = {
    ("tablet", "dark"): EVERY_LOOK,
    ("narrow", "light"): (sideways_scroll, clipped_text, small_targets),
    ("twice the size", "light"): (sideways_scroll, clipped_text),
    ("phone", "light"): EVERY_LOOK,
}
"""How each screen is looked at in turn, and for what. The first screen comes as the last."""

SIZES = {**DEVICES, "twice the size": tuple(side // 2 for side in DEVICES["phone"])}
"""Twice the size: a browser that enlarges a phone's page shows half as much of it."""

TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_nothing_keeps_anyone_out(someone, clinics_server):
    person, faults = someone(kind=ClinicsPatient, at=clinics_server), []

    for screen in every_screen(person, ANSWERS):
        for (device, scheme), looks in VIEWS.items():
            width, height = SIZES[device]
            person.page.set_viewport_size({"width": width, "height": height})
            turn_to(person, scheme)
            person.page.evaluate(TWO_FRAMES)
            found = [fault for look in looks for fault in look(person)]
            faults += [f"{screen}, {device}, {scheme}: {fault}" for fault in found]

    assert faults == []


def test_the_looks_see_what_is_wrong(someone):
    person = someone()
    person.page.set_content(
        """<html><body><main data-testid="stMain" style="overflow-x: auto"><button>x</button>
        <p style="width: 5000px">far too wide</p>
        <div style="height: 5px; overflow: hidden">words that are cut off</div></main></html>"""
    )

    for look in (axe_violations, sideways_scroll, clipped_text, small_targets):
        assert look(person), f"{look.__name__} sees nothing"
