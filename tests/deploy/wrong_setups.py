"""What may be set up wrongly in a web server: its kind → what to change in the shipped file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.deploy.web_servers import Changes

Setup = Mapping[str, Changes]

ANOTHER_HOST: Final[Setup] = {
    "nginx": {"proxy_set_header Host $http_host;": ""},
    "haproxy": {"    option httpchk": "    http-request set-header Host app\n    option httpchk"},
}
NO_WEBSOCKETS: Final[Setup] = {
    "nginx": {"        proxy_set_header Upgrade $http_upgrade;\n": ""},
    "haproxy": {
        "    option httpchk": "    http-request del-header Upgrade\n    option httpchk",
        "alpn h2,http/1.1": "alpn http/1.1",
    },
}
SOON_CUT: Final[Setup] = {
    "nginx": {"proxy_read_timeout 5m": "proxy_read_timeout 3s"},
    "haproxy": {"timeout tunnel 5m": "timeout tunnel 3s"},
}
"""It cuts a page's connection after three quiet seconds."""
