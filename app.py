"""The server: `streamlit run app.py`. Each visit runs screens/main.py; this file stands around it.

It sends our own page in place of Streamlit's, the security headers, and Streamlit's bundles
compressed; it refuses strangers; and it has everything ready before the first visit.
"""

import asyncio
import gc
import gzip
import hashlib
import html
import importlib
import mimetypes
import pkgutil
import re
import socket
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import screens
from assessment.definition import DefinitionError
from screens.definition import current

STREAMLIT_FILES = Path(st.__file__).parent / "static"
STYLESHEET = Path(__file__).parent / "screens" / "static" / "style.css"
SECONDS_BETWEEN_COLLECTIONS = 300
HEADERS_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Streamlit fetches its icon font (375 kB) before anything asks for it. So it does not; where an icon
# is shown, the browser fetches the font by itself.
NO_FONT_AHEAD = "<script>document.fonts.load = async () => []</script>"
# What is said while the definition is broken and its own texts cannot be had.
SPARE_TEXTS = {
    "page.title": "Self-assessment",
    "page.description": "Questions that prepare a talk with a specialist.",
    "page.no_script": "This page needs JavaScript. Please turn it on, or ask the clinic.",
    "page.sorry_title": "Something went wrong",
    "page.sorry": "We are sorry. Please load this page again, or ask the clinic.",
}


def page_html(streamlits: str, style_version: str, text: Callable[[str], str]) -> str:
    """Return our page, made from Streamlit's own.

    streamlits: its index.html. style_version: changes whenever the stylesheet does, so that a
    browser may keep it. text: gives the words for a key. Fails where Streamlit's page has changed.
    """
    title, description, no_script = (
        html.escape(text(f"page.{name}")) for name in ("title", "description", "no_script")
    )
    described = f'<title>{title}</title>\n    <meta name="description" content="{description}">'
    stylesheet = f'<link rel="stylesheet" href="./app/static/style.css?v={style_version}">'
    for pattern, ours in (
        (r"<!--\s*Machine-readable.*?-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"\./favicon\.png", "./app/static/favicon.svg"),
        ("<title>.*?</title>", described),
        ("</head>", f"  {NO_FONT_AHEAD}\n    {stylesheet}\n  </head>"),
        ("(?<=<noscript>).*?(?=</noscript>)", f"<p>{no_script}</p>"),
    ):
        streamlits, found = re.subn(pattern, lambda _, ours=ours: ours, streamlits, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has changed: {found} times {pattern!r}")
    return streamlits


def page_headers(page: str, embed_in: tuple[str, ...]) -> dict[str, str]:
    """Return the headers of a page. embed_in: the origins that may show it in a frame."""
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in re.findall("<script>(.*?)</script>", page, re.DOTALL)
    )
    policy = (
        "default-src 'self'",
        f"script-src 'self' blob: {hashes}",  # blob: is where inline components come from
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors " + (" ".join(embed_in) or "'none'"),
    )
    return {
        **HEADERS_EVERYWHERE,
        "Content-Security-Policy": "; ".join(policy),
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
        **({} if embed_in else {"X-Frame-Options": "DENY"}),
    }


class OurOriginOnly:
    """Middleware that refuses what a page of another origin asks for.

    Streamlit refuses too, but first asks a service outside the clinic for this machine's address,
    and every visit waits meanwhile.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else Headers()
        origin = headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2] != headers.get("host")
        app = PlainTextResponse("Invalid origin", status_code=403) if foreign else self.app
        await app(scope, receive, send)


class OurPage:
    """Middleware that sends our page wherever Streamlit would send its own, and the headers."""

    def __init__(self, app: ASGIApp, page: str, headers: dict[str, str]) -> None:
        self.app = app
        self.page = page
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = False

        async def send_ours(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page:
                    page = Response(self.page, headers=self.headers, media_type="text/html")
                    await GZipMiddleware(page)(scope, receive, send)
                headers.update(HEADERS_EVERYWHERE)
                if scope["path"].startswith("/app/static/"):
                    headers["Cache-Control"] = "public, max-age=3600"
            if not is_page:
                await send(message)

        await self.app(scope, receive, send_ours)


class SmallBundles:
    """Middleware that sends Streamlit's scripts and styles from memory, compressed once each."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in folder.glob("static/*/*")
            if file.suffix in (".js", ".css")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self.files.get(scope["path"]) if scope.get("method") == "GET" else None
        if file is None or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self.app(scope, receive, send)
            return
        headers = {
            "Cache-Control": "public, immutable, max-age=31536000",  # the name holds a hash
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
        }
        content = await asyncio.to_thread(compressed, file)
        media_type = mimetypes.guess_type(file.name)[0]
        await Response(content, headers=headers, media_type=media_type)(scope, receive, send)


@cache
def compressed(file: Path) -> bytes:
    """Return a file's content, compressed."""
    return gzip.compress(file.read_bytes())


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Be ready before the first visit, tidy up while the server runs."""
    for module in pkgutil.iter_modules(screens.__path__, "screens."):
        if module.name != "screens.main":  # the script itself; Streamlit runs it for each visit
            importlib.import_module(module.name)
    send_without_waiting()
    gc.collect()
    gc.freeze()  # what is loaded now stays; later collections need not look at it
    tidying = asyncio.create_task(tidy())
    yield
    tidying.cancel()


def send_without_waiting() -> None:
    """Switch on TCP_NODELAY for the listening socket, and so for every connection it takes.

    Streamlit opens its socket in a way that asyncio does not do this. The second message after a
    tap would then wait until the browser has confirmed the first: 40 ms, or a journey there and
    back. Streamlit hands out its socket nowhere, so we look for it.
    """
    for thing in gc.get_objects():
        if type(thing) is socket.socket and thing.type == socket.SOCK_STREAM and thing.fileno() > 0:
            if thing.family in (socket.AF_INET, socket.AF_INET6):
                thing.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


async def tidy() -> None:
    """Free now and then what visits that are over have left."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()


def show_sorry(_error: Exception) -> bool:
    """Say in plain words that a screen failed; Streamlit has logged the error for the staff."""
    title, words = html.escape(text("page.sorry_title")), html.escape(text("page.sorry"))
    st.html(f"<h2>{title}</h2><p>{words}</p>")
    return True  # the visitor sees this and no traceback


text: Callable[[str], str] = SPARE_TEXTS.__getitem__
embed_in: tuple[str, ...] = ()
hosts: tuple[str, ...] = ()
try:
    definition = current()
    text, embed_in, hosts = definition.texts, definition.clinic.embed_in, definition.clinic.hosts
except DefinitionError as error:
    print(*error.faults, sep="\n", file=sys.stderr, flush=True)

page = page_html(
    (STREAMLIT_FILES / "index.html").read_text(encoding="utf-8"),
    hashlib.sha256(STYLESHEET.read_bytes()).hexdigest()[:12],
    text,
)
app = st.App(
    "screens/main.py",
    middleware=[
        Middleware(OurPage, page=page, headers=page_headers(page, embed_in)),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or ("*",), www_redirect=False),
        Middleware(OurOriginOnly),
        Middleware(SmallBundles, folder=STREAMLIT_FILES),
    ],
    lifespan=lifespan,
    on_script_error=show_sorry,
)
