"""With a broken definition, a patient sees a calm page and staff find the mistake and its line."""

import re

import pytest
from playwright.sync_api import expect

from screens import error_page
from tests.browser.faults import axe_violations, clipped_text, sideways_scroll
from tests.definition_files import broken_in
from tests.servers import running, serving


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    folder = broken_in(tmp_path_factory.mktemp("broken"))
    with running(serving(folder)) as server:
        yield server


def test_a_patient_sees_a_calm_page_and_no_fault(someone, broken):
    person = someone(at=broken).opens()

    expect(person.heading).to_have_text(error_page.text("page.sorry_title"))
    expect(person.page.get_by_role("button")).to_have_count(0)
    shown = person.page.content()
    assert "questionnaire.yaml" not in shown
    assert "Traceback" not in shown
    assert "uncler" not in shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_calm_page_keeps_no_one_out(someone, broken, scheme):
    person = someone("narrow", at=broken, color_scheme=scheme).opens()

    assert not [
        fault for look in (axe_violations, sideways_scroll, clipped_text) for fault in look(person)
    ]


def test_staff_find_the_mistake_and_its_line_on_the_console(broken):
    line = re.compile(r"questionnaire\.yaml:\d+: .*uncler")

    assert line.search(broken.log.read_text(encoding="utf-8"))
