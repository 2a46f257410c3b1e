"""The commands about staff, as whoever looks after the computers calls them."""

import os
import pty
import re
import subprocess
import sys

import pytest

from assessment.__main__ import main
from assessment.loading import ROOT
from assessment.staff.register import Register
from assessment.staff.waits import EVERY, LOCKED_AFTER
from tests.definition_files import copied_to

PIN, WRONG = "482915", "591842"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("DESK_STAFF", raising=False)
    return copied_to(tmp_path / "clinic") if (tmp_path / "clinic").mkdir() is None else None


@pytest.fixture
def staff(folder, capsys):
    """Return a function that runs a command; it returns its code and what it said."""

    def runs(*arguments, given=None):
        if given is not None:
            (folder / "pin").write_text(given, encoding="utf-8")
            arguments = (*arguments, "--pin-file", str(folder / "pin"))
        code = main(["staff", *arguments, "--folder", str(folder)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def register_in(folder, clock=None):
    address = f"sqlite:///{folder / 'staff.sqlite'}"
    return Register(address, clock) if clock else Register(address)


def test_someone_is_added_listed_and_removed(staff, folder):
    assert staff("list") == (0, "Nobody yet: python -m assessment staff add NAME\n", "")
    assert staff("add", "Ann", "Lee", given=f"{PIN}\n") == (
        0,
        "Ann Lee may open the desk now.\n",
        "",
    )

    code, said, _ = staff("list")
    assert code == 0
    assert re.fullmatch(r"Ann Lee\tadded \d{4}-\d\d-\d\d\tmay sign in\n", said)
    assert register_in(folder).answer("Ann Lee", PIN).member

    assert staff("remove", "ann", "lee")[0] == 0
    assert register_in(folder).answer("Ann Lee", PIN).member is None


def test_who_is_locked_out_is_listed_so_and_unlocked(staff, folder):
    staff("add", "Ann", given=PIN)
    now = [1_800_000_000.0]
    register = register_in(folder, lambda: now[0])
    for _ in range(LOCKED_AFTER):
        register.answer("Ann", WRONG)
        now[0] += 300 + EVERY

    assert "locked out" in staff("list")[1]
    assert staff("unlock", "Ann") == (0, "Ann may try again now.\n", "")
    assert "may sign in" in staff("list")[1]
    assert register.answer("Ann", PIN).member


def test_a_new_pin_takes_the_place_of_the_old_one(staff, folder):
    staff("add", "Ann", given=PIN)

    assert staff("pin", "Ann", given="704182")[0] == 0

    assert register_in(folder).answer("Ann", PIN).member is None
    assert register_in(folder).answer("Ann", "704182").member


@pytest.mark.parametrize(
    ("arguments", "pin", "told"),
    [
        (("add", "Ann"), "12345", "A PIN has 6 to 128 characters."),
        (("add", "Ann"), "", "A PIN has 6 to 128 characters."),
        (("add", "Ann"), "123456", "This PIN is a run"),
        (("add", "123"), PIN, "A name has a letter in it"),
        (("add", "x" * 61), PIN, "A name has 1 to 60 characters"),
        (("add", "Bo"), PIN, "Bo is a member of staff already. `pin` gives a new PIN."),
        (("remove", "Zoe"), None, "No member of staff is called Zoe."),
        (("unlock", "Zoe"), None, "No member of staff is called Zoe."),
        (("pin", "Zoe"), PIN, "No member of staff is called Zoe."),
        (("add", "Ann", "--pin-file", "/no/such/file"), None, "--pin-file: cannot be read: "),
    ],
)
def test_an_error_is_one_clear_line_and_exit_2(staff, arguments, pin, told):
    staff("add", "Bo", given="704182")

    code, said, complained = staff(*arguments, given=pin)

    assert code == 2
    assert said == ""
    (line,) = complained.splitlines()
    assert line.startswith(told)
    assert not pin or pin == "123456" or pin not in line


def test_a_pin_that_is_no_text_is_told(staff, folder):
    (folder / "bytes").write_bytes(b"\xff\xfe\x00")

    code, _, complained = staff("add", "Ann", "--pin-file", str(folder / "bytes"))

    assert (code, complained) == (2, "--pin-file: this is no text in UTF-8\n")


def test_the_commands_work_though_the_clinics_files_have_a_mistake(staff, folder):
    (folder / "questionnaire.yaml").write_text("- nonsense\n", encoding="utf-8")

    assert staff("add", "Ann", given=PIN)[0] == 0


def test_another_database_is_named_by_the_environment(staff, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("DESK_STAFF", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")

    staff("add", "Ann", given=PIN)

    assert (tmp_path / "elsewhere.sqlite").exists()
    assert not (folder / "staff.sqlite").exists()
    monkeypatch.setenv("DESK_STAFF", "nonsense")
    code, _, complained = staff("list")
    assert code == 2
    assert complained.startswith("DESK_STAFF: ")


def run(folder, *arguments, **how):
    command = [sys.executable, "-m", "assessment", "staff", *arguments, "--folder", str(folder)]
    return subprocess.run(command, cwd=ROOT, timeout=60, check=False, text=True, **how)


@pytest.mark.parametrize("option", [(), ("--pin-file", "-")])
def test_where_there_is_no_terminal_the_pin_is_the_first_line_of_standard_input(folder, option):
    done = run(folder, "add", "Ann", *option, input=f"{PIN}\r\nmore\n", capture_output=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert PIN not in done.stdout
    assert register_in(folder).answer("Ann", PIN).member


def test_a_pin_given_on_the_command_line_is_no_pin():
    """Every program of the machine could read it there."""
    for option in ("--pin", "-p"):
        with pytest.raises(SystemExit) as refused:
            main(["staff", "add", "Ann", option, PIN])
        assert refused.value.code == 2


@pytest.mark.parametrize(("again", "code"), [(PIN, 0), (WRONG, 2)])
def test_at_a_terminal_the_pin_is_asked_for_twice_and_never_shown(folder, again, code):
    here, there = pty.openpty()
    command = [sys.executable, "-m", "assessment", "staff", "add", "Ann", "--folder", str(folder)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=there, stdout=there, stderr=there, start_new_session=True,
        preexec_fn=lambda: os.set_blocking(0, True),
    )  # fmt: skip
    os.close(there)
    shown = b""
    for asked, typed in ((b"more: ", PIN), (b"more: ", again)):
        shown += read_until(here, asked)
        os.write(here, f"{typed}\n".encode())
    shown += read_until(here, b"now.\r\n" if code == 0 else b"changed.\r\n")

    assert process.wait(timeout=60) == code
    os.close(here)
    assert PIN.encode() not in shown
    assert WRONG.encode() not in shown
    assert (register_in(folder).answer("Ann", PIN).member is not None) is (code == 0)


def read_until(terminal, words):
    shown = b""
    while words not in shown:
        shown += os.read(terminal, 1000)
    return shown
