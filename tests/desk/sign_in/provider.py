"""A small OpenID provider, as a clinic's accounts would be: on this machine, for the tests."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.servers import free_port

CLIENT, SECRET = "the-desk", "the-desks-own-secret"


@dataclass
class Provider:
    """Who has an account, and what was asked. accounts: e-mail address → more claims."""

    url: str
    accounts: dict[str, dict[str, object]]
    asked: list[str] = field(default_factory=list)
    refuses: str = ""
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/authorize", self._authorize),
                Route("/chosen", self._chosen),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
                Route("/end", self._end),
            ]
        )

    def _about(self, _: Request) -> Response:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        places |= {"jwks_uri": "keys", "end_session_endpoint": "end"}
        about: dict[str, object] = {name: f"{self.url}/{at}" for name, at in places.items()}
        about |= {"issuer": self.url, "response_types_supported": ["code"]}
        about |= {"id_token_signing_alg_values_supported": ["RS256"]}
        about |= {
            "code_challenge_methods_supported": ["S256"],
            "subject_types_supported": ["public"],
        }
        return JSONResponse(about)

    def _authorize(self, request: Request) -> Response:
        """Let whoever sits there choose an account, as a provider asks for a password."""
        asked = dict(request.query_params)
        self.asked.append(asked["redirect_uri"])
        if self.refuses:
            told = {"error": "access_denied", "error_description": self.refuses}
            return RedirectResponse(
                f"{asked['redirect_uri']}?{urlencode({**told, 'state': asked['state']})}"
            )
        links = (
            f'<a href="/chosen?{escape(urlencode({**asked, "email": each}))}">{each}</a>'
            for each in self.accounts
        )
        return HTMLResponse(f"<h1>Whose account?</h1>{' '.join(links)}")

    def _chosen(self, request: Request) -> Response:
        asked, code = dict(request.query_params), secrets.token_urlsafe()
        self._codes[code] = asked
        told = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{told}")

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._codes.pop(str(form["code"]))
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        who = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            request.headers["authorization"] != f"Basic {who}"
            or challenge != asked["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now, email = int(time.time()), asked["email"]
        claims = {"iss": self.url, "aud": CLIENT, "sub": email, "email": email, "iat": now}
        claims |= {"exp": now + 3600, "nonce": asked["nonce"], **self.accounts[email]}
        signed = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self._key)
        access = f"access-token-of-{email}"
        return JSONResponse({"access_token": access, "id_token": signed, "token_type": "Bearer"})

    def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    def _end(self, request: Request) -> Response:
        self.asked.append("end")
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


@contextmanager
def providing(accounts: dict[str, dict[str, object]]) -> Iterator[Provider]:
    """Run one until the block ends."""
    port = free_port()
    provider = Provider(f"http://localhost:{port}", accounts)
    config = uvicorn.Config(provider.app(), port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield provider
    server.should_exit = True
    thread.join()


def secrets_of(provider: Provider, desk: str, allow: str) -> str:
    """Return what `.streamlit/secrets.toml` of the desk at this address says."""
    return f"""
[auth]
redirect_uri = "{desk}/oauth2callback"
cookie_secret = "{secrets.token_hex(32)}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"

[desk]
allow = {allow}
"""
