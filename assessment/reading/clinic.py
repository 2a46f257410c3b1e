"""`clinic.yaml`: who is behind the questionnaire, and where it may be shown."""

from __future__ import annotations

import re

from yaml import Node

from assessment.clinic import Clinic, Tablets
from assessment.reading.yaml_file import YamlFile

_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_ORIGIN = re.compile(r"https?://" + _HOST.pattern + r"(:\d{1,5})?")


def read_clinic(file: YamlFile) -> Clinic | None:
    """Return the clinic that the file tells of, None where there are faults."""
    top = file.fields(
        file.root,
        "The file",
        ("format", "name", "behind", "paid_by"),
        ("embed_in", "hosts", "tablets"),
    )
    file.check_format(top.get("format"))
    clinic = Clinic(
        name=file.text(top.get("name")) or "",
        behind=file.text(top.get("behind")) or "",
        paid_by=file.text(top.get("paid_by")) or "",
        embed_in=_addresses(file, top.get("embed_in"), _ORIGIN, "https://www.our-clinic.example"),
        hosts=_addresses(file, top.get("hosts"), _HOST, "ask.our-clinic.example"),
        tablets=_tablets(file, top.get("tablets")),
    )
    return None if file.faults else clinic


def _tablets(file: YamlFile, node: Node | None) -> Tablets:
    keys = ("mode", "idle_seconds", "countdown_seconds")
    found = file.fields(node, "`tablets`", (), keys) if node else {}
    idle = file.number(found.get("idle_seconds"), 30, 3600)
    countdown = file.number(found.get("countdown_seconds"), 30, 600)  # WCAG asks for 20 or more
    return Tablets(
        always=file.choice(found.get("mode"), "mode", ("by_address", "always")) == "always",
        idle=Tablets.idle if idle is None else idle,
        countdown=Tablets.countdown if countdown is None else countdown,
    )


def _addresses(
    file: YamlFile, node: Node | None, pattern: re.Pattern[str], example: str
) -> tuple[str, ...]:
    """Return addresses that can stand in a header without saying anything else there."""
    addresses = []
    for item in file.items(node, "A list of addresses"):
        address = file.text(item)
        if address is None:
            continue
        if pattern.fullmatch(address):
            addresses.append(address)
        else:
            file.fault(item, f"`{address}` is not such an address", f"Write it like `{example}`")
    return tuple(addresses)
