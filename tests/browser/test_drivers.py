"""The drivers of the engines: what a machine lacks is told by name, and nothing outlives a test."""

import socket
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.browser.engines import firefox, webkit
from tests.browser.engines.installed import IS_HERE, PACKAGES, must_be_here
from tests.browser.engines.processes import started
from tests.browser.engines.tab import wait_for
from tests.browser.engines.webdriver import StuckError
from tests.servers import ROOT


@pytest.mark.parametrize("engine", PACKAGES)
@pytest.mark.parametrize(("environment", "outcome"), [({}, "Skipped"), ({"CI": "true"}, "Failed")])
def test_a_missing_engine_is_skipped_by_its_name_and_never_on_ci(engine, environment, outcome):
    with pytest.raises(BaseException, match=f"{engine} is not installed .*{PACKAGES[engine]}") as e:
        must_be_here(engine, False, environment)

    assert e.typename == outcome
    must_be_here(engine, True, environment)


def test_ci_and_the_readme_name_every_package_that_an_engine_takes():
    for file in (".ci/run", "README.md"):
        words = (ROOT / file).read_text(encoding="utf-8").split()
        for engine in PACKAGES:
            for package in PACKAGES[engine].split():
                assert any(package in word for word in words), f"{file} lacks {package}"
    assert {*PACKAGES, "Chromium"} == {*IS_HERE}


@pytest.fixture
def silence():
    """The port of someone who takes every call and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        calls = []

        def take_calls():
            with suppress(OSError):
                while True:
                    calls.append(door.accept()[0])

        Thread(target=take_calls, daemon=True).start()
        yield door.getsockname()[1]
        for call in calls:
            call.close()


def test_an_engine_that_does_not_answer_is_told_by_name_and_waited_for_once(silence, monkeypatch):
    monkeypatch.setattr(webkit, "SECONDS_TO_ANSWER", 0.2)
    driver = webkit.Driver(silence)

    with pytest.raises(StuckError, match="WebKit has not answered to Navigate"):
        driver.send("Navigate", url="")
    with pytest.raises(StuckError, match="Navigate"):
        driver.send("Back")


def test_a_firefox_that_goes_away_is_told_by_name(monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as door:

        def greets_and_leaves():
            with door.accept()[0] as call:
                call.sendall(b"2:{}")

        Thread(target=greets_and_leaves, daemon=True).start()
        line = firefox.Marionette(door.getsockname()[1])

        with (
            closing(line),
            pytest.raises(StuckError, match="Firefox has not answered to WebDriver:Back"),
        ):
            line.send("Back")


def test_a_program_ends_where_a_test_fails_and_so_does_what_it_started(tmp_path):
    pid = tmp_path / "pid"
    command = ["sh", "-c", f"sleep 1000 & echo $! > {pid}.part; mv {pid}.part {pid}; wait"]

    def fails():
        with started(command, tmp_path / "log"):
            wait_for(pid.exists, lambda: "it did not start")
            raise AssertionError("a test that fails")

    with pytest.raises(AssertionError, match="a test that fails"):
        fails()

    wait_for(lambda: not is_running(int(pid.read_text())), lambda: "it is still running")


def is_running(pid):
    """A program that has ended and that nobody has asked for yet runs no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
