"""What the file of secrets says of OpenID Connect, and who may come in by it."""

import time

import pytest

from assessment.staff.member import StaffError
from desk.open_id import (
    CLOCKS_APART,
    OpenId,
    email_of,
    is_fresh,
    mark_of,
    may_come_in,
    open_id,
    secrets_file,
)

SECRET = "made-by-chance-and-long-enough-0123456789"
AUTH = f"""
[auth]
redirect_uri = "https://desk.clinic.example/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "desk"
client_secret = "hush"
server_metadata_url = "https://accounts.clinic.example/.well-known/openid-configuration"
"""
DESK = """
[desk]
allow = ["Ann@clinic.example", "@surgeons.example"]
"""


@pytest.fixture
def says(tmp_path, monkeypatch):
    """Return a function that writes the file."""
    file = tmp_path / "secrets.toml"
    monkeypatch.setenv("DESK_SECRETS", str(file))
    return lambda text: file.write_text(text, encoding="utf-8")


def test_where_there_is_no_file_or_no_such_section_staff_have_pins(says):
    assert open_id() is None
    says("[other]\nkey = 1\n")
    assert open_id() is None


def test_with_one_provider_it_is_the_default_one(says):
    says(AUTH + DESK)

    assert open_id() == OpenId(("default",), by_tls=True)


def test_several_providers_have_names(says):
    head, _, keys = AUTH.partition("client_id")
    says(f"{head}[auth.google]\nclient_id{keys}[auth.okta]\nclient_id{keys}{DESK}")

    assert open_id().providers == ("google", "okta")


@pytest.mark.parametrize(
    "where", ["http://localhost:8502", "http://127.0.0.1:8502", "http://[::1]:8502"]
)
def test_on_this_machine_it_may_do_without_tls(says, where):
    says(AUTH.replace("https://desk.clinic.example", where) + DESK)

    assert open_id().by_tls is False


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('client_id = "desk"', "", "`client_id` is missing"),
        ('client_secret = "hush"', 'client_secret = ""', "`client_secret` is missing"),
        ("server_metadata_url", "other", "`server_metadata_url` is missing"),
        ("accounts.clinic.example", "login.microsoftonline.com/common/v2.0", "lets everyone's"),
        (SECRET, "short", "`cookie_secret` has 32 characters"),
        ("https://desk.clinic.example", "http://desk.clinic.example", "`redirect_uri` is like"),
        ("/oauth2callback", "/elsewhere", "`redirect_uri` is like"),
        ("[auth]", "[auth.clinic_one]", "`_` in its name"),
        ('"Ann@clinic.example", "@surgeons.example"', "", "nobody may come in"),
        ('"Ann@clinic.example"', '"clinic.example"', "`allow` is like"),
        ('"Ann@clinic.example"', '"@"', "`allow` is like"),
        ('["Ann@clinic.example", "@surgeons.example"]', '"ann@clinic.example"', "`allow` is like"),
        ("[auth]", "auth = 1\n[other]", "`auth` is a section"),
        ('client_secret = "hush"', "client_secret = hush", "this is no TOML (at line "),
    ],
)
def test_a_fault_is_told_in_one_line_with_the_file_and_without_a_secret(says, old, new, told):
    assert old in AUTH + DESK
    says((AUTH + DESK).replace(old, new))

    with pytest.raises(StaffError) as refused:
        open_id()

    assert str(refused.value).startswith(f"{secrets_file()}: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)
    assert SECRET not in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ann@clinic.example"},
        {"email": "ANN@Clinic.Example", "email_verified": True},
        {"email": "anybody@surgeons.example", "email_verified": "true"},
    ],
)
def test_those_on_the_list_may_come_in(says, claims):
    says(AUTH + DESK)

    assert may_come_in(claims)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": ""},
        {"email": None},
        {"email": ["ann@clinic.example"]},
        {"email": "bo@clinic.example"},
        {"email": "ann@clinic.example", "email_verified": False},
        {"email": "ann@clinic.example", "email_verified": "false"},
        {"email": "ann@clinic.example", "email_verified": None},
        {"email": "ann@clinic.example@evil.example"},
        {"email": "evil@x@surgeons.example"},
        {"email": "ann@sub.surgeons.example"},
        {"email": "ann@surgeons.example.evil.example"},
        {"email": "@surgeons.example.evil"},
        {"name": "ann@clinic.example"},
        {"preferred_username": "ann@clinic.example", "sub": "ann@clinic.example"},
    ],
)
def test_nobody_else_may(says, claims):
    says(AUTH + DESK)

    assert not may_come_in(claims)


def test_whoever_is_taken_off_the_list_may_no_more(says):
    says(AUTH + DESK)
    assert may_come_in({"email": "ann@clinic.example"})

    says(AUTH + DESK.replace("Ann@", "Bo@"))

    assert not may_come_in({"email": "ann@clinic.example"})


def test_a_list_that_cannot_be_read_any_more_lets_nobody_in(says):
    says("allow = [")

    assert not may_come_in({"email": "ann@clinic.example"})


def test_an_address_is_compared_in_small_letters():
    assert email_of({"email": " Ann@Clinic.Example "}) == "ann@clinic.example"


def test_each_sign_in_has_a_mark_of_its_own():
    claims = {"iss": "https://a", "sub": "1", "iat": 1, "nonce": "x", "at_hash": "y"}

    marks = {mark_of({**claims, name: "another"}) for name in claims}
    assert len(marks | {mark_of(claims)}) == 6
    assert mark_of(claims) == mark_of({**claims, "name": "Ann"})


@pytest.mark.parametrize(
    ("ago", "fresh"),
    [(0, True), (299, True), (301, False), (86_400, False),
     (-CLOCKS_APART + 1, True), (-CLOCKS_APART - 1, False)],
)  # fmt: skip
def test_only_who_has_just_signed_in_is_fresh(ago, fresh):
    now = time.time()

    assert is_fresh({"iat": now - ago}, now, 300) is fresh


@pytest.mark.parametrize("issued", [None, "now", True, [1]])
def test_an_account_that_does_not_say_when_is_not_fresh(issued):
    assert not is_fresh({"iat": issued}, 1.0, 300)
