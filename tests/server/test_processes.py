"""Many processes behind one address: shared out, replaced, rolled, ended; and seen from outside."""

import asyncio
import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import contextmanager
from threading import Event, Thread
from urllib.parse import urlsplit

import httpx
import pytest
from streamlit.web.server.starlette.starlette_server import _get_uvicorn_config_kwargs
from uvicorn.config import STARTUP_FAILURE
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from benchmarks.person import Person
from screens.counts import COUNTED
from server.door import AFTER_YOU, pause
from server.ledger import CELLS
from server.supervisor import Supervisor
from server.worker import settings
from serving.console import tell_staff
from tests.definition_files import broken_in, copied_to
from tests.processes import connections, is_alive, lines_of, serving_now, told, wait_for
from tests.servers import (
    ROOT,
    free_port,
    processes,
    run_apart,
    running,
    serving,
    serving_the_example,
    socket_address,
    started,
)

CLIENT = httpx.Client(trust_env=False)


def get(server, path, **headers):
    return CLIENT.get(server.url + path, headers={"Connection": "close", **headers})


def page_of(server):
    """A page's socket."""
    return connect(socket_address(server.url), proxy=None, legacy=True)


@contextmanager
def asked_all_the_while(server, may_break=0):
    """Ask for the page without end, and look afterwards that nobody was turned away.

    may_break: how many answers may be broken off. A process that is killed may be at one.
    """
    over, answers = Event(), []

    def ask():
        while not over.is_set():
            try:
                answers.append(get(server, "/").status_code)
            except httpx.HTTPError as error:
                answers.append(repr(error))

    asking = Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()
    broken = [answer for answer in answers if answer != 200]
    assert len(broken) < len(answers)
    assert len(broken) <= may_break, broken


@pytest.fixture(scope="module")
def two():
    with processes(2, serving_the_example()) as server:
        yield server


@pytest.fixture
def folder(tmp_path):
    return copied_to(tmp_path)


@pytest.fixture
def two_of_my_own(folder):
    with processes(2, serving(folder)) as server:
        yield server


def reword(folder, before, after):
    questionnaire = folder / "questionnaire.yaml"
    words = questionnaire.read_text(encoding="utf-8")
    assert before in words
    questionnaire.write_text(words.replace(before, after), encoding="utf-8")


# Who takes whom


def test_a_newcomer_is_left_to_whoever_has_fewer():
    assert pause(3, [2, 9]) == AFTER_YOU
    assert pause(2, [2, 9]) == 0
    assert pause(9, []) == 0


def test_of_those_who_come_one_after_the_other_no_process_takes_nearly_all(two):
    """How evenly they are shared out hangs on how soon the other one looks: docs/processes.md."""
    pages = [page_of(two) for _ in range(20)]

    shared = connections(two)
    for page in pages:
        page.close()

    assert sum(shared.values()) >= 20
    assert len(shared) == 2
    assert min(shared.values()) >= 5, shared


def test_a_crowd_that_comes_at_once_is_nowhere_alone(two):
    async def crowd():
        people = [Person(two.url) for _ in range(40)]
        await asyncio.gather(*(person.tap() for person in people))
        shared = connections(two)
        await asyncio.gather(*(person.leave() for person in people))
        return shared

    shared = run_apart(crowd())

    assert sum(shared.values()) >= 40
    assert min(shared.values()) >= 8, shared


def test_it_is_served_as_streamlit_run_would():
    ours = settings()

    for name, value in _get_uvicorn_config_kwargs().items():
        assert ours[name] == value, name


def test_the_page_says_the_same_of_the_server_as_under_streamlit_run(two, server):
    ours, streamlits = (get(each, "/") for each in (two, server))

    assert set(ours.headers) == set(streamlits.headers)
    assert ours.text == streamlits.text
    assert "server" not in ours.headers


def test_a_port_that_is_taken_is_told_in_one_line(two):
    port = str(urlsplit(two.url).port)
    command = [sys.executable, "-m", "server", "--port", port]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert port in answer.stderr


# A process that dies


def test_another_process_takes_the_place_of_one_that_was_killed(two_of_my_own):
    server = two_of_my_own
    killed, other = serving_now(server)

    with asked_all_the_while(server, may_break=1):
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: len(told(server, "start")) == 3)

    wait_for(lambda: len(serving_now(server)) == 2)
    assert other in serving_now(server)
    assert killed not in serving_now(server)
    [fault] = told(server, "fault")
    assert (fault["of"], fault["code"]) == (killed, -9)


def test_a_process_that_was_killed_is_not_replaced_by_an_unsound_questionnaire(
    two_of_my_own, folder
):
    server = two_of_my_own
    sound = (folder / "questionnaire.yaml").read_text(encoding="utf-8")
    reword(folder, "suggest: unclear", "suggest: uncler")

    with asked_all_the_while(server, may_break=1):
        os.kill(serving_now(server)[0], signal.SIGKILL)
        wait_for(
            lambda: told(
                server,
                "fault",
                what="no process takes the place of one that died; see above why",
            )
        )
        assert get(server, "/readyz").status_code == 200
        (folder / "questionnaire.yaml").write_text(sound, encoding="utf-8")
        wait_for(lambda: len(told(server, "start")) == 3)


def test_no_process_outlives_its_supervisor(two_of_my_own):
    served_by = serving_now(two_of_my_own)

    os.kill(two_of_my_own.pid, signal.SIGKILL)

    wait_for(lambda: not any(map(is_alive, served_by)))


# A roll


def test_a_roll_brings_the_files_as_they_are_now_and_serves_all_the_while(two_of_my_own, folder):
    server = two_of_my_own
    old, before = serving_now(server), told(server, "start")[0]["questionnaire"]
    reword(folder, "version:", "# A remark changes the hash.\nversion:")

    with asked_all_the_while(server):
        os.kill(server.pid, signal.SIGHUP)
        wait_for(lambda: told(server, "roll"))

    assert len(serving_now(server)) == 2
    assert not set(old) & set(serving_now(server))
    assert told(server, "roll")[0]["questionnaire"] != before
    assert len(told(server, "stop", questionnaire=before)) == 2
    assert not told(server, "fault")


def test_an_unsound_questionnaire_takes_nobodys_place(two_of_my_own, folder):
    server = two_of_my_own
    old = serving_now(server)
    reword(folder, "suggest: unclear", "suggest: uncler")

    with asked_all_the_while(server):
        os.kill(server.pid, signal.SIGHUP)
        stopped = "the roll stopped: the old processes go on; see above why"
        wait_for(lambda: told(server, "fault", what=stopped))
        assert get(server, "/readyz").status_code == 200

    assert serving_now(server) == old
    assert "questionnaire.yaml:" in server.log.read_text(encoding="utf-8")
    assert "uncler" in server.log.read_text(encoding="utf-8")


def test_a_page_of_another_version_gets_the_pictures_and_the_style_that_there_are(server):
    style = "/style.0123456789ab.css"
    face = "/pictures/ahead.0123456789ab.svg"

    for path, kind in ((style, "text/css"), (face, "image/svg+xml")):
        for encoding in ("gzip", "identity"):
            answer = get(server, path, **{"Accept-Encoding": encoding})

            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(kind)
            assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/style.x.css", "/pictures/nobody.0123456789ab.svg", "/pictures/ahead.svg"]
)
def test_what_no_version_has_is_not_there(server, path):
    assert get(server, path).status_code == 404


# The end


def test_sigterm_tells_every_page_that_the_server_starts_anew_and_ends_with_nothing_wrong(folder):
    port = free_port()
    command = [sys.executable, "-m", "server", f"--port={port}", "--workers=2"]
    environment = {**os.environ, **serving(folder)}
    ending = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert ending.stderr
    for line in ending.stderr:
        if b'"serve"' in line:
            break
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    pages = [connect(address, proxy=None, legacy=True) for _ in range(4)]
    silent = socket.create_connection(("127.0.0.1", port))  # asks nothing, and waits

    ending.terminate()
    codes = []
    for page in pages:
        with pytest.raises(ConnectionClosed) as closed:
            deque(iter(page.recv, None))
        codes.append(closed.value.rcvd.code)
    silent.close()

    assert ending.wait(timeout=60) == 0
    assert codes == [1012] * 4
    assert b"Traceback" not in ending.stderr.read()


def test_sigterm_in_the_middle_of_a_roll_ends_old_and_new_alike(folder):
    with processes(2, serving(folder)) as server:
        wait_for(lambda: told(server, "serve"))
        os.kill(server.pid, signal.SIGHUP)
        everyone = wait_for(lambda: (now := serving_now(server)) and len(now) > 2 and now)

        os.kill(server.pid, signal.SIGTERM)
        wait_for(lambda: told(server, "end"))
        log = server.log.read_text(encoding="utf-8")

        assert not [pid for pid in everyone if is_alive(pid)]
        assert "Traceback" not in log
        assert not told(server, "fault")


# Seen from outside


def test_a_server_of_a_sound_questionnaire_is_up_and_ready(server):
    assert get(server, "/healthz").text == "up"
    ready = get(server, "/readyz")

    assert ready.status_code == 200
    assert ready.json() == {"definition": "sound", "rule": "proved", "pictures": "drawn"}
    assert ready.headers["cache-control"] == "no-store"
    assert ready.headers["x-content-type-options"] == "nosniff"


def test_a_server_whose_questionnaire_is_refused_is_up_and_not_ready(tmp_path):
    with processes(1, serving(broken_in(tmp_path))) as server:
        assert get(server, "/healthz").text == "up"
        ready = get(server, "/readyz")
        [fault] = told(server, "fault")

    assert ready.status_code == 503
    assert ready.json() == {"definition": "refused", "rule": "unproved", "pictures": "undrawn"}
    assert fault["what"] == "the questionnaire is refused"


def test_a_watcher_need_not_know_by_which_name_patients_call_it(folder):
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("\nhosts: [localhost]\n")

    with processes(1, serving(folder)) as server:
        wait_for(lambda: told(server, "serve"))
        assert get(server, "/", Host="10.0.0.7").status_code == 400
        assert get(server, "/readyz", Host="10.0.0.7").status_code == 200


def test_each_line_for_a_watcher_says_what_of_which_version_in_which_process(two):
    for line in lines_of(two):
        assert set(line) <= {
            *("at", "event", "process", "processes", "version", "questionnaire"),
            *("what", "where", "of", "code"),
        }
    assert len(told(two, "start")) == 2
    for line in told(two, "start"):
        assert line["process"] in serving_now(two)
        assert line["version"] == "2026.11"
        assert len(line["questionnaire"]) == 12


@pytest.fixture
def counting(folder):
    """Two processes, and where they tell their counts."""
    address = f"127.0.0.1:{free_port()}"
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"\ncounters_at: {address}\n")
    with processes(2, serving(folder)) as server:
        wait_for(lambda: told(server, "serve"))
        yield server, f"http://{address}/metrics"


def counted(address):
    text = CLIENT.get(address).text
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name.removeprefix("facelift_").removesuffix("_total"): int(n) for name, n in lines}


async def begin(server, people, taps):
    """Each of these people taps so often, their age first."""
    everyone = [Person(server.url) for _ in range(people)]
    for person in everyone:
        for _ in range(1 + taps):
            await person.tap()
    for person in everyone:
        await person.leave()


def test_the_counts_are_of_all_processes_and_never_fall(counting):
    server, address = counting
    assert counted(address) == dict.fromkeys(COUNTED, 0)

    run_apart(begin(server, people=4, taps=2))
    before = counted(address)
    for pid in serving_now(server):
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: len(told(server, "start")) == 4)
    run_apart(begin(server, people=1, taps=1))
    os.kill(server.pid, signal.SIGHUP)
    wait_for(lambda: told(server, "roll"))
    after = counted(address)

    assert before == {**dict.fromkeys(COUNTED, 0), "visits_begun": 4, "taps_served": 8}
    assert after == {**dict.fromkeys(COUNTED, 0), "visits_begun": 5, "taps_served": 9}


def test_one_process_alone_tells_its_counts_too(folder):
    address = f"127.0.0.1:{free_port()}"
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"\ncounters_at: {address}\nconnections_per_address: 1\n")

    with running(serving(folder)) as server:
        run_apart(walk_until(server, lambda: counted(f"http://{address}/")["sheets_made"]))
        with page_of(server), pytest.raises(InvalidStatus):
            page_of(server)
        found = counted(f"http://{address}/")

    assert (found["visits_begun"], found["sheets_made"]) == (1, 1)
    assert (found["connections_refused"], found["faults"]) == (1, 0)


def test_the_counts_are_told_as_prometheus_reads_them_and_of_nobody(counting):
    answer = CLIENT.get(counting[1])

    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "{" not in answer.text  # no label, and so nobody is told apart
    for name in COUNTED:
        assert f"# TYPE facelift_{name}_total counter\n" in answer.text


def test_the_counts_are_never_where_patients_are(counting):
    server, _ = counting

    assert get(server, "/metrics").status_code == 404


# What is no longer as it was


def test_no_process_serves_for_a_supervisor_of_another_version():
    """Its counts would lie elsewhere, and its doors with them: it takes a start, not a reload."""
    handed_on = [f"--{name}=0" for name in ("door", "ledger", "row", "supervisor")]
    command = [sys.executable, "-m", "server.worker", *handed_on, f"--cells={CELLS + 1}"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == STARTUP_FAILURE
    assert "the supervisor is of another version: start the app again" in ended.stderr


def test_where_the_machine_starts_no_process_staff_are_told_and_its_place_is_kept(
    monkeypatch, capfd
):
    async def no_memory(*command, **how):
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    async def tries():
        with socket.create_server(("127.0.0.1", 0)) as listening:
            supervisor = Supervisor(listening, 1)
            return [await supervisor._start() for _ in range(3)]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", no_memory)

    assert run_apart(tries()) == [None] * 3
    assert capfd.readouterr().err.count("no process can be started: Cannot allocate memory") == 3


# Where nothing can be written


def test_it_serves_from_where_nothing_can_be_written_and_without_a_home(tmp_path):
    """As a user whom no list of users has, and who may read all and write nothing: systemd's."""
    if os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("takes root, unshare and setpriv")
    nobody = "setpriv --reuid=61184 --regid=61184 --clear-groups"
    reads = "--inh-caps=+dac_read_search --ambient-caps=+dac_read_search"  # the tests' own Python
    script = f'mount -o remount,ro,bind / && exec {nobody} {reads} "$@"'
    bare = {"LANG": "C", "PATH": "/usr/bin:/bin", **serving_the_example()}
    port = free_port()
    command = ["unshare", "--mount", "sh", "-c", script, "sh", sys.executable]
    command += ["-m", "server", f"--port={port}", "--workers=1"]

    with started(command, port, bare) as server:
        run_apart(see_all_screens(server))
        log = server.log.read_text(encoding="utf-8")

    assert "Traceback" not in log
    assert "fault" not in log


async def walk_until(server, over):
    person = Person(server.url)
    for _ in range(100):
        await person.tap()
        if over():
            break
    await person.leave()


async def see_all_screens(server):
    person = Person(server.url)
    for _ in range(24):
        await person.tap()
    assert person.answers
    await person.leave()


def test_people_go_on_where_the_disk_of_the_log_is_full(tmp_path):
    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("takes root and unshare")
    full = f"mount -t tmpfs -o size=4k full {tmp_path} && cd {tmp_path} && yes > log"
    script = f'{full}; cd {ROOT} && exec "$@" >> {tmp_path}/log 2>&1'
    port = free_port()
    command = ["unshare", "--mount", "sh", "-c", script, "sh", sys.executable]
    command += ["-m", "server", f"--port={port}", "--workers=1"]
    with started(command, port, {**os.environ, **serving_the_example()}) as server:
        run_apart(see_all_screens(server))
        [old] = serving_now(server)
        os.kill(server.pid, signal.SIGHUP)
        wait_for(lambda: len(serving_now(server)) == 1 and old not in serving_now(server))
        run_apart(see_all_screens(server))


def test_a_process_that_hangs_is_killed_and_replaced():
    port = free_port()
    hasty = "import sys, server.supervisor as s; s.SECONDS_OF_SILENCE = 5; "
    script = f"{hasty}from server.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", script, f"--port={port}", "--workers=2"]
    with started(command, port, {**os.environ, **serving_the_example()}) as server:
        wait_for(lambda: told(server, "serve"))
        hangs, other = serving_now(server)
        os.kill(hangs, signal.SIGSTOP)
        wait_for(lambda: len(told(server, "start")) == 3)

        assert told(server, "fault", what="a process hangs and is killed", of=hangs)
        wait_for(lambda: hangs not in serving_now(server))
        assert other in serving_now(server)


def test_a_page_goes_on_where_staff_cannot_be_told(monkeypatch):
    class Full:
        def write(self, _):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())

    tell_staff("a fault")  # raises nothing: the patient would read that something went wrong
