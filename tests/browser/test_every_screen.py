"""Every screen of the clinic, on every device, can be read and used by everyone."""

import pytest

from tests.browser.clinics_patient import ClinicsPatient, some_answers
from tests.browser.faults import (
    axe_violations,
    clipped_text,
    on_every_screen,
    sideways_scroll,
    small_targets,
)
from tests.browser.person import DEVICES, every_screen

ANSWERS = some_answers()
"""Of one of the clinic's examples, with every note ticked."""


@pytest.mark.parametrize(
    ("device", "scheme"),
    [("phone", "light"), ("phone", "dark"), ("tablet", "dark"), ("narrow", "light")],
)
def test_nothing_keeps_anyone_out(someone, clinics_server, device, scheme):
    person = someone(device, kind=ClinicsPatient, at=clinics_server, color_scheme=scheme)
    screens = every_screen(person, ANSWERS)
    looks = (axe_violations, sideways_scroll, clipped_text, small_targets)

    faults = on_every_screen(screens, person, *looks)

    assert not faults, faults


def test_nothing_is_lost_at_twice_the_size(someone, clinics_server):
    width, height = DEVICES["phone"]
    half = {"width": width // 2, "height": height // 2}
    options = {"viewport": half, "device_scale_factor": 2}
    person = someone(kind=ClinicsPatient, at=clinics_server, **options)
    screens = every_screen(person, ANSWERS)

    faults = on_every_screen(screens, person, sideways_scroll, clipped_text)

    assert not faults, faults


def test_the_looks_see_what_is_wrong(someone):
    person = someone()
    person.page.set_content(
        """<html><body><main data-testid="stMain" style="overflow-x: auto"><button>x</button>
        <p style="width: 5000px">far too wide</p>
        <div style="height: 5px; overflow: hidden">words that are cut off</div></main></html>"""
    )

    for look in (axe_violations, sideways_scroll, clipped_text, small_targets):
        assert look(person), f"{look.__name__} sees nothing"
