"""Certificates for tests, each signed by itself: of today, renewed, or ended."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.programs import found

NAME = "ask.clinic.example"
DESK_NAME = "desk.clinic.example"
"""The names that stand in the shipped files. Chromium can be told that they are this machine."""

NAME_HERE = "ask.clinic.localhost"
ANOTHER_NAME = "www.another.localhost"
"""A clinic, and a site that is not its own, by names that every engine finds on this machine."""

NAMES = ",".join(f"DNS:{name}" for name in (NAME, DESK_NAME, NAME_HERE, ANOTHER_NAME))


@dataclass(frozen=True)
class Certificate:
    """Where a certificate and its key are, as PEM."""

    chain: Path
    key: Path

    @property
    def together(self) -> str:
        """Both in one text, as HAProxy takes them."""
        return self.chain.read_text(encoding="ascii") + self.key.read_text(encoding="ascii")

    @property
    def key_hash(self) -> str:
        """By which Chromium can be told to trust whatever is signed with this key."""
        public = _openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")
        return base64.b64encode(hashlib.sha256(public).digest()).decode()


def new_key(file: Path) -> Path:
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file)
    return file


def certificate(file: Path, key: Path, days: int = 30) -> Certificate:
    """Make a certificate of all names, signed by its own key. days: negative for the past."""
    asked = _openssl(
        *("req", "-new", "-key", key, "-subj", f"/CN={NAME}"),
        *("-addext", f"subjectAltName={NAMES}"),
    )
    signing = ("-signkey", key, "-days", days, "-copy_extensions", "copy", "-out", file)
    _openssl("x509", "-req", *signing, given=asked)
    return Certificate(file, key)


def _openssl(*arguments: str | int | Path, given: bytes = b"") -> bytes:
    command = [found("openssl"), *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout
