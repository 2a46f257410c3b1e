"""The one script with an address of its own: a browser takes a service worker from nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import screens

_KEEPER: Final = Path(screens.__file__).parent / "static" / "keeper.js"


def keeper_route() -> Route:
    """Return the route `/keeper.js` to the service worker."""
    script = _KEEPER.read_bytes()
    headers = {"Cache-Control": "no-cache"}  # a browser must hear of it when it changes

    async def send(_: Request) -> Response:
        return Response(script, headers=headers, media_type="text/javascript")

    return Route("/keeper.js", send)
