"""A real web server before the app or the desk, with the very file that is shipped for it."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from tests.deploy.certificates import DESK_NAME, NAME, Certificate
from tests.deploy.programs import found
from tests.servers import ROOT, SECONDS_TO_END, SECONDS_TO_START, Server

Changes = Mapping[str, str]
"""What stands in a shipped file → what a test puts there."""

NONE: Changes = MappingProxyType({})

ANY = "127.0.0.1"

CLINICS_NETWORK = "127.0.0.0/28"
"""From where the desk may be opened."""


@dataclass(frozen=True)
class Site:
    """A shipped file of nginx: the name in it, where its server is, and what more to change."""

    file: str
    name: str
    at: str
    changes: Changes


PATIENTS = Site("nginx.conf", NAME, "127.0.0.1:8501", NONE)
DESK = Site(
    "desk-nginx.conf",
    DESK_NAME,
    "127.0.0.1:8502",
    {"allow 192.168.1.0/24;": f"allow {CLINICS_NETWORK};"},
)


@dataclass(frozen=True)
class WebServer:
    """A web server that runs: its ports, and the folder with all that it writes."""

    secure: int
    plain: int
    folder: Path
    pid: int
    put: Callable[[Certificate], None] = field(repr=False)
    path: str = ""
    name: str = NAME

    @property
    def url(self) -> str:
        return f"https://{self.name}:{self.secure}{self.path}"

    def log(self) -> str:
        """Return all that it has written down, wherever."""
        files = sorted(self.folder.glob("*.log"))
        return "\n".join(each.read_text(encoding="utf-8") for each in files)

    def renews(self, certificate: Certificate) -> None:
        """Put another certificate into place and let it be read, as certbot's hook does."""
        self.put(certificate)
        os.kill(self.pid, self.reload_signal)
        wanted = ssl.PEM_cert_to_DER_cert(certificate.chain.read_text(encoding="ascii"))
        wait_until(lambda: served_certificate(self.secure) == wanted, self)

    @property
    def reload_signal(self) -> int:
        return signal.SIGHUP if (self.folder / "site.conf").exists() else signal.SIGUSR2


def wait_until(true: Callable[[], bool], server: WebServer) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while not true():
        assert time.monotonic() < give_up, server.log()
        time.sleep(0.02)


def served_certificate(port: int) -> bytes | None:
    """Return the certificate that a port shows, None where nobody answers."""
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((ANY, port), timeout=5) as line,
            anyone.wrap_socket(line, server_hostname=NAME) as secured,
        ):
            return secured.getpeercert(binary_form=True)
    except OSError:
        return None


def shipped(name: str, changes: Changes) -> str:
    """Return a shipped file with the changes. Each of them must find what it is to change."""
    words = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in words, f"deploy/{name} has no {old!r} any more"
        words = words.replace(old, new)
    return words


def free_ports(number: int) -> list[int]:
    probes = [socket.create_server((ANY, 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def address_of(server: Server) -> str:
    return server.url.replace("http://localhost", ANY)


@contextmanager
def nginx(
    app: Server,
    certificate: Certificate,
    folder: Path,
    changes: Changes = NONE,
    path: str = "",
    site: Site = PATIENTS,
    beside: Sequence[tuple[Site, Server]] = (),
) -> Iterator[WebServer]:
    """Run the file of a site before its server until the block ends.

    path: under which, if any. beside: more sites of this nginx, each before a server of its own.
    """
    program = found("nginx")
    secure, plain = free_ports(2)
    chain, key = folder / "fullchain.pem", folder / "privkey.pem"

    def put(each: Certificate) -> None:
        shutil.copy(each.chain, chain)
        shutil.copy(each.key, key)

    put(certificate)

    def here(each: Site, server: Server, more: Changes) -> str:
        return shipped(
            each.file,
            {
                "listen 80;": f"listen {ANY}:{plain};",
                "listen [::]:80;": "",
                "listen 443 ssl": f"listen {ANY}:{secure} ssl",
                "listen [::]:443 ssl http2;": "",
                f"https://{each.name}$": f"https://{each.name}:{secure}$",
                f"/etc/letsencrypt/live/{each.name}/": f"{folder}/",
                "/var/log/nginx/": f"{folder}/",
                "/var/www/html": str(folder),
                each.at: address_of(server),
                **each.changes,
                **more,
            },
        )

    under = {"location / {\n        proxy": f"location {path}/ {{\n        proxy"} if path else {}
    sites = [here(site, app, {**under, **changes})]
    sites += [here(each, server, NONE) for each, server in beside]
    (folder / "site.conf").write_text("\n".join(sites), encoding="utf-8")
    temporary = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"
    around = f"""
        user {getpass.getuser()};
        pid {folder}/nginx.pid;
        error_log {folder}/error.log;
        worker_processes auto;
        events {{ worker_connections 768; }}
        http {{
          access_log {folder}/access.log;
          gzip on;
          {"".join(f"{each}_temp_path {folder}/{each};" for each in temporary)}
          include {folder}/site.conf;
        }}"""
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    command = [program, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    with _running([*command, "-g", "daemon off;"], folder) as process:
        yield _ready(WebServer(secure, plain, folder, process.pid, put, path, site.name), process)


@contextmanager
def haproxy(
    app: Server, certificate: Certificate, folder: Path, changes: Changes = NONE, path: str = ""
) -> Iterator[WebServer]:
    """Run deploy/haproxy.cfg before the app until the block ends. path: under which, if any."""
    program = found("haproxy")
    secure, plain, certbot = free_ports(3)
    both = folder / "both.pem"

    def put(each: Certificate) -> None:
        both.write_text(each.together, encoding="ascii")

    put(certificate)
    words = shipped(
        "haproxy.cfg",
        {
            "    user haproxy\n    group haproxy\n": "",
            "bind :80,[::]:80": f"bind {ANY}:{plain}",
            "bind :443,[::]:443": f"bind {ANY}:{secure}",
            f"prefix https://{NAME}": f"prefix https://{NAME}:{secure}",
            f"/etc/haproxy/certs/{NAME}.pem": str(both),
            "127.0.0.1:8501": address_of(app),
            "127.0.0.1:8888": f"{ANY}:{certbot}",
            **({"# http-request": "http-request", "/facelift": path} if path else {}),
            **changes,
        },
    )
    file = folder / "haproxy.cfg"
    file.write_text(words, encoding="utf-8")
    with _running([program, "-W", "-f", str(file)], folder) as process:
        yield _ready(WebServer(secure, plain, folder, process.pid, put, path), process)


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=SECONDS_TO_END)


def _ready(server: WebServer, process: subprocess.Popen[bytes]) -> WebServer:
    wait_until(
        lambda: process.poll() is not None or bool(served_certificate(server.secure)), server
    )
    assert process.poll() is None, server.log()
    return server


WEB_SERVERS = {"nginx": nginx, "haproxy": haproxy}
"""What may stand before the app."""

ALL = {**WEB_SERVERS, "desks_nginx": partial(nginx, site=DESK)}
"""The same, and what stands before the desk."""
