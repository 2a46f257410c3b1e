"""The server around the screens: what it sends, to whom, and what it keeps to itself."""

import asyncio
import gzip
import hashlib
import json
import re
import shutil
import socket
import subprocess
import time
import tomllib
from base64 import b64encode

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from assessment.loading import load
from benchmarks.person import Person
from server.stylesheet import joined_stylesheet
from serving.streamlits_page import STREAMLIT_FILES
from tests.definition_files import copied_to, example_folder
from tests.servers import ROOT, run_apart, running, serving

SITE = "https://www.clinic.example"
NAME = "ask.clinic.example"


@pytest.fixture(scope="session")
def page(server):
    return get(server, "/")


@pytest.fixture(scope="session")
def named_server(tmp_path_factory):
    """A server of a clinic that embeds the questionnaire and lists the server's names."""
    folder = copied_to(tmp_path_factory.mktemp("clinic"))
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"\nembed_in: [{SITE}]\nhosts: [localhost, {NAME}]\n")
    with running(serving(folder)) as server:
        yield server


def get(server, path, **headers):
    return httpx.get(server.url + path, headers=headers, trust_env=False, verify=False)


def open_websocket(server, host=None, origin=None):
    """Open a websocket as a page does that was loaded from `host`; return its HTTP status."""
    address = httpx.URL(server.url)
    connection = socket.create_connection((address.host, address.port))
    uri = f"ws://{host or address.netloc.decode()}/_stcore/stream"
    try:
        with connect(uri, sock=connection, origin=origin, proxy=None):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


def policy(page):
    """Return the Content-Security-Policy as a mapping: what → from where."""
    parts = (part.split() for part in page.headers["content-security-policy"].split(";"))
    return {what: where for what, *where in parts}


# The page


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("x-frame-options", "DENY"),
    ],
)
def test_the_page_carries_its_headers(page, header, value):
    assert page.headers[header] == value


def test_the_page_may_use_no_device(page):
    permissions = page.headers["permissions-policy"]

    for device in ("camera", "microphone", "geolocation"):
        assert f"{device}=()" in permissions
    assert "*" not in permissions


def test_only_the_scripts_of_the_page_may_run(page):
    allowed = policy(page)["script-src"]
    inline = re.findall("<script>(.*?)</script>", page.text, re.DOTALL)

    hashes = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    assert allowed == ["'self'", "blob:", *(f"'sha256-{each}'" for each in hashes)]
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed


def test_the_page_asks_no_other_host(page):
    addresses = re.findall(r'(?:href|src)="([^"]*)"', page.text)

    assert len(addresses) > 10
    assert all(address.startswith("./") for address in addresses)
    for what, where in policy(page).items():
        assert not [each for each in where if "://" in each or "*" in each], what


def test_the_page_speaks_the_clinics_words(page):
    texts = load(example_folder()).texts

    assert '<html lang="en">' in page.text
    assert f"<title>{texts('page.title')}</title>" in page.text
    assert f'<meta name="description" content="{texts("page.description")}">' in page.text
    assert f"<noscript><p>{texts('page.no_script')}</p></noscript>" in page.text
    assert f'data-waiting="{texts("page.waiting")}"' in page.text
    assert not re.search("<title>.*Streamlit.*</title>", page.text)
    assert "agent" not in page.text


def test_the_page_fetches_its_text_font_ahead_and_no_other(page):
    ahead = re.findall(r'rel="preload"\s+href="([^"]*)"', page.text)

    assert len(ahead) == 1
    assert "SourceSans" in ahead[0]
    assert "document.fonts.load = async () => []" in page.text


@pytest.mark.parametrize("path", ["/", "/index.html", "/?step=chin"])
def test_every_address_has_the_same_page(server, page, path):
    answer = get(server, path)

    assert answer.text == page.text
    assert answer.headers["content-security-policy"] == page.headers["content-security-policy"]
    assert "etag" not in answer.headers


def test_a_part_of_the_page_is_the_whole_page(server, page):
    assert get(server, "/", range="bytes=0-99").text == page.text


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_page_arrives_whole_each_time(server, page, encoding):
    answers = [get(server, "/", **{"accept-encoding": encoding}) for _ in range(2)]

    assert [answer.text for answer in answers] == [page.text] * 2
    assert [answer.headers.get("content-encoding", "identity") for answer in answers] == [
        encoding
    ] * 2


# The stylesheet


@pytest.fixture(scope="session")
def style(page):
    """Where the stylesheet is."""
    return re.search(r'<link rel="stylesheet" href="\.(/style\.\w+\.css)">', page.text)[1]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_stylesheet_of_the_page_arrives_whole_and_is_kept_for_a_year(server, style, encoding):
    sheet, version = joined_stylesheet()

    answer = get(server, style, **{"accept-encoding": encoding})

    assert style == f"/style.{version}.css"
    assert answer.text == sheet
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/style.css", "/app/static/style.css", "/app/styles/screens.css"])
def test_no_other_stylesheet_is_served(server, path):
    answer = get(server, path)

    assert "@layer" not in answer.text
    assert answer.status_code == 404 or "<html" in answer.text


# Streamlit's bundles


def a_bundle(page, kind):
    return re.search(rf'(?:src|href)="\.(/static/{kind}/index\.\w+\.{kind})"', page.text)[1]


@pytest.mark.parametrize("kind", ["js", "css"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_bundle_arrives_whole_and_is_kept_for_a_year(server, page, kind, encoding):
    path = a_bundle(page, kind)

    for _ in range(2):
        answer = get(server, path, **{"accept-encoding": encoding})
        assert answer.content == (STREAMLIT_FILES / path[1:]).read_bytes()
        assert answer.headers.get("content-encoding", "identity") == encoding
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "no-store" not in answer.headers["cache-control"]


def on_the_wire(server, path, encoding):
    return get(server, path, **{"accept-encoding": encoding})


def once_it_is_made(server, path):
    """The answer with Brotli, which is made while others are served."""
    give_up = time.monotonic() + 60
    while True:
        answer = on_the_wire(server, path, "gzip, br")
        if answer.headers["content-encoding"] == "br" or time.monotonic() > give_up:
            return answer
        time.sleep(0.05)


def test_a_bundle_is_a_third_on_the_wire(server, page):
    path = a_bundle(page, "js")
    sent = int(on_the_wire(server, path, "gzip").headers["content-length"])

    whole = (STREAMLIT_FILES / path[1:]).read_bytes()
    assert sent <= len(gzip.compress(whole)) < len(whole) / 3


@pytest.mark.parametrize("what", ["the page", "its stylesheet", "its script", "a bundle"])
def test_a_browser_that_takes_brotli_gets_everything_smaller_still(server, page, style, what):
    ours = re.search(r'<link rel="modulepreload" href="\.(/browser\.\w+\.js)">', page.text)[1]
    paths = {"the page": "/", "its stylesheet": style, "its script": ours}
    path = paths.get(what) or a_bundle(page, "js")

    packed, smaller = on_the_wire(server, path, "gzip"), once_it_is_made(server, path)

    assert smaller.headers["content-encoding"] == "br"
    assert smaller.content == packed.content
    assert int(smaller.headers["content-length"]) < 0.95 * int(packed.headers["content-length"])
    assert smaller.headers["vary"] == "Accept-Encoding"


def test_who_takes_brotli_alone_is_never_sent_what_they_cannot_read(server, page):
    for _ in range(2):
        answer = on_the_wire(server, a_bundle(page, "css"), "br")
        assert answer.headers.get("content-encoding", "br") == "br"
        assert answer.content == (STREAMLIT_FILES / a_bundle(page, "css")[1:]).read_bytes()


@pytest.mark.parametrize(
    "path", ["/static/js/nothing.js", "/static/../app.py", "/app/static/../main.py"]
)
def test_no_other_file_leaves_the_server(server, path):
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        answer = client.send(httpx.Request("GET", httpx.URL(server.url, raw_path=path.encode())))

    assert "import" not in answer.text


# Who may ask


def test_nobody_may_show_the_page_in_a_frame(page):
    assert policy(page)["frame-ancestors"] == ["'none'"]


def test_the_clinics_site_may_show_the_page_in_a_frame(named_server):
    page = get(named_server, "/")

    assert policy(page)["frame-ancestors"] == [SITE]
    assert "x-frame-options" not in page.headers


@pytest.mark.parametrize("name", ["localhost", NAME])
def test_a_listed_name_is_served(named_server, name):
    assert get(named_server, "/", host=name).status_code == 200
    assert open_websocket(named_server, host=name) == 101


@pytest.mark.parametrize("name", ["other.example", f"{NAME}.other.example", "127.0.0.1"])
def test_an_unlisted_name_is_refused(named_server, page, name):
    for path in ("/", a_bundle(page, "js"), "/app/static/favicon.svg", "/_stcore/host-config"):
        answer = get(named_server, path, host=name)
        assert answer.status_code == 400
        assert "<html" not in answer.text
    assert open_websocket(named_server, host=name) != 101


def test_every_name_is_served_while_none_is_listed(server):
    assert get(server, "/", host="any.example").status_code == 200
    assert open_websocket(server, host="any.example") == 101


@pytest.mark.parametrize("origin", ["http://other.example", "null", "http://localhost:1", "//["])
def test_the_page_of_another_origin_is_refused(server, origin):
    assert get(server, "/_stcore/host-config", origin=origin).status_code == 403
    assert open_websocket(server, origin=origin) == 403


def test_our_own_page_is_served(server):
    assert get(server, "/_stcore/host-config", origin=server.url).status_code == 200
    assert open_websocket(server, origin=server.url) == 101


def test_no_other_page_may_steer_ours(server):
    assert get(server, "/_stcore/host-config").json()["allowedOrigins"] == []


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_the_app_is_for_people_only(server, path):
    answer = httpx.post(server.url + path, json={}, trust_env=False)

    assert answer.is_client_error
    assert "session_id" not in answer.text


def test_the_server_asks_nobody_for_its_own_address(server):
    console = server.log.read_text(encoding="utf-8")

    assert "URL: http://localhost" in console
    assert "External" not in console


# When something is wrong


def test_a_broken_definition_starts_a_guarded_server_and_tells_the_staff(tmp_path):
    folder = copied_to(tmp_path)
    questionnaire = folder / "questionnaire.yaml"
    words = questionnaire.read_text(encoding="utf-8")
    broken = words.replace("suggest: unclear", "suggest: uncler").replace(
        "kind: note", "kind: nite"
    )
    questionnaire.write_text(broken, encoding="utf-8")
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"\nembed_in: [{SITE}]\n")

    with running(serving(folder)) as server:
        page = get(server, "/")
        console = server.log.read_text(encoding="utf-8")

    assert policy(page)["frame-ancestors"] == ["'none'"]
    assert re.findall(r"^questionnaire\.yaml:\d+: .*(uncler|nite)", console, re.MULTILINE)
    assert "uncler" in console
    assert "nite" in console
    assert "Traceback" not in console
    assert "questionnaire.yaml" not in page.text


def test_a_failing_screen_says_sorry_and_tells_the_staff(tmp_path, monkeypatch):
    for name in (
        "app.py",
        "assessment",
        "serving",
        "screens",
        "server",
        ".streamlit",
        "pyproject.toml",
    ):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    secret = 'raise RuntimeError("secret")'
    (tmp_path / "screens/welcome.py").write_text(f"def show(*_): {secret}\n", encoding="utf-8")
    monkeypatch.setattr("tests.servers.ROOT", tmp_path)

    with running(serving(ROOT)) as server:
        screen = "".join(str(element) for element in run_apart(first_screen(server)))
        console = server.log.read_text(encoding="utf-8")

    assert load(example_folder()).texts("page.sorry_title") in screen
    assert "secret" not in screen
    assert "RuntimeError" not in screen
    assert "secret" in console
    [fault] = [json.loads(line) for line in console.splitlines() if '"fault"' in line]
    assert (fault["what"], fault["where"]) == ("RuntimeError", "welcome.py:1")
    assert "secret" not in str(fault)


async def first_screen(server):
    person = Person(server.url)
    await person.tap()
    await person.leave()
    return person.screen


# Speed


def test_no_answer_waits_for_the_browser_to_confirm_the_one_before(server):
    async def taps():
        person = Person(server.url)
        times = [await person.tap() for _ in range(10)]
        await person.leave()
        return times

    assert min(run_apart(taps())) < 0.035  # it would be 0.04 and more


def test_visits_are_kept_apart(server):
    async def two_visits():
        one, other = Person(server.url), Person(server.url)
        for _ in range(3):
            await one.tap()
        await other.tap()
        await asyncio.gather(one.leave(), other.leave())
        return one.screen, other.screen

    one, other = run_apart(two_visits())
    assert str(one) != str(other)


# Who may ask at all


def listening(*settings):
    """Return the address that `make run` would listen at."""
    told = subprocess.run(
        ["make", "--dry-run", "run", *settings],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return re.search(r"--server\.address=(\S+)", told)[1]


def test_the_server_answers_to_its_own_machine_unless_it_is_told_otherwise():
    assert listening() == "127.0.0.1"
    assert listening("HOST=0.0.0.0") == "0.0.0.0"
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
