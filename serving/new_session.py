"""Each page begins anew: nobody comes back to a session by naming it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Scope


def without_session(scope: Scope) -> Scope:
    """Return a request for a WebSocket without the third of its subprotocols.

    That one names a session to come back to, and Streamlit would hand it to whoever knows its id.
    """
    asked = dict(scope, headers=list(scope["headers"]))
    headers = MutableHeaders(scope=asked)
    named = headers.get("sec-websocket-protocol", "").split(",")
    if len(named) > 2:
        headers["sec-websocket-protocol"] = ",".join(named[:2])
    return asked
