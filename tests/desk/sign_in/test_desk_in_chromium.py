"""Signing in at the desk in a real browser, and what is left once someone is out."""

import pytest
from playwright.sync_api import expect

from assessment.staff.waits import LOCKED_AFTER
from tests.browser.faults import AXE
from tests.desk.receptionist import LAPTOPS
from tests.desk.sign_in.in_a_browser import Receptionist, a_desk, held_in
from tests.desk.sign_in.staff import IDLE, PIN, TEXTS, WRONG
from tests.servers import tracebacks_in


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with a_desk(tmp_path_factory.mktemp("desk")) as desk:
        desk.register.add("Somebody Else", "903517")
        yield desk


@pytest.fixture
def name(desk, request):
    """A member of staff of this test's own."""
    words = request.node.name.partition("[")[0].removeprefix("test_").split("_")
    name = " ".join(words)[:60].strip()
    desk.register.add(name, PIN)
    return name


@pytest.fixture
def someone(new_page, desk):
    """Return a function that brings someone to the desk, in a tab or a browser of their own."""

    def arrives(at=desk, **how):
        return Receptionist(new_page(LAPTOPS[0], **how), at)

    return arrives


def test_a_receptionist_signs_in_by_keyboard_alone(someone, name):
    ann = someone().opens()
    expect(ann.field("sign_in.name")).to_be_focused()
    ann.page.keyboard.type(name)
    ann.page.keyboard.press("Tab")
    ann.page.keyboard.type(PIN)
    ann.page.keyboard.press("Enter")

    ann.is_at_the_desk()
    expect(ann.field("desk.field")).to_be_focused()
    expect(ann.page.get_by_text(name)).to_be_visible()
    assert ann.complaints == []


def test_after_a_wrong_pin_the_name_stays_and_the_pin_is_typed_anew(someone, name, desk):
    ann = someone().opens().tries_in_vain(TEXTS("sign_in.wrong"), name, WRONG)

    expect(ann.field("sign_in.name")).to_have_value(name)
    expect(ann.field("sign_in.pin")).to_be_focused()
    ann.page.keyboard.type(PIN)
    ann.page.keyboard.press("Enter")

    ann.is_at_the_desk()
    assert WRONG not in desk.log
    assert PIN not in desk.log
    assert name not in desk.log


def test_the_wait_grows_and_the_right_pin_does_not_end_it(someone, name, desk):
    ann = someone().opens()
    for told in ("wrong", "wrong", "wrong_wait"):
        ann.tries_in_vain(TEXTS(f"sign_in.{told}", seconds=8), name, WRONG)

    ann.tries_in_vain(TEXTS("sign_in.wait", seconds="x").partition("x")[0], name)
    assert ann.of_the_visit() == set()

    desk.winds(8)
    ann.signs_in(name).is_at_the_desk()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_sign_in(someone, desk, scheme):
    person = someone(color_scheme=scheme).opens().is_asked_to_sign_in()
    violations = []
    for _ in range(2):  # as it opens, and with what went wrong
        person.page.evaluate(AXE)
        found = person.page.evaluate("axe.run()")
        violations += [each["id"] for each in found["violations"]]
        person.tries_in_vain(TEXTS("sign_in.wrong"), f"Nobody In {scheme}", WRONG)

    assert violations == []


def test_a_lock_survives_a_restart_of_the_server(someone, tmp_path):
    with a_desk(tmp_path) as desk:
        desk.register.add("Ann Lee", PIN)
        ann = someone(desk).opens()
        for told in ["wrong"] * 2 + ["wrong_wait"] * (LOCKED_AFTER - 3) + ["locked"]:
            words = TEXTS(f"sign_in.{told}", seconds="x").partition(" x ")[0]
            ann.tries_in_vain(words, "Ann Lee", WRONG)
            desk.winds(300)

    with a_desk(tmp_path) as again:
        ann = someone(again).opens().is_asked_to_sign_in()
        ann.tries_in_vain(TEXTS("sign_in.locked"), "Ann Lee")
        again.register.unlock("Ann Lee")
        ann.signs_in("Ann Lee").is_at_the_desk()


def test_a_removed_member_is_out_at_the_next_tap(someone, name, desk):
    ann = someone().opens().signs_in(name).opens_the_visit()

    desk.register.remove(name)
    ann.button("desk.print_sheet").click()

    ann.is_asked_to_sign_in(TEXTS("sign_in.ended"))
    expect(ann.button("desk.close")).to_have_count(0)
    assert ann.of_the_visit() == set()


def test_a_reload_signs_out_and_nothing_is_left(someone, name):
    ann = someone().opens().signs_in(name).opens_the_visit()

    ann.page.reload()

    ann.is_asked_to_sign_in()
    assert ann.of_the_visit() == set()
    assert ann.page.context.cookies() == []
    assert ann.page.evaluate("Object.keys({ ...localStorage, ...sessionStorage })") == [
        "stActiveTheme-/-v2"  # Streamlit's: whether it is light or dark
    ]


def test_after_signing_out_nothing_is_on_the_page_and_back_brings_nothing(someone, name):
    ann = someone().opens().signs_in(name).opens_the_visit()

    ann.button("sign_in.out").click()

    ann.is_asked_to_sign_in()
    expect(ann.button("desk.close")).to_have_count(0)
    assert ann.of_the_visit() == set()
    ann.page.go_back()
    ann.page.go_forward()
    ann.is_asked_to_sign_in()
    assert ann.of_the_visit() == set()
    assert ann.complaints == []


# Nobody touches it


@pytest.fixture
def ann_with_a_clock(someone, name):
    """Someone with a visit open, whose browser's time a test winds on."""
    ann = someone(alone=True)
    ann.page.clock.install()
    return ann.opens().signs_in(name).opens_the_visit()


def winds_both(ann, seconds):
    """Wind on the browser's clock, and the server's."""
    ann.desk.winds(seconds)
    ann.page.clock.run_for(1000 * seconds)


def reads_on(ann):
    """Let half of the time pass, then touch the page; the server hears of it."""
    winds_both(ann, IDLE // 2)
    ann.moves_the_mouse_until_the_server_hears_of_it()


def test_a_page_that_nobody_touches_is_cleared_and_signs_out(ann_with_a_clock):
    ann = ann_with_a_clock
    winds_both(ann, IDLE - 5)
    assert ann.of_the_visit()

    ann.page.clock.run_for(10_000)
    ann.is_asked_to_sign_in()

    assert ann.of_the_visit() == set()


def test_a_page_is_cleared_though_the_server_is_away(ann_with_a_clock):
    ann = ann_with_a_clock
    ann.page.context.set_offline(True)

    ann.page.clock.run_for(1000 * (IDLE + 3))

    expect(ann.page.locator("#root")).to_have_count(0)
    assert held_in(ann.page.content()) == set()


def test_a_machine_that_slept_shows_nothing_once_it_is_touched(ann_with_a_clock):
    ann = ann_with_a_clock
    now = ann.page.evaluate("Date.now()")
    ann.page.clock.set_system_time((now + 1000 * (IDLE + 60)) / 1000)  # and no timer has run

    ann.page.mouse.move(200, 300)

    ann.page.wait_for_function("!document.body.innerText.includes('Full')")
    assert ann.of_the_visit() == set()


def test_whoever_reads_on_stays_signed_in_here_and_at_the_server(ann_with_a_clock):
    ann = ann_with_a_clock
    for _ in range(4):
        reads_on(ann)

    ann.button("desk.close").click()

    ann.is_at_the_desk()


def test_a_touch_that_was_told_does_not_keep_anybody_in_for_longer_than_the_limit(
    ann_with_a_clock,
):
    ann = ann_with_a_clock
    reads_on(ann)

    ann.desk.winds(IDLE + 5)
    ann.button("desk.close").click()

    ann.is_asked_to_sign_in(TEXTS("sign_in.idle", minutes=f"{IDLE / 60:.3g}"))
    assert ann.of_the_visit() == set()


def test_the_log_holds_no_name_no_code_and_no_traceback(desk):
    assert tracebacks_in(desk.log) == []
    assert "test_" not in desk.log
    assert PIN not in desk.log
    assert "Somebody" not in desk.log
