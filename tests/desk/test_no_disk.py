"""Nothing of a visit is written to any disk: each write of both servers is looked at, by strace."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from shutil import which

import pytest

from tests.answer_sets import JAW_AND_NECK
from tests.browser.clinics_tablet import OnATablet
from tests.browser.person import DEVICES, TEXTS
from tests.desk.clerk import NOTES, QUESTIONNAIRE, code_of
from tests.desk.receptionist import LAPTOPS, Receptionist
from tests.missing import leave_out
from tests.servers import free_port, serving_the_example, started

CODE = code_of(JAW_AND_NECK)
WORDS = [
    QUESTIONNAIRE[each].words(level)
    for each, chosen in JAW_AND_NECK.items()
    for level in ((chosen,) if isinstance(chosen, str) else chosen)
]
WRITES = "write,pwrite64,writev,pwritev,pwritev2"
TO_A_FILE = re.compile(r"\bp?writev?2?(64)?\(\d+</(?!dev/)")
TO_A_BROWSER = re.compile(r"\bsendto\(")

PATIENTS = ("-m", "streamlit", "run", "app.py", "--server.port={}")
DESK = ("desk.py", "--port={}")


@pytest.fixture
def traced(tmp_path):
    """Return a function that runs a server until the block ends, and what has each it wrote."""
    if which("strace") is None:
        leave_out("strace", "strace")
    if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("this machine lets no program look at another")
    trace = tmp_path / "trace"

    @contextmanager
    def run(arguments):
        port = free_port()
        options = ["-f", "-D", "-qq", "-y", "-s", "1000000", "-e", f"trace={WRITES},sendto"]
        command = [sys.executable, *(each.format(port) for each in arguments)]
        settings = {**os.environ, **serving_the_example(), "HOME": str(tmp_path)}
        with started(["strace", *options, "-o", str(trace), *command], port, settings) as server:
            yield server

    def lines():
        return trace.read_text(encoding="utf-8", errors="replace").splitlines()

    return run, lines


def nothing_but_the_browser_got(words, lines):
    def told(kind):
        return {word for word in words for line in lines if kind.search(line) and word in line}

    assert told(TO_A_BROWSER), "strace saw nothing of the visit at all"
    assert any(TO_A_FILE.search(line) for line in lines), "strace saw no write to a file"
    assert told(TO_A_FILE) == set()


def test_the_desk_writes_nothing_of_a_visit_to_any_file(traced, chromium):
    run, lines = traced
    width, height = LAPTOPS[0]
    with run(DESK) as server:
        context = chromium.new_context(viewport={"width": width, "height": height})
        someone = Receptionist(context.new_page(), server.url).comes().types(CODE).sees_a_visit()
        someone.saves("desk.save_sheet")
        someone.saves("desk.save_record")
        someone.closes()
        context.close()

    nothing_but_the_browser_got([CODE, CODE.replace("-", ""), *WORDS], lines())


def test_the_patients_server_writes_nothing_of_a_visit_or_its_code_to_any_file(traced, chromium):
    run, lines = traced
    width, height = DEVICES["tablet"]
    with run(PATIENTS) as server:
        context = chromium.new_context(viewport={"width": width, "height": height})
        patient = OnATablet(context.new_page(), server.url)
        patient.takes_the_tablet().has_a_code().types_the_code(CODE)
        patient.reads(TEXTS("check.heading")).shows_the_result().shows_it_to_the_clinic()
        for note in NOTES:
            if not patient.choice(QUESTIONNAIRE[note].name).is_checked():
                patient.chooses(QUESTIONNAIRE[note].name)
        patient.taps(TEXTS("tablet.done"))
        context.close()

    nothing_but_the_browser_got([CODE, CODE.replace("-", ""), *WORDS], lines())
