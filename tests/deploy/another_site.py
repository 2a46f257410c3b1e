"""Another site, with the questionnaire in the middle of a page, by the lines of docs/deploy.md."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final
from urllib.parse import unquote, urlsplit

from assessment.loading import ROOT
from tests.deploy.certificates import ANOTHER_NAME, NAME, Certificate

LINES: Final = re.findall(
    "<iframe.*?</iframe>", (ROOT / "docs/deploy.md").read_text(encoding="utf-8"), re.DOTALL
)
TALL: Final = "<p style='height: 900px'>Something about the clinic.</p>"


def page_around(url: str) -> str:
    """Return a page with what is at an address in the middle of it."""
    (lines,) = LINES
    return f"<!doctype html>{TALL}{lines.replace(f'https://{NAME}', url)}{TALL}"


@contextmanager
def another_site(certificate: Certificate) -> Iterator[str]:
    """Serve such pages over TLS until the block ends; yield their address, which ends in `?`.

    After it comes the address of what is to be in the middle.
    """
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(certificate.chain, certificate.key)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as site:
        # Each handshake in its own thread: a browser may open a line ahead and say nothing.
        site.socket = identity.wrap_socket(
            site.socket, server_side=True, do_handshake_on_connect=False
        )
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"https://{ANOTHER_NAME}:{site.server_port}/?"
        site.shutdown()


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = page_around(unquote(urlsplit(self.path).query)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass
