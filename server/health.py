"""What a watcher may ask: whether the process is up, and whether it is ready for patients."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.model.definition import Definition

UP, READY = "/healthz", "/readyz"

_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def readiness(definition: Definition | None) -> dict[str, str]:
    """Return a word on each of what patients need. definition: what is served, None if refused.

    One that is served is sound, and its rule was tried over every possible set of answers.
    """
    words = ("sound", "proved", "drawn") if definition else ("refused", "unproved", "undrawn")
    return dict(zip(("definition", "rule", "pictures"), words))


def health(app: ASGIApp, definition: Definition | None) -> ASGIApp:
    """Middleware: answer a watcher, by whatever name it calls this machine."""
    up = PlainTextResponse("up", headers=_NOT_KEPT)
    status = 200 if definition else 503
    ready = JSONResponse(readiness(definition), status_code=status, headers=_NOT_KEPT)
    answers: dict[str, ASGIApp] = {UP: up, READY: ready}

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        answer = answers.get(scope["path"], app) if asked else app
        await answer(scope, receive, send)

    return middleware
