"""What never changes under its name, sent from memory."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.middleware import KEPT_FOR_GOOD


def immutable_route(path: str, media_type: str, by_name: Mapping[str, str]) -> Route:
    """Return the route to every text, each compressed once.

    path: where they are, with `{name}` in it. by_name: the texts; each name holds a hash.
    """
    plain = {name: text.encode() for name, text in by_name.items()}
    compressed = {name: gzip.compress(content) for name, content in plain.items()}

    async def send(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in plain:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(plain[name], headers=KEPT_FOR_GOOD, media_type=media_type)
        headers = {**KEPT_FOR_GOOD, "Content-Encoding": "gzip"}
        return Response(compressed[name], headers=headers, media_type=media_type)

    return Route(path, send)
