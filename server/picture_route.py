"""The pictures, sent from memory."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.model.picture import Picture
from server.middleware import KEPT_FOR_GOOD


def route(pictures: Iterable[Picture]) -> Route:
    """Return the route `/pictures/…` to every picture, each compressed once."""
    by_file = {picture.file: picture.svg.encode() for picture in pictures}
    compressed = {file: gzip.compress(svg) for file, svg in by_file.items()}

    async def send(request: Request) -> Response:
        file = request.path_params["file"]
        if file not in by_file:
            return Response(status_code=404)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(by_file[file], headers=KEPT_FOR_GOOD, media_type="image/svg+xml")
        headers = {**KEPT_FOR_GOOD, "Content-Encoding": "gzip"}
        return Response(compressed[file], headers=headers, media_type="image/svg+xml")

    return Route("/pictures/{file}", send)
