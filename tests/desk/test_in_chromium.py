"""The desk in a real browser: a visit in ten seconds, by keyboard alone, and then it is gone."""

import json
import re
import time
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from assessment.records.visit_code import edition_mark, read_visit_code
from assessment.rule.wording import result_name
from desk.as_text import as_text
from tests.answer_sets import EVERYTHING_SAID, JAW_AND_NECK, ONE_FOR_EACH, UNSURE_OF_NECK
from tests.browser.faults import axe_violations, clipped_text, sideways_scroll, turn_to
from tests.browser.person import HOW_TO_START
from tests.desk.clerk import (
    DEFINITION,
    NOT_A_CODE,
    QUESTIONNAIRE,
    TEXTS,
    UNFINISHED,
    code_of,
    mistyped,
)
from tests.desk.receptionist import LAPTOPS, Receptionist, found_in
from tests.opened_sheet import Read, look_alike
from tests.servers import tracebacks_in

CODE = code_of(JAW_AND_NECK)
ANSWERS = [
    QUESTIONNAIRE[each].words(level)
    for each, chosen in JAW_AND_NECK.items()
    for level in ((chosen,) if isinstance(chosen, str) else chosen)
]
TOLD = [CODE, *ANSWERS, QUESTIONNAIRE.outcomes["large_lift"].headline]
"""What must not be anywhere but on the page while the visit is open."""

A4 = (595, 842)  # points


def text_of(given):
    return as_text(read_visit_code(code_of(given), {edition_mark(DEFINITION): DEFINITION}))


# Ten seconds


def test_a_visit_is_open_in_ten_seconds_by_keyboard_alone(receptionist):
    someone = receptionist()
    started = time.monotonic()

    someone.comes().types(CODE).sees_a_visit()

    assert time.monotonic() - started < 10
    expect(someone.heading).to_have_text("Large lift")
    expect(someone.said).to_have_text(TEXTS("desk.opened", result="Large lift"))
    for key in ("desk.copy", "desk.save_sheet", "desk.print_sheet", "desk.save_record"):
        expect(someone.button(key)).to_be_visible()
    someone.tabs_to(someone.button("desk.close"))
    someone.page.keyboard.press("Enter")
    someone.may_type().types(code_of(UNFINISHED)).sees_a_visit()
    expect(someone.heading).to_have_text(TEXTS("desk.unfinished_heading"))
    assert someone.complaints == []


def test_a_pasted_code_opens_too(receptionist):
    someone = receptionist(permissions=["clipboard-read", "clipboard-write"]).comes()
    someone.page.evaluate("(code) => navigator.clipboard.writeText(code)", f" {CODE} ")

    someone.page.keyboard.press("Control+V")
    someone.page.keyboard.press("Enter")

    someone.sees_a_visit()
    expect(someone.heading).to_have_text("Large lift")


def test_a_scanner_that_types_all_at_once_opens_one_visit_after_the_other(receptionist):
    someone = receptionist().comes()
    for name, given in ONE_FOR_EACH.items():
        someone.types(code_of(given).replace("-", "").lower()).sees_a_visit()
        expect(someone.heading).to_have_text(result_name(DEFINITION, name))
        someone.closes()
    assert someone.complaints == []


@pytest.mark.parametrize(
    ("typed", "key"), [(mistyped(CODE), "desk.mistyped"), (NOT_A_CODE, "desk.no_code")]
)
def test_a_wrong_code_is_mended_in_the_field_that_kept_it(typed, key, receptionist):
    someone = receptionist().comes().types(typed)

    expect(someone.alert).to_have_text(TEXTS(key))
    expect(someone.field).to_be_focused()
    expect(someone.field).to_have_value(typed)
    expect(someone.field).to_have_attribute("aria-invalid", "true")
    expect(someone.field).to_have_accessible_description(TEXTS(key))
    assert someone.page.locator(".visit").count() == 0
    someone.page.keyboard.press("Control+A")
    someone.types(CODE).sees_a_visit()
    expect(someone.alert).to_have_count(0)


# On one screen, for everyone


@pytest.mark.parametrize("given", [*ONE_FOR_EACH.values(), UNSURE_OF_NECK])
def test_all_of_an_ordinary_visit_is_on_one_screen(given, receptionist):
    someone = receptionist().opens(given)
    for width, height in LAPTOPS:
        someone.page.set_viewport_size({"width": width, "height": height})

        assert not someone.scrolls(), (width, height)
        about = someone.page.locator(".about").bounding_box()
        assert about["y"] + about["height"] <= height
        assert clipped_text(someone) == []


@pytest.mark.parametrize("width", [320, 820])
def test_in_a_narrow_window_nothing_is_cut_off(width, receptionist):
    someone = receptionist((width, 900)).opens(EVERYTHING_SAID)

    assert sideways_scroll(someone) == []
    assert clipped_text(someone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anyone_out(scheme, receptionist):
    someone, faults = receptionist().comes(), []
    turn_to(someone, scheme)
    pages = {
        "empty": None,
        "mistyped": mistyped(CODE),
        "open": CODE,
        "not sure": code_of(UNSURE_OF_NECK),
        "long": code_of(EVERYTHING_SAID),
        "unfinished": code_of(UNFINISHED),
    }
    for name, code in pages.items():
        someone.comes()
        if code:
            someone.types(code)
            expect(
                someone.page.locator(".visit, .unfinished, [role=alert]:not(:empty)")
            ).to_have_count(1)
            someone.settled()
        someone.page.mouse.move(0, 400)
        faults += [f"{name}: {fault}" for fault in axe_violations(someone)]

    assert faults == []


def test_in_the_dark_the_drawings_are_dark_too(receptionist):
    someone = receptionist(scheme="dark").opens(JAW_AND_NECK)

    nights = someone.page.locator(".drawing").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).content.includes('#night'))"
    )
    assert nights
    assert all(nights)
    turn_to(someone, "light")
    days = someone.page.locator(".drawing").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each).content)"
    )
    assert set(days) == {"normal"}


# Taken along


@pytest.mark.parametrize("old_way", [False, True], ids=["by the clipboard", "without TLS"])
def test_the_text_is_on_the_clipboard_after_one_tap_and_that_is_shown(old_way, receptionist):
    someone = receptionist(permissions=["clipboard-read", "clipboard-write"])
    if old_way:
        someone.page.add_init_script(
            "const { clipboard } = navigator\n"
            "window.readsClipboard = () => clipboard.readText()\n"
            "Object.defineProperty(navigator, 'clipboard', { get: () => undefined })"
        )
    someone.opens(JAW_AND_NECK)

    someone.presses("desk.copy")

    expect(someone.button("desk.copied")).to_be_visible()
    expect(someone.said).to_have_text(TEXTS("desk.copied"))
    read = "window.readsClipboard ? readsClipboard() : navigator.clipboard.readText()"
    assert someone.page.evaluate(read) == text_of(JAW_AND_NECK)
    assert someone.page.locator("textarea").count() == 0
    someone.closes()
    someone.types(code_of(UNFINISHED)).sees_a_visit()
    expect(someone.button("desk.copy")).to_be_visible()


def test_a_browser_that_refuses_to_copy_says_so(receptionist):
    someone = receptionist()
    someone.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { get: () => undefined })\n"
        "document.execCommand = () => false"
    )
    someone.opens(JAW_AND_NECK).presses("desk.copy")

    expect(someone.said).to_have_text(TEXTS("desk.copy_failed"))
    expect(someone.button("desk.copy_failed")).to_be_visible()
    expect(someone.button("desk.copied")).to_have_count(0)
    assert someone.page.locator("textarea").count() == 0


def test_the_sheet_and_the_record_are_saved_and_the_server_is_asked_for_nothing(receptionist):
    someone = receptionist().opens(JAW_AND_NECK)
    seen = len(someone.requests)

    sheet = someone.saves("desk.save_sheet")
    record = someone.saves("desk.save_record")

    assert sheet.suggested_filename.endswith(".pdf")
    assert Read(sheet.path().read_bytes()).says(QUESTIONNAIRE.outcomes["large_lift"].headline)
    written = json.loads(record.path().read_text(encoding="utf-8"))
    assert written["resourceType"] == "QuestionnaireResponse"
    asked = [url for url in someone.requests[seen:] if not url.startswith(("blob:", "data:"))]
    assert asked == []
    expect(someone.said).to_have_text(TEXTS("desk.saved", file=record.suggested_filename))


def test_what_is_printed_is_the_sheet_and_nothing_of_the_desk(receptionist):
    someone = receptionist(scheme="dark").opens(JAW_AND_NECK)
    saved = Read(someone.saves("desk.save_sheet").path().read_bytes())

    someone.presses("desk.print_sheet").has_printed(1)
    expect(someone.said).to_have_text("")

    paper = someone.page.pdf(prefer_css_page_size=True)
    printed = pypdf.PdfReader(BytesIO(paper)).pages
    assert someone.page.evaluate("window.printed") == [[True] * len(saved.pdf.pages)]
    assert len(printed) == len(saved.pdf.pages)
    for page in printed:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == pytest.approx(A4, abs=1)
        assert re.findall("[A-Za-z]+", page.extract_text()) == [], "these are words of the desk"
    look_alike(paper, saved.bytes)


def test_once_it_is_printed_nothing_of_the_sheet_stays_on_the_page(receptionist):
    someone = receptionist().opens(JAW_AND_NECK).presses("desk.print_sheet").has_printed(1)
    expect(someone.page.locator(".paper img")).not_to_have_count(0)

    someone.page.evaluate("dispatchEvent(new Event('afterprint'))")

    expect(someone.page.locator(".paper img")).to_have_count(0)
    words = words_on(someone.page.pdf())
    assert "Large lift" in words
    assert TEXTS("desk.save_sheet") not in words, "a button is printed"
    assert all(clause.plain in words for clause in QUESTIONNAIRE.rule)


def words_on(printed):
    pages = pypdf.PdfReader(BytesIO(printed)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# Nothing is kept


def is_gone(someone, desk):
    assert found_in(TOLD, someone.everything_kept) == []
    assert found_in(TOLD, desk.server.log.read_text(encoding="utf-8")) == []
    assert found_in(TOLD, " ".join([*someone.addresses, *plain(someone.requests)])) == []
    assert someone.page.context.cookies() == []


def plain(requests):
    return [url for url in requests if not url.startswith("data:")]


def test_while_it_is_open_nothing_of_it_is_in_an_address_a_log_a_cookie_or_storage(
    receptionist, desk
):
    someone = receptionist().opens(JAW_AND_NECK)
    assert found_in(TOLD[1:4], someone.everything_kept) == TOLD[1:4], "the search finds nothing"
    someone.saves("desk.save_sheet")
    someone.saves("desk.save_record")

    kept = someone.page.evaluate(
        "JSON.stringify("
        "[location.href, { ...localStorage }, { ...sessionStorage }, document.title])"
    )
    assert found_in([*TOLD, CODE], kept) == []
    assert someone.page.url.rstrip("/") == desk.server.url
    log = desk.server.log.read_text(encoding="utf-8")
    assert log
    assert found_in([*TOLD, CODE], log) == []
    assert tracebacks_in(log) == []
    assert someone.page.context.cookies() == []
    assert {url.split("/")[2] for url in plain(someone.requests) if "://" in url[:8]} == {
        desk.server.url.split("/")[2]
    }
    assert someone.complaints == []


def test_a_reload_leaves_nothing_of_it(receptionist, desk):
    someone = receptionist().opens(JAW_AND_NECK)

    someone.page.reload()

    someone.may_type()
    is_gone(someone, desk)
    someone.page.go_back()
    assert found_in(TOLD, someone.page.content()) == []


KEEPS_COUNT_OF_FILES = """
window.files = { made: [], forgotten: [] }
const { createObjectURL, revokeObjectURL } = URL
URL.createObjectURL = (blob) => {
  const address = createObjectURL(blob)
  files.made.push(...(blob.type === 'application/pdf' ? [address] : []))
  return address
}
URL.revokeObjectURL = (address) => {
  files.forgotten.push(address)
  revokeObjectURL(address)
}
"""
"""Notes the addresses under which the browser holds a sheet, and those that it was told to drop."""


def test_a_closed_visit_leaves_nothing_and_what_was_saved_is_dropped(receptionist, desk):
    someone = receptionist()
    someone.page.add_init_script(KEEPS_COUNT_OF_FILES)
    someone.opens(JAW_AND_NECK).saves("desk.save_sheet")
    someone.presses("desk.print_sheet").has_printed(1)
    (sheet,) = someone.page.evaluate("files.made")
    assert sheet not in someone.page.evaluate("files.forgotten")

    someone.closes()

    expect(someone.said).to_have_text(TEXTS("desk.closed"))
    assert sheet in someone.page.evaluate("files.forgotten")
    is_gone(someone, desk)


def test_another_tab_sees_nothing_of_it(receptionist, desk):
    someone = receptionist().opens(JAW_AND_NECK)
    other = Receptionist(someone.page.context.new_page(), desk.server.url).comes()

    assert found_in(TOLD, other.everything_kept) == []
    other.types(code_of(UNFINISHED)).sees_a_visit()
    someone.presses("desk.print_sheet").has_printed(1)
    expect(someone.heading).to_have_text("Large lift")


def test_no_file_of_the_servers_holds_anything_of_it(receptionist, desk):
    someone = receptionist().opens(JAW_AND_NECK)
    someone.saves("desk.save_sheet")
    someone.saves("desk.save_record")
    someone.presses("desk.print_sheet").has_printed(1)
    someone.closes()

    assert desk.written_since_it_started(TOLD) == []
    (desk.home / "a-trace.txt").write_text(f"opened {CODE}", encoding="utf-8")
    assert desk.written_since_it_started(TOLD) == ["a-trace.txt"], "the search finds nothing"
    (desk.home / "a-trace.txt").unlink()


def test_the_browser_keeps_no_code_on_its_disk(chromium, desk, tmp_path):
    context = chromium.browser_type.launch_persistent_context(tmp_path, **HOW_TO_START)
    someone = Receptionist(context.new_page(), desk.server.url).comes()
    someone.types(mistyped(CODE))
    expect(someone.alert).to_have_text(TEXTS("desk.mistyped"))
    someone.page.keyboard.press("Control+A")
    someone.types(CODE).sees_a_visit().closes()
    context.close()

    contents = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    assert sum(map(len, contents)) > 100_000, "this is no profile"
    for form in (CODE, CODE[:-2], *ANSWERS[:3]):
        for written in (form.encode(), form.encode("utf-16-le")):
            assert not any(written in each for each in contents), form
