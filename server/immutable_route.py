"""What never changes under its name, sent from memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.compression import Compressed

KEPT_FOR_GOOD: Final = {"Cache-Control": "public, immutable, max-age=31536000"}
"""The header of what never changes, since its name holds a hash."""


def immutable_route(path: str, media_type: str, by_name: Mapping[str, str]) -> Route:
    """Return the route to every text, each compressed once.

    path: where they are, with `{name}` in it. by_name: the texts; each name holds a hash.
    """
    texts = {name: Compressed(text.encode(), media_type) for name, text in by_name.items()}

    async def send(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in texts:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        return texts[name].response(request.headers, KEPT_FOR_GOOD)

    return Route(path, send)
