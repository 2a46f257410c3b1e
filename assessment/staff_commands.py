"""The commands about staff: who may open the desk. `python -m assessment staff …`."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.loading import ROOT
from assessment.staff.address import staff_address
from assessment.staff.member import StaffError

if TYPE_CHECKING:
    from assessment.staff.register import Register


def add_staff_commands(commands: Any) -> None:  # noqa: ANN401
    """Add `staff` and what it can do to the commands. commands: argparse's, of the main parser."""
    staff = commands.add_parser("staff", help="who may open the desk")
    actions = staff.add_subparsers(dest="action", required=True)
    for name, run, what in (
        ("add", _add, "let someone open the desk, with a PIN that is asked for"),
        ("remove", _remove, "let someone open it no more"),
        ("list", _list, "tell who may open it, since when, and who is locked out"),
        ("unlock", _unlock, "let someone try again after too many wrong PINs"),
        ("pin", _pin, "give someone a new PIN, and unlock them"),
    ):
        action: ArgumentParser = actions.add_parser(name, help=what, allow_abbrev=False)
        action.set_defaults(run=run, loader=register_of)
        action.add_argument(
            "--folder",
            type=Path,
            default=Path(os.environ.get("ASSESSMENT_FOLDER", ROOT)),
            help="where the clinic's files are, unless DESK_STAFF names a database",
        )
        if run is not _list:
            action.add_argument("name", nargs="+", help="such as Ann Lee")
        if run in (_add, _pin):
            action.add_argument("--pin-file", help="where the PIN is, or - for standard input")


def register_of(folder: Path) -> Register:
    """Return the register of staff. folder: of the clinic's files. StaffError as it raises."""
    # Here, since no other command takes SQLAlchemy, which takes a while to come up.
    from assessment.staff.register import Register

    return Register(staff_address(folder, os.environ))


def _add(register: Register, options: Namespace) -> int:
    member = register.add(_name(options), _pin_of(options))
    print(f"{member.name} may open the desk now.")
    return 0


def _remove(register: Register, options: Namespace) -> int:
    register.remove(_name(options))
    print(f"{_name(options)} may open the desk no more.")
    return 0


def _list(register: Register, _: Namespace) -> int:
    members = register.listed()
    for each in members:
        state = "locked out: unlock them" if each.locked else "may sign in"
        print(f"{each.name}\tadded {each.added.astimezone():%Y-%m-%d}\t{state}")
    if not members:
        print("Nobody yet: python -m assessment staff add NAME")
    return 0


def _unlock(register: Register, options: Namespace) -> int:
    register.unlock(_name(options))
    print(f"{_name(options)} may try again now.")
    return 0


def _pin(register: Register, options: Namespace) -> int:
    register.set_pin(_name(options), _pin_of(options))
    print(f"{_name(options)} has a new PIN. Whoever is signed in by that name is out.")
    return 0


def _name(options: Namespace) -> str:
    return " ".join(options.name)


def _pin_of(options: Namespace) -> str:
    """Return the PIN: typed twice and unseen, or the first line of a file or of what is piped in.

    It is never on the command line, which other programs of the machine can read.
    """
    if options.pin_file not in (None, "-"):
        try:
            with Path(options.pin_file).open(encoding="utf-8") as file:
                return _first_line(file.readline())
        except OSError as error:
            raise StaffError(f"--pin-file: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise StaffError("--pin-file: this is no text in UTF-8") from None
    if sys.stdin is None:
        raise StaffError("standard input is closed: name a file by --pin-file")
    if options.pin_file == "-" or not sys.stdin.isatty():
        try:
            return _first_line(sys.stdin.readline())
        except UnicodeDecodeError:
            raise StaffError("standard input: this is no text in UTF-8") from None
    try:
        pin = getpass.getpass("PIN, six characters or more: ")
        if getpass.getpass("The same once more: ") != pin:
            raise StaffError("The two were not the same. Nothing was changed.")
    except EOFError:
        raise StaffError("No PIN was given. Nothing was changed.") from None
    return pin


def _first_line(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")
