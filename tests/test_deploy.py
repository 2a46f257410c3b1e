"""The units of systemd and the Containerfile, as far as they can be tried without an engine."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.processes import told, wait_for
from tests.servers import ROOT, free_port, started, tracebacks_in

PATIENTS, DESK = "deploy/facelift.service", "deploy/desk.service"
CONTAINER = ROOT / "deploy/Containerfile"
HOME = "/opt/facelift"

MOST_EXPOSED = 20
"""Of 100, as `systemd-analyze security` counts; what it calls OK ends at 49."""

BARE = {"LANG": "C", "PATH": "/usr/bin:/bin"}

READ_ONLY = (
    "mount -o remount,ro,bind / && cd {folder} && "
    "exec setpriv --reuid=10001 --regid=10001 --clear-groups "
    '--inh-caps=+dac_read_search --ambient-caps=+dac_read_search "$@"'
)
"""As the container's user, on a disk that nobody can write to. The capability is for reaching the
tests' own Python, which may lie in someone's home; it lets nobody write."""

STAYS_WRITABLE = "mount --bind {writable} {writable} && "
"""Before that, of one folder."""


def steps():
    """Return each step of the Containerfile: its word, and the rest on one line."""
    text = re.sub(r"\\\n\s*", "", CONTAINER.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(maxsplit=1)) for line in lines]


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """What the image holds, without its packages."""
    folder = tmp_path_factory.mktemp("image")
    for word, rest in steps():
        if word == "COPY" and not rest.startswith("--from"):
            *sources, to = shlex.split(rest)
            for name in sources:
                source, target = ROOT / name, folder / to
                if source.is_dir():
                    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    target.parent.mkdir(exist_ok=True)
                    shutil.copy(source, target)
    return folder


def test_no_secret_of_the_desk_is_in_the_image(image):
    assert [path.name for path in (image / ".streamlit").iterdir()] == ["config.toml"]
    assert not list(image.rglob("staff.sqlite*"))
    assert not (image / "desk").exists()


def confined(script):
    """Return what comes before a command that is run so."""
    if os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("takes root, unshare and setpriv")
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


@pytest.fixture(scope="module")
def contained(image):
    """The image's own command, as its own user."""
    command = json.loads(dict(steps())["CMD"])
    port = free_port()
    before = confined(READ_ONLY.format(folder=image))
    served = [sys.executable, *command[1:], f"--port={port}"]
    with started([*before, *served], port, BARE) as server:
        wait_for(lambda: told(server, "serve"))
        yield server, port


def test_the_image_holds_all_that_serving_takes_and_is_run_where_nothing_can_be_written(contained):
    server, _ = contained

    log = server.log.read_text(encoding="utf-8")

    assert "Traceback" not in log
    assert not told(server, "fault")


def test_the_image_holds_nothing_more_than_the_app(image):
    held = {path.name for path in image.iterdir()}

    assert not held & {".git", "tests", "docs", "node_modules", ".venv", "benchmarks"}


def test_the_health_check_tells_a_server_that_is_ready_from_none(contained):
    _, port = contained
    check = json.loads(dict(steps())["HEALTHCHECK"].partition("CMD ")[2])

    def says(where):
        script = check[-1].replace("8501", str(where))
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        return run.returncode

    assert says(port) == 0
    assert says(free_port()) != 0


def test_the_image_takes_each_package_by_its_hash_and_runs_as_nobody_with_a_name():
    installs = [rest for word, rest in steps() if word == "RUN" and "pip install" in rest]

    assert installs
    assert all("--require-hashes" in each for each in installs)
    user = [rest for word, rest in steps() if word == "USER"][-1]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)


# systemd

both_units = pytest.mark.parametrize("unit", [PATIENTS, DESK], indirect=True)


@pytest.fixture
def unit(request, tmp_path):
    """A unit, with the app where it is here."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("takes systemd-analyze")
    here = tmp_path / Path(request.param).name
    written = (ROOT / request.param).read_text(encoding="utf-8")
    written = written.replace(f"{HOME}/.venv/bin/python", sys.executable).replace(HOME, str(ROOT))
    here.write_text(written, encoding="utf-8")
    return here


def systemd_says(*command):
    return subprocess.run(
        ["systemd-analyze", *command], capture_output=True, text=True, check=False
    )


@both_units
def test_systemd_reads_the_unit_without_a_word(unit):
    said = systemd_says("verify", "--man=no", str(unit))

    assert said.returncode == 0
    assert unit.name not in said.stderr, said.stderr


@pytest.mark.parametrize(("name", "commands"), [(PATIENTS, 3), (DESK, 1)])
def test_the_unit_calls_nothing_that_the_smallest_debian_lacks(name, commands):
    """It has no /bin/kill, for one: a reload did not come to anything there."""
    called = re.findall(r"^Exec\w+=(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)

    assert len(called) == commands
    assert {*called} <= {f"{HOME}/.venv/bin/python", "/bin/sh"}


@both_units
def test_systemd_finds_little_that_a_broken_server_could_reach(unit):
    said = systemd_says("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit))

    assert said.returncode == 0, said.stdout


def service_of(name):
    """Return the settings of a unit's service."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(ROOT / name)
    return dict(unit["Service"])


def places_to_write_to(service):
    names = "StateDirectory", "CacheDirectory", "LogsDirectory", "RuntimeDirectory"
    return [name for name in (*names, "ReadWritePaths") if name in service]


def test_the_unit_lets_nothing_be_written_and_names_no_place_to_write_to():
    service = service_of(PATIENTS)

    assert service["ProtectSystem"] == "strict"
    assert service["DynamicUser"] == "yes"
    assert service["IPAddressDeny"] == "any"
    assert places_to_write_to(service) == []


# The desk's unit

ITS_OWN = {"LimitCORE", "MemorySwapMax", "StateDirectory", "StateDirectoryMode", "User"}


def test_the_desks_unit_gives_no_more_than_the_patients_but_a_folder_for_its_staff():
    service, patients = service_of(DESK), service_of(PATIENTS)

    assert places_to_write_to(service) == ["StateDirectory"]
    assert set(service) - set(patients) == ITS_OWN
    assert {name for name in service if service[name] != patients.get(name)} == {
        *ITS_OWN, "Environment", "ExecStart",
    }  # fmt: skip
    assert set(patients) - set(service) == {
        "DynamicUser", "ExecReload", "KillMode", "LimitNOFILE", "OOMPolicy",
    }  # fmt: skip


def test_the_desk_listens_to_its_own_machine_unless_it_is_told_otherwise():
    assert service_of(DESK)["ExecStart"] == f"{HOME}/.venv/bin/python desk.py"


def test_docs_and_the_unit_keep_the_staff_at_the_same_place():
    place, *_ = service_of(DESK)["Environment"].split()

    assert place == "DESK_STAFF=sqlite:////var/lib/desk/staff.sqlite"
    for name in (DESK, "docs/desk.md"):
        written = (ROOT / name).read_text(encoding="utf-8")
        assert f"sudo -u desk env {place} .venv/bin/python -m assessment staff add" in written


def test_the_desk_runs_and_staff_are_added_where_nothing_but_its_folder_can_be_written(tmp_path):
    state = tmp_path / "desk"
    state.mkdir()
    before = confined((STAYS_WRITABLE + READ_ONLY).format(writable=state, folder=ROOT))
    os.chown(state, 10001, 10001)
    written = service_of(DESK)["Environment"].replace("/var/lib/desk", str(state))
    settings = dict(each.split("=", 1) for each in written.split())
    environment = {**BARE, "HOME": str(state), **settings}
    port = free_port()

    def page():
        """What someone gets who comes through a web server."""
        url = f"http://127.0.0.1:{port}/"
        return httpx.get(url, headers={"x-forwarded-for": "127.0.0.1"}, trust_env=False)

    command = [*before, sys.executable]
    with started([*command, "desk.py", f"--port={port}"], port, environment) as desk:
        assert page().status_code == 403
        subprocess.run(
            [*command, "-m", "assessment", "staff", "add", "Ann", "--pin-file", "-"],
            env=environment, input=b"482915", check=True, cwd=ROOT,
        )  # fmt: skip
        wait_for(lambda: page().status_code == 200)
        assert tracebacks_in(desk.log.read_text(encoding="utf-8")) == []

    assert {path.name.partition("-")[0] for path in state.iterdir()} == {"staff.sqlite"}
