"""Signing in by an account of the clinic: the whole way, by a provider that runs here."""

import pytest
from playwright.sync_api import expect

from tests.desk.receptionist import LAPTOPS
from tests.desk.sign_in.in_a_browser import WithAnAccount, a_desk
from tests.desk.sign_in.provider import providing, secrets_of
from tests.desk.sign_in.staff import IDLE, TEXTS
from tests.servers import free_port, tracebacks_in

ANN, BO, ZOE = "ann@clinic.example", "bo@surgeons.example", "zoe@elsewhere.example"
ACCOUNTS = {
    ANN: {"name": "Ann Lee", "email_verified": True},
    BO: {"name": "Bo Kim"},
    ZOE: {"name": "Zoe Who", "email_verified": True},
}
ALLOW = f'["{ANN}", "@surgeons.example"]'


@pytest.fixture(scope="module")
def provider():
    with providing(ACCOUNTS) as provider:
        yield provider


@pytest.fixture(scope="module")
def desk(tmp_path_factory, provider):
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    secrets = secrets_of(provider, f"http://localhost:{port}", ALLOW)
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    with a_desk(folder, port) as desk:
        yield desk


@pytest.fixture
def someone(new_page, desk):
    """Return a function that brings someone to the desk, with cookies of their own."""
    return lambda: WithAnAccount(new_page(LAPTOPS[0], alone=True), desk)


def cookies(person):
    return {each["name"]: each for each in person.page.context.cookies(person.desk.url)}


@pytest.mark.parametrize("email", [ANN, BO])
def test_someone_of_the_staff_signs_in_and_opens_a_visit(someone, email):
    person = someone().opens().is_asked_to_sign_in()
    assert person.page.get_by_label(TEXTS("sign_in.pin")).count() == 0

    person.chooses(email).opens_the_visit()

    expect(person.page.get_by_text(ACCOUNTS[email]["name"])).to_be_visible()
    assert person.complaints == []


def test_someone_else_is_told_plainly_and_sees_no_field_for_a_code(someone):
    zoe = someone().opens().chooses(ZOE)

    zoe.is_asked_to_sign_in(TEXTS("sign_in.stranger", email=ZOE))
    assert zoe.page.get_by_label(TEXTS("desk.field")).count() == 0


def test_someone_else_may_then_sign_in_by_another_account(someone):
    someone().opens().chooses(ZOE).is_asked_to_sign_in().chooses(ANN).is_at_the_desk()


def test_the_cookies_end_with_the_browser_and_hold_no_token(someone):
    ann = someone().opens().chooses(ANN).is_at_the_desk()

    kept = cookies(ann)
    assert "_streamlit_user" in kept
    assert [name for name in kept if "tokens" in name] == []
    assert {each["expires"] for each in kept.values()} == {-1}
    assert kept["_streamlit_user"]["httpOnly"]


def test_a_reload_keeps_whoever_is_at_work_and_no_visit(someone):
    ann = someone().opens().chooses(ANN).opens_the_visit()

    ann.page.reload()

    ann.is_at_the_desk()
    assert ann.of_the_visit() == set()


def test_whoever_signs_out_is_out_with_the_provider_too_and_a_copied_cookie_is_worth_nothing(
    someone, provider
):
    ann = someone().opens().chooses(ANN).opens_the_visit()
    copied = ann.page.context.cookies(ann.desk.url)

    ann.button("sign_in.out").click()
    ann.is_asked_to_sign_in()
    assert ann.of_the_visit() == set()
    assert provider.asked[-1] == "end"
    assert "_streamlit_user" not in cookies(ann)

    thief = someone()
    thief.page.context.add_cookies(copied)
    thief.opens().is_asked_to_sign_in(TEXTS("sign_in.ended"))


def test_whoever_is_idle_is_out_and_a_reload_brings_nobody_back(someone, desk):
    ann = someone().opens().chooses(ANN).opens_the_visit()
    desk.winds(IDLE + 1)

    ann.button("desk.print_sheet").click()
    ann.is_asked_to_sign_in(TEXTS("sign_in.idle", minutes=f"{IDLE / 60:.3g}"))
    ann.page.reload()

    ann.is_asked_to_sign_in()
    assert ann.of_the_visit() == set()
    desk.winds(-IDLE - 1)


def test_a_page_that_nobody_touches_is_cleared_and_stays_shut(someone, desk):
    ann = someone()
    ann.page.clock.install()
    ann.opens().chooses(ANN).opens_the_visit()

    ann.page.clock.run_for(1000 * (IDLE + 3))
    ann.is_asked_to_sign_in()

    assert ann.of_the_visit() == set()
    ann.page.reload()
    ann.is_asked_to_sign_in()


def test_what_a_provider_says_of_a_person_it_refuses_is_in_no_log(someone, provider, desk):
    provider.refuses = "User 'ann@clinic.example' is locked"
    ann = someone().opens()

    with ann.page.expect_response(lambda answer: "/oauth2callback" in answer.url):
        ann.button("sign_in.by_account").click()
    ann.is_asked_to_sign_in()

    provider.refuses = ""
    assert "access_denied" in desk.log, "that it was refused is told"
    assert "is locked" not in desk.log


def test_a_forged_cookie_opens_nothing(someone, desk):
    thief = someone()
    thief.page.context.add_cookies(
        [{"name": "_streamlit_user", "value": "2|1:0|10:1|forged", "url": desk.url}]
    )

    thief.opens().is_asked_to_sign_in()


def test_the_log_holds_no_name_no_address_and_no_token(desk):
    for words in ("Ann", "Bo Kim", "Zoe", "@", "access-token", "eyJ"):
        assert words not in desk.log
    assert tracebacks_in(desk.log) == []
