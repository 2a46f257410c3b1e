"""A desk that runs, and someone at it in a real browser."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from assessment.staff.register import Register
from tests.browser.engines.tab import wait_for
from tests.browser.person import PATIENCE
from tests.browser.way import ALL_IS_ANSWERED, AT_REST, TELL_CSP
from tests.definition_files import example_folder
from tests.desk.sign_in.staff import ANN, CODE, OF_THE_VISIT, PIN, TEXTS
from tests.servers import Server, free_port, started

TRACES = """() => [document.documentElement.outerHTML, { ...sessionStorage }, { ...localStorage },
  document.cookie, document.title, location.href, history.state]
  .map((each) => JSON.stringify(each)).join()"""
"""All that a tab holds."""


@dataclass(frozen=True)
class Desk:
    """A desk that runs: its server, its register, and the file by which its clock is wound."""

    server: Server
    register: Register
    wound: Path

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def log(self) -> str:
        return self.server.log.read_text(encoding="utf-8")

    def winds(self, seconds: float) -> None:
        """Wind its clock on."""
        written = self.wound.with_suffix(".new")
        written.write_text(str(float(self.wound.read_text()) + seconds))
        written.replace(self.wound)  # in one go: the desk may be reading it


@contextmanager
def a_desk(folder: Path, port: int = 0, **settings: str) -> Iterator[Desk]:
    """Run a desk until the block ends. folder: where its register is, and its clock."""
    address, wound = f"sqlite:///{folder / 'staff.sqlite'}", folder / "wound"
    wound.exists() or wound.write_text("0")
    port = port or free_port()
    command = [sys.executable, "-m", "tests.desk.sign_in.clocked_desk", str(wound)]
    environment = {
        **os.environ,
        "ASSESSMENT_FOLDER": str(example_folder()),
        "DESK_STAFF": address,
        "DESK_SECRETS": str(folder / "secrets.toml"),
        **settings,
    }
    register = Register(address)
    with started([*command, f"--port={port}"], port, environment) as server:
        yield Desk(server, register, wound)
    register.close()


class Receptionist:
    """Someone at the desk."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk
        self.complaints: list[str] = []
        self.frames = 0  # heard from the server
        page.on("websocket", lambda socket: socket.on("framereceived", self._counts))
        page.set_default_timeout(PATIENCE)
        page.add_init_script(TELL_CSP)
        page.add_init_script(ALL_IS_ANSWERED)  # watches from the start
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hears)

    def _hears(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _counts(self, _) -> None:
        self.frames += 1

    def moves_the_mouse_until_the_server_hears_of_it(self) -> None:
        """Move it a little each second of the browser's clock, which a test winds on."""
        self.settled()  # what was told while time was wound on
        before, give_up = self.frames, time.monotonic() + PATIENCE / 1000
        while self.frames == before:
            assert time.monotonic() < give_up, "the server hears of no touch"
            self.page.mouse.move(200 + time.monotonic() % 100, 300)
            self.page.clock.run_for(1000)
        self.settled()

    def settled(self) -> Receptionist:
        """Wait until the page has nothing left to do, also while its own time stands still."""
        wait_for(lambda: self.page.evaluate(AT_REST), lambda: "the page has something left to do")
        return self

    # What they do

    def opens(self) -> Receptionist:
        self.page.goto(self.desk.url)
        return self.settled()

    def signs_in(self, name: str = ANN, pin: str = PIN) -> Receptionist:
        self.field("sign_in.name").fill(name)
        self.field("sign_in.pin").fill(pin)
        self.button("sign_in.enter").click()
        return self

    def tries_in_vain(self, told: str, name: str = ANN, pin: str = PIN) -> Receptionist:
        """Try to sign in, and read this; the field that held the PIN has given way to another."""
        before = self.page.locator("[class*=st-key-pin-]")
        expect(before).to_have_count(1)
        number = int(re.search(r"st-key-pin-(\d+)", before.get_attribute("class") or "")[1])
        self.signs_in(name, pin)
        expect(self.page.locator(f".st-key-pin-{number + 1}")).to_have_count(1)
        expect(self.page.locator(f".st-key-pin-{number}")).to_have_count(0)
        self.is_asked_to_sign_in(told)
        expect(self.field("sign_in.pin")).to_have_value("")
        return self

    def is_at_the_desk(self) -> Receptionist:
        return self.reads(TEXTS("desk.heading"))

    def opens_the_visit(self) -> Receptionist:
        self.is_at_the_desk().field("desk.field").fill(CODE)
        self.page.keyboard.press("Enter")
        expect(self.button("desk.close")).to_be_visible()
        for words in OF_THE_VISIT:
            expect(self.page.get_by_text(words, exact=True).first).to_be_visible()
        assert self.of_the_visit(), "it would be found if it were there"
        return self

    fields = ("sign_in.name", "sign_in.pin")

    def is_asked_to_sign_in(self, told: str | None = None) -> Receptionist:
        self.reads(TEXTS("sign_in.heading"))
        if told is not None:
            expect(self.page.get_by_role("alert").filter(has_text=told)).to_be_visible()
            for field in self.fields:
                expect(self.field(field)).to_have_count(1)  # the one before is gone
        return self

    def reads(self, heading: str) -> Receptionist:
        """Wait until this heading is there, and the page before it is gone."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
        expect(self.heading).to_have_count(1)
        return self.settled()

    # What they see

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def field(self, key: str) -> Locator:
        return self.page.get_by_label(TEXTS(key), exact=True)

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=TEXTS(key), exact=True)

    def of_the_visit(self) -> set[str]:
        """Return what the tab still holds of the visit."""
        return held_in(self.page.evaluate(TRACES))


def held_in(everything: str) -> set[str]:
    """Return which words of the visit stand somewhere."""
    plain = [CODE, CODE.replace("-", ""), *OF_THE_VISIT]
    return {
        words for words in plain if words in everything or json.dumps(words)[1:-1] in everything
    }


class WithAnAccount(Receptionist):
    """Someone who signs in by an account."""

    fields = ()

    def chooses(self, email):
        self.button("sign_in.by_account").click()
        self.page.get_by_role("link", name=email).click()
        return self
