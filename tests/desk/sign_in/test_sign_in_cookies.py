"""The cookies of a sign-in by OpenID Connect end with the browser and hold no token."""

import pytest

from desk.sign_in_cookies import _holds_tokens, hardened

LONG = b"_streamlit_user=2|1:0; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"


def test_a_cookie_ends_with_the_browser():
    assert hardened(LONG, False) == b"_streamlit_user=2|1:0; HttpOnly; Path=/; SameSite=lax"
    assert b"expires" not in hardened(
        b"_streamlit_session=x; expires=Tue, 01 Dec 2026 00:00:00 GMT; path=/", False
    )


def test_over_tls_it_leaves_by_tls_alone():
    assert hardened(LONG, True).endswith(b"; Secure")
    assert hardened(hardened(LONG, True), True).count(b"Secure") == 1


def test_what_deletes_a_cookie_stays_as_it_is():
    deletes = b'_streamlit_user=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'

    assert hardened(deletes, True) == deletes


@pytest.mark.parametrize("name", [b"_streamlit_user_tokens", b"_streamlit_user_tokens_2"])
def test_a_cookie_that_holds_tokens_is_known(name):
    assert _holds_tokens(name + b"=2|1:0; Path=/")
    assert not _holds_tokens(name + b'=""; Max-Age=0; Path=/')
    assert not _holds_tokens(LONG)
