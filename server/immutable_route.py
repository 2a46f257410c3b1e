"""What never changes under its name, sent from memory."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.middleware import KEPT_FOR_GOOD


def immutable_route(path: str, media_type: str, by_name: Mapping[str, str]) -> Route:
    """Return the route to every text, each compressed once.

    path: where they are, with `{name}` in it. by_name: the texts; each name holds a hash. While one
    version takes the place of another, a page of the one asks the other: it gets what is there
    under its name, whatever the hash, and does not keep it.
    """
    names_now = {without_hash(name): name for name in by_name}
    plain = {name: text.encode() for name, text in by_name.items()}
    compressed = {name: gzip.compress(content) for name, content in plain.items()}

    async def send(request: Request) -> Response:
        name = request.path_params["name"]
        headers = KEPT_FOR_GOOD
        if name not in plain:
            name = names_now.get(without_hash(name), "")
            headers = {**KEPT_FOR_GOOD, "Cache-Control": "no-store"}
        if not name:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(plain[name], headers=headers, media_type=media_type)
        headers = {**headers, "Content-Encoding": "gzip"}
        return Response(compressed[name], headers=headers, media_type=media_type)

    return Route(path, send)


def without_hash(name: str) -> str:
    """Return what is left of a name without the hash in it."""
    return re.sub(r"\b[0-9a-f]{12}\b", "", name)
