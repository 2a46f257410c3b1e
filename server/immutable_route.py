"""What never changes under its name, sent from memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.compression import Compressed

KEPT_FOR_GOOD: Final = {"Cache-Control": "public, immutable, max-age=31536000"}
"""The header of what never changes, since its name holds a hash."""

NOT_KEPT: Final = {"Cache-Control": "no-store"}


def immutable_route(path: str, media_type: str, by_name: Mapping[str, str]) -> Route:
    """Return the route to every text, each compressed once.

    path: where they are, with `{name}` in it. by_name: the texts; each name holds a hash. While one
    version takes the place of another, a page of the one asks the other: it gets what is there
    under its name, whatever the hash, and does not keep it.
    """
    texts = {name: Compressed(text.encode(), media_type) for name, text in by_name.items()}
    names_now = {without_hash(name): name for name in by_name}

    async def send(request: Request) -> Response:
        name = request.path_params["name"]
        if name in texts:
            return texts[name].response(request.headers, KEPT_FOR_GOOD)
        there = names_now.get(without_hash(name))
        if there:
            return texts[there].response(request.headers, NOT_KEPT)
        return Response(status_code=404, headers=NOT_KEPT)

    return Route(path, send)


def without_hash(name: str) -> str:
    """Return what is left of a name without the hash in it."""
    return re.sub(r"\b[0-9a-f]{12}\b", "", name)
