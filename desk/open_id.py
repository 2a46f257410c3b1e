"""OpenID Connect, where the clinic has it: what `.streamlit/secrets.toml` says of it, and who may.

`[auth]` is Streamlit's own section (`st.login`); `[desk] allow` is ours. DESK_SECRETS names another
file. The patients' server reads neither: its settings name no such file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from assessment.loading import ROOT
from assessment.staff.member import StaffError
from desk.this_machine import is_loopback

VARIABLE: Final = "DESK_SECRETS"
CALLBACK: Final = "/oauth2callback"
SHORTEST_SECRET: Final = 32
"""Characters of `cookie_secret`: whoever guesses it may come in by any name."""

_PROVIDER: Final = ("client_id", "client_secret", "server_metadata_url")
_DEFAULT: Final = "default"
_ALLOWED: Final = re.compile(r"[^@\s]*@[^@\s]+")
_ANYBODYS: Final = re.compile(r"login\.microsoftonline\.com/(common|organizations|consumers)/")

CLOCKS_APART: Final = 60
"""Seconds that the provider's clock may be ahead of ours, or behind."""


@dataclass(frozen=True)
class OpenId:
    """How staff sign in. providers: their names, for `st.login`. by_tls: whether at https://."""

    providers: tuple[str, ...]
    by_tls: bool


def secrets_file() -> Path:
    """Return where the secrets are, whether or not there are any."""
    return Path(os.environ.get(VARIABLE) or ROOT / ".streamlit/secrets.toml")


def open_id() -> OpenId | None:
    """Return how staff sign in; None where there is no `[auth]`. Raises StaffError for faults."""
    secrets = _secrets()
    auth = secrets.get("auth")
    if auth is None:
        return None
    if not isinstance(auth, Mapping):
        raise _fault("`auth` is a section: [auth]")
    sections = {name: section for name, section in auth.items() if isinstance(section, Mapping)}
    sections.pop("client_kwargs", None)
    if not sections:
        sections = {_DEFAULT: auth}
    for name, section in sections.items():
        for key in _PROVIDER:
            if not isinstance(section.get(key), str) or not section[key]:
                raise _fault(f"`{key}` is missing for the provider {name}")
        if "_" in name:
            raise _fault(f"the provider {name} has `_` in its name, which Streamlit cannot take")
        if _ANYBODYS.search(section["server_metadata_url"]):
            raise _fault(
                "this `server_metadata_url` lets everyone's accounts in, and they may tell any"
                " e-mail address: write your organisation's own number in place of `common`"
            )
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_SECRET:
        raise _fault(f"`cookie_secret` has {SHORTEST_SECRET} characters or more, made by chance")
    back = urlsplit(str(auth.get("redirect_uri", "")))
    if back.path != CALLBACK or not (
        back.scheme == "https" or (back.scheme == "http" and is_loopback(back.hostname or ""))
    ):
        raise _fault(f"`redirect_uri` is like https://desk.our-clinic.example{CALLBACK}")
    if not _allow(secrets):
        raise _fault('nobody may come in: name them, [desk] allow = ["ann@our-clinic.example"]')
    return OpenId(tuple(sections), back.scheme == "https")


def may_come_in(claims: Mapping[str, Any]) -> bool:
    """Return whether the account of these claims is one of the staff, as the file says now."""
    email = email_of(claims)
    domain = email[email.find("@") :]
    try:
        return bool(email) and bool({email, domain} & set(_allow(_secrets())))
    except StaffError:
        return False


def email_of(claims: Mapping[str, Any]) -> str:
    """Return the e-mail address of an account; empty where it tells none, or none that is its own.

    Not every provider says whether it has verified it; one that says no is believed.
    """
    email, verified = claims.get("email"), claims.get("email_verified", True)
    if not isinstance(email, str) or email.count("@") != 1 or verified not in (True, "true"):
        return ""
    return email.strip().casefold()


def mark_of(claims: Mapping[str, Any]) -> str:
    """Return what tells one sign-in from every other, also of the same account."""
    parts = (str(claims.get(name)) for name in ("iss", "sub", "iat", "nonce", "at_hash"))
    return sha256("\n".join(parts).encode()).hexdigest()


def is_fresh(claims: Mapping[str, Any], now: float, idle: int) -> bool:
    """Return whether someone has just signed in. A cookie of yesterday opens nothing."""
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    return -CLOCKS_APART <= now - issued <= idle


def _allow(secrets: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the addresses, and the domains with `@` before them, of those who may come in."""
    desk = secrets.get("desk")
    allow = desk.get("allow", []) if isinstance(desk, Mapping) else []
    if not isinstance(allow, list) or not all(
        isinstance(each, str) and _ALLOWED.fullmatch(each) for each in allow
    ):
        raise _fault('`allow` is like ["ann@our-clinic.example", "@our-clinic.example"]')
    return tuple(each.casefold() for each in allow)


def _secrets() -> Mapping[str, Any]:
    try:
        return tomllib.loads(secrets_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise _fault(f"cannot be read: {why}") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at .*\)", str(error))  # its other words may repeat a secret
        raise _fault(f"this is no TOML {place[0] if place else ''}".rstrip()) from None


def _fault(wrong: str) -> StaffError:
    return StaffError(f"{secrets_file()}: {wrong}.")
