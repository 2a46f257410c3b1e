"""The patients' server has no route, module or setting that leads to the desk."""

import ast
import re
import subprocess
import sys
import tomllib

import httpx
import pytest

from assessment.loading import ROOT
from tests.servers import running, serving_the_example

FOREIGN = ("desk", "assessment.staff", "sqlalchemy", "psycopg", "argon2", "authlib", "joserfc")


def of_the_patients():
    """Yield every module that may run in the patients' server."""
    yield ROOT / "app.py"
    for package in ("server", "screens", "serving"):
        yield from (ROOT / package).rglob("*.py")
    for room in (ROOT / "assessment").iterdir():
        if room.is_dir() and room.name not in ("staff", "__pycache__"):
            yield from room.glob("*.py")
    yield from (ROOT / "assessment" / name for name in ("loading.py", "editions.py"))


def test_no_module_of_the_desk_is_loaded_by_the_patients_server():
    work = (
        "import sys, app, server.worker, server.supervisor\n"
        "from server.upkeep import prepare\n"
        "prepare(app.page, app.STREAMLIT_FILES)\n"
        "print(*sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", work],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )

    loaded = done.stdout.split()
    assert "screens.welcome" in loaded
    found = [
        module
        for module in loaded
        if any(module == each or module.startswith(f"{each}.") for each in FOREIGN)
    ]
    assert found == []


def test_no_setting_that_the_patients_server_reads_names_the_desk():
    """One key stands in clinic.yaml for both: after how long the desk signs out."""
    strings = {
        (module.relative_to(ROOT).as_posix(), node.value)
        for module in of_the_patients()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    documented = re.compile(r"\s")  # a sentence is no setting
    named = {
        (module, value)
        for module, value in strings
        if re.search("desk(?!top)", value, re.IGNORECASE) and not documented.search(value)
    }

    assert named <= {
        ("assessment/reading/clinic_file.py", "desk"),
        ("assessment/reading/clinic_file.py", "`desk`"),
        ("assessment/model/text_keys.py", "desk"),
    }


def test_the_patients_server_reads_no_secrets():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))

    assert settings["secrets"]["files"] == []


@pytest.fixture(scope="module")
def with_the_desks_settings(tmp_path_factory):
    """The patients' server on a machine where the desk's settings stand in its environment."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "secrets.toml").write_text('[auth]\ncookie_secret = "x"\n', encoding="utf-8")
    settings = {
        **serving_the_example(),
        "DESK_STAFF": f"sqlite:///{folder / 'staff.sqlite'}",
        "DESK_SECRETS": str(folder / "secrets.toml"),
    }
    with running(settings) as server:
        yield server, folder


@pytest.mark.parametrize(
    "path", ["/auth/login", "/auth/logout", "/oauth2callback", "/desk", "/staff", "/sign_in"]
)
def test_no_address_of_the_desk_is_there(with_the_desks_settings, path):
    server, _ = with_the_desks_settings

    assert httpx.get(server.url + path, trust_env=False).status_code == 404


def test_the_desks_settings_change_nothing_there(with_the_desks_settings):
    server, folder = with_the_desks_settings

    page = httpx.get(server.url, trust_env=False)
    asked = httpx.get(f"{server.url}/_stcore/host-config", trust_env=False)

    assert "set-cookie" not in page.headers
    assert "set-cookie" not in asked.headers
    assert not re.search("desk", page.text, re.IGNORECASE)
    assert sorted(path.name for path in folder.iterdir()) == ["secrets.toml"]
