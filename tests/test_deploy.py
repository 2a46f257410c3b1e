"""The unit of systemd and the Containerfile, as far as they can be tried without an engine."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from tests.processes import told, wait_for
from tests.servers import ROOT, free_port, started

UNIT = ROOT / "deploy/facelift.service"
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


@pytest.fixture(scope="module")
def contained(image):
    """The image's own command, as its own user."""
    if os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("takes root, unshare and setpriv")
    command = json.loads(dict(steps())["CMD"])
    port = free_port()
    before = ["unshare", "--mount", "sh", "-c", READ_ONLY.format(folder=image), "sh"]
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


@pytest.fixture(scope="module")
def unit(tmp_path_factory):
    """The unit, with the app where it is here."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("takes systemd-analyze")
    here = tmp_path_factory.mktemp("unit") / UNIT.name
    written = UNIT.read_text(encoding="utf-8").replace(f"{HOME}/.venv/bin/python", sys.executable)
    here.write_text(written.replace(HOME, str(ROOT)), encoding="utf-8")
    return here


def systemd_says(*command):
    return subprocess.run(
        ["systemd-analyze", *command], capture_output=True, text=True, check=False
    )


def test_systemd_reads_the_unit_without_a_word(unit):
    said = systemd_says("verify", "--man=no", str(unit))

    assert said.returncode == 0
    assert unit.name not in said.stderr, said.stderr


def test_the_unit_calls_nothing_that_the_smallest_debian_lacks():
    """It has no /bin/kill, for one: a reload did not come to anything there."""
    called = re.findall(r"^Exec\w+=(\S+)", UNIT.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(called) == 3
    assert {*called} == {f"{HOME}/.venv/bin/python", "/bin/sh"}


def test_systemd_finds_little_that_a_broken_server_could_reach(unit):
    said = systemd_says("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit))

    assert said.returncode == 0, said.stdout


def test_the_unit_lets_nothing_be_written_and_names_no_place_to_write_to():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(UNIT)
    service = dict(unit["Service"])

    assert service["ProtectSystem"] == "strict"
    assert service["DynamicUser"] == "yes"
    assert service["IPAddressDeny"] == "any"
    writable = ("StateDirectory", "CacheDirectory", "LogsDirectory", "RuntimeDirectory")
    assert not [name for name in (*writable, "ReadWritePaths") if name in service]
