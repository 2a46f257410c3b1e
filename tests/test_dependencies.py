"""What is installed: pinned, by its hash, for a reason, under a known licence."""

import json
import re
from importlib.metadata import metadata, version

import pytest

from assessment.loading import ROOT

LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins(text):
    """Return package → version, as a file of requirements pins them."""
    return {
        name.lower().replace("_", "-"): pinned
        for name, pinned in re.findall(r"^([\w.-]+)(?:\[\w+\])?==([^\s;]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize(("asked", "lock"), LOCKS.items())
def test_every_package_is_pinned_by_its_hash(asked, lock):
    entries = re.split(r"\n(?=\w)", read(lock).partition("make lock\n")[2])

    assert len(entries) > 30
    assert [each for each in entries if "--hash=sha256:" not in each] == []
    assert pins(read(asked)).items() <= pins(read(lock)).items(), "run `make lock`"


@pytest.mark.parametrize("asked", LOCKS)
def test_every_package_that_is_asked_for_has_its_reason(asked):
    lines = [line for line in read(asked).splitlines() if "==" in line]

    assert lines
    assert [line for line in lines if not re.search(r"==\S+ +# \w.+", line)] == []


def test_every_npm_package_is_pinned_has_its_reason_and_comes_from_no_host_of_its_own():
    package = json.loads(read("package.json"))
    asked = package["devDependencies"]

    assert [each for each in asked.values() if not re.fullmatch(r"[\d.]+", each)] == []
    assert package["why"].keys() == asked.keys()
    assert "://" not in re.sub(r'"(funding|url)": .*', "", read("package-lock.json"))


def test_what_the_tests_run_on_is_what_the_app_runs_on():
    assert pins(read("requirements.lock")).items() <= pins(read("requirements-dev.lock")).items()


def test_what_is_installed_is_what_is_locked():
    locked = pins(read("requirements.lock"))

    assert {name: version(name) for name in locked} == locked


def test_the_licence_of_every_package_that_the_app_runs_on_is_listed():
    listed = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", read("docs/licences.md"), re.MULTILINE))
    listed.pop("package")

    assert listed.keys() == pins(read("requirements.lock")).keys()
    stated = {name: metadata(name).get("License-Expression") for name in listed}
    assert {name: said for name, said in stated.items() if said and said != listed[name]} == {}


def test_set_up_takes_nothing_whose_hash_is_not_known():
    makefile = read("Makefile")

    assert "--require-hashes" in re.search(r"^PIP := .*", makefile, re.MULTILINE)[0]
    assert re.findall(r"\$\(PIP\) --requirement (\S+)", makefile) == list(LOCKS.values())
