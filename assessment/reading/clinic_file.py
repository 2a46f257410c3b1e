"""`clinic.yaml`: who is behind the questionnaire, and where it may be shown."""

from __future__ import annotations

import re

from yaml import Node

from assessment.model.clinic import PAPERS, Clinic, Desk, Tablets
from assessment.reading.yaml_file import YamlFile

_NAME = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?"
_HOST = re.compile(_NAME)
_ORIGIN = re.compile(rf"https?://{_NAME}(:\d{{1,5}})?")
_COUNTERS_AT = re.compile(rf"({_NAME}|\[[0-9a-f:]+\]):(?P<port>\d{{1,5}})")
_RECORD_URL = re.compile(rf"https?://{_NAME}(:\d{{1,5}})?(/[A-Za-z0-9._~-]+)+")


def read_clinic(file: YamlFile) -> Clinic | None:
    """Return the clinic that the file tells of, None where there are faults."""
    top = file.fields(
        file.root,
        "The file",
        ("format", "name", "behind", "paid_by"),
        (
            *("connections_per_address", "counters_at", "demonstration", "desk", "embed_in"),
            *("hosts", "paper", "record_url", "tablets"),
        ),
    )
    file.check_format(top.get("format"))
    connections = file.number(
        top.get("connections_per_address"), "`connections_per_address`", 1, 100_000
    )
    clinic = Clinic(
        name=file.text(top.get("name")) or "",
        behind=file.text(top.get("behind")) or "",
        paid_by=file.text(top.get("paid_by")) or "",
        embed_in=_addresses(file, top.get("embed_in"), _ORIGIN, "https://www.our-clinic.example"),
        hosts=_addresses(file, top.get("hosts"), _HOST, "ask.our-clinic.example"),
        connections_per_address=connections or Clinic.connections_per_address,
        counters_at=_counters_at(file, top.get("counters_at")),
        tablets=_tablets(file, top.get("tablets")),
        desk=_desk(file, top.get("desk")),
        paper="letter" if file.choice(top.get("paper"), "paper", PAPERS) == "letter" else "a4",
        record_url=_record_url(file, top.get("record_url")),
        demonstration=file.flag(top.get("demonstration"), "`demonstration`") or False,
    )
    return None if file.faults else clinic


def _tablets(file: YamlFile, node: Node | None) -> Tablets:
    keys = ("mode", "idle_seconds", "countdown_seconds", "code_minutes", "sheet")
    found = file.fields(node, "`tablets`", (), keys)
    idle = file.number(found.get("idle_seconds"), "`idle_seconds`", 30, 3600)
    countdown = file.number(  # WCAG asks for 20 seconds or more
        found.get("countdown_seconds"), "`countdown_seconds`", 30, 600
    )
    minutes = file.number(found.get("code_minutes"), "`code_minutes`", 2, 60)
    return Tablets(
        always=file.choice(found.get("mode"), "mode", ("by_address", "always")) == "always",
        idle=Tablets.idle if idle is None else idle,
        countdown=Tablets.countdown if countdown is None else countdown,
        code_minutes=Tablets.code_minutes if minutes is None else minutes,
        saves=file.choice(found.get("sheet"), "sheet", ("print", "print_and_save"))
        == "print_and_save",
    )


def _desk(file: YamlFile, node: Node | None) -> Desk:
    found = file.fields(node, "`desk`", (), ("idle_seconds",))
    idle = file.number(found.get("idle_seconds"), "`idle_seconds`", 60, 3600)
    return Desk(idle=Desk.idle if idle is None else idle)


def _record_url(file: YamlFile, node: Node | None) -> str | None:
    url = file.text(node)
    if node is None or url is None or _RECORD_URL.fullmatch(url):
        return url
    file.fault(
        node,
        "bad-address",
        f"`{url}` is not such an address",
        "Write it like `https://ask.our-clinic.example/fhir/Questionnaire/smas-facelift`",
    )
    return None


def _counters_at(file: YamlFile, node: Node | None) -> str | None:
    address = file.text(node)
    if node is None or address is None:
        return None
    found = _COUNTERS_AT.fullmatch(address)
    if found and 1 <= int(found["port"]) <= 65_535:
        return address
    wrong = f"`{address}` is not such an address"
    file.fault(node, "bad-address", wrong, "Write it like `127.0.0.1:9464`")
    return None


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
            wrong = f"`{address}` is not such an address"
            file.fault(item, "bad-address", wrong, f"Write it like `{example}`")
    return tuple(addresses)
