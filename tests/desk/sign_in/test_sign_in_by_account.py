"""Who may see the desk, by an account of the clinic: asked in each run, whatever a cookie says."""

from types import SimpleNamespace

import pytest
import streamlit as st

from desk import open_id as module
from desk import sign_in
from desk.doorkeeper import Doorkeeper
from desk.open_id import OpenId
from tests.desk.sign_in.staff import IDLE, OF_THE_VISIT, TEXTS
from tests.desk.sign_in.test_open_id import AUTH, DESK

ANN = "Ann Lee"


@pytest.fixture
def file(tmp_path, monkeypatch):
    file = tmp_path / "secrets.toml"
    file.write_text(AUTH + DESK, encoding="utf-8")
    monkeypatch.setenv("DESK_SECRETS", str(file))
    return file


@pytest.fixture
def keeper(register, clock, monkeypatch, file):
    keeper = Doorkeeper(register, OpenId(("default",), by_tls=True), clock)
    monkeypatch.setattr(sign_in, "doorkeeper", lambda: keeper)
    return keeper


@pytest.fixture
def account(monkeypatch, clock):
    """What Streamlit knows of whoever has this browser, by its cookie."""
    claims = {}
    monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: dict(claims)))
    monkeypatch.setattr(st, "logout", claims.clear)

    def has(email="ann@clinic.example", **more):
        claims.update({"is_logged_in": True, "iss": "https://a", "sub": email, "email": email})
        claims.update({"name": ANN, "iat": clock.now, "nonce": "n-1"}, **more)

    return has


def test_whoever_has_not_signed_in_is_offered_their_account_and_no_pin(account, someone):
    person = someone()

    assert person.is_asked_to_sign_in
    assert [button.label for button in person.app.button] == [TEXTS("sign_in.by_account")]
    assert not person.app.text_input


def test_someone_of_the_staff_is_in_and_opens_a_visit(account, someone):
    account()
    ann = someone()

    assert ann.is_in
    assert ANN in ann.reads
    assert ann.opens_the_visit().of_the_visit() >= OF_THE_VISIT


def test_someone_else_is_told_that_they_are_not_among_the_staff(account, someone):
    account("bo@clinic.example")
    bo = someone()

    assert bo.is_asked_to_sign_in
    assert bo.told == TEXTS("sign_in.stranger", email="bo@clinic.example")
    assert TEXTS("desk.heading") not in bo.reads


def test_an_account_whose_address_is_not_its_own_is_told_so(account, someone):
    account(email_verified=False)
    person = someone()

    assert person.told == TEXTS("sign_in.no_address")
    assert not person.is_in


def test_whoever_is_taken_off_the_list_is_out_at_the_next_tap(account, someone, file):
    account()
    ann = someone().opens_the_visit()

    file.write_text(AUTH + DESK.replace("Ann@", "Bo@"), encoding="utf-8")
    ann.taps(TEXTS("desk.print_sheet"))

    assert ann.told == TEXTS("sign_in.stranger", email="ann@clinic.example")
    assert ann.of_the_visit() == set()


def test_a_cookie_of_yesterday_opens_nothing(account, someone, clock):
    account(iat=clock.now - 86_400)
    ann = someone()

    assert ann.is_asked_to_sign_in
    assert ann.told == TEXTS("sign_in.ended")


def test_whoever_is_idle_is_out_and_the_cookie_brings_nobody_back(account, someone, clock):
    account()
    ann = someone().opens_the_visit()
    clock.wind(IDLE + 1)
    ann.taps(TEXTS("desk.save_sheet"))

    assert ann.is_asked_to_sign_in
    assert ann.of_the_visit() == set()
    assert someone().is_asked_to_sign_in, "a reload comes with the same cookie"
    clock.wind(-IDLE)
    assert someone().is_asked_to_sign_in, "and the clock does not help"


def test_a_reload_keeps_whoever_is_at_work_signed_in_and_no_visit(account, someone, clock):
    account()
    ann = someone().opens_the_visit()
    for _ in range(5):
        clock.wind(IDLE - 1)
        ann.opens()

    again = someone()

    assert again.is_in
    assert again.of_the_visit() == set()


def test_whoever_signs_out_is_out_in_every_tab_and_a_copied_cookie_is_worth_nothing(
    account, someone
):
    account()
    ann, other = someone().opens_the_visit(), someone().opens_the_visit()

    ann.signs_out()
    assert ann.is_asked_to_sign_in
    account()  # the same cookie, from a copy
    other.opens()

    assert other.is_asked_to_sign_in
    assert other.of_the_visit() == ann.of_the_visit() == set()


def test_a_new_sign_in_of_the_same_account_is_in(account, someone, clock):
    account()
    someone().signs_out()

    account(nonce="n-2")

    assert someone().is_in


def test_two_providers_have_a_button_each(account, someone, keeper):
    keeper.by_account = OpenId(("google", "okta"), by_tls=True)

    assert [button.label for button in someone().app.button] == [
        TEXTS("sign_in.by_provider", provider="Google"),
        TEXTS("sign_in.by_provider", provider="Okta"),
    ]


def test_the_list_is_asked_in_each_run_and_not_once(account, someone, monkeypatch):
    asked = []
    allow = module._allow
    monkeypatch.setattr(module, "_allow", lambda secrets: asked.append(1) or allow(secrets))
    account()
    ann = someone()
    before = len(asked)

    ann.opens().opens()

    assert len(asked) >= before + 2
