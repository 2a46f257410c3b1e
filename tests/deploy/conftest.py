"""The app of a clinic, web servers before it, and people who come to them."""

from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from tests.browser.interruptions import Interrupted
from tests.browser.person import DEVICES, HOW_TO_START
from tests.browser.visitor import Visitor, arrived
from tests.definition_files import copied_to
from tests.deploy.another_site import another_site
from tests.deploy.certificates import NAME, NAME_HERE, certificate, new_key
from tests.deploy.web_servers import ALL, WEB_SERVERS
from tests.desk.sign_in.in_a_browser import a_desk
from tests.desk.sign_in.staff import ANN, PIN
from tests.servers import running, serving, serving_the_example

SITE = "https://www.another.example"
PAGES_OF_AN_ADDRESS = 20


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    return new_key(tmp_path_factory.mktemp("key") / "key.pem")


@pytest.fixture(scope="session")
def trusted(key):
    return certificate(key.parent / "trusted.pem", key)


@pytest.fixture(scope="session")
def site(trusted):
    """A site that shows, in the middle of a page, what is at an address after its own."""
    with another_site(trusted) as url:
        yield url


@pytest.fixture(scope="session")
def server():
    """One of these tests' own: what they have it tell staff is not to be read as an answer."""
    with running(serving_the_example()) as server:
        yield server


@pytest.fixture(scope="session")
def app(tmp_path_factory, site):
    """A clinic that has named its server, and the web sites that show the questionnaire."""
    sites = f"{SITE}, https://{urlsplit(site).netloc}"
    folder = copied_to(tmp_path_factory.mktemp("clinic"))
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(
            f"\nembed_in: [{sites}]\nhosts: [localhost, {NAME}, {NAME_HERE}]\n"
            f"connections_per_address: {PAGES_OF_AN_ADDRESS}\n"
        )
    with running(serving(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """The desk of a clinic that has Ann among its staff."""
    with a_desk(tmp_path_factory.mktemp("desk")) as desk:
        desk.register.add(ANN, PIN)
        yield desk


@pytest.fixture(scope="session")
def before(request, trusted, tmp_path_factory):
    """Return a function that puts a web server before the app, or the desk, that it is for.

    There is one for each kind and change. at: something else that it is to stand before.
    """
    with ExitStack() as stack:
        started = {}

        def put(kind, changes=(), path="", at=None):
            if at is None:
                is_for_patients = kind in WEB_SERVERS
                at = request.getfixturevalue("app" if is_for_patients else "desk")
                at = at if is_for_patients else at.server
            which = kind, tuple(changes), path, at.url
            if which not in started:
                folder = tmp_path_factory.mktemp(kind)
                server = ALL[kind](at, trusted, folder, dict(changes), path)
                started[which] = stack.enter_context(server)
            return started[which]

        yield put


@pytest.fixture(params=WEB_SERVERS)
def kind(request):
    return request.param


@pytest.fixture
def web_server(kind, before):
    return before(kind)


@pytest.fixture(scope="session")
def trusting(chromium, trusted):
    """A browser that finds the clinic's name on this machine, and trusts its key alone."""
    there = [
        *HOW_TO_START["args"],
        f"--ignore-certificate-errors-spki-list={trusted.key_hash}",
        "--host-resolver-rules=MAP *.example 127.0.0.1",
    ]
    browser = chromium.browser_type.launch(**{**HOW_TO_START, "args": there})
    yield browser
    browser.close()


@pytest.fixture
def someone(trusting):
    """Return a function that brings someone new to a web server."""
    contexts = []

    def arrives(at, kind=Interrupted, device="phone", **options):
        width, height = DEVICES[device]
        context = trusting.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return kind(context.new_page(), at.url)

    yield arrives
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(engine, trusting, trusted, site):
    """Return a function that brings someone new to a web server, in one engine after the other.

    They find it by a name on this machine, and their browser trusts the clinic's certificate alone.
    """
    with ExitStack() as stack:

        def arrives(at, kind=Visitor, device="phone"):
            here = replace(at, name=NAME_HERE)
            person = stack.enter_context(arrived(engine(trusting), here.url, kind, device))
            for url in (here.url, site):
                person.tab.trust(trusted.chain.read_text(encoding="ascii"), url)
            return person

        yield arrives
