"""The pictures, sent from memory."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import Route

from assessment.model.picture import Picture
from server.immutable_route import immutable_route


def picture_route(pictures: Iterable[Picture]) -> Route:
    """Return the route `/pictures/…` to every picture."""
    by_file = {picture.file: picture.svg for picture in pictures}
    return immutable_route("/pictures/{name}", "image/svg+xml", by_file)
