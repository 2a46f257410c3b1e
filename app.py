"""The server: `streamlit run app.py`. Each visit runs screens/main.py; server/ stands around it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from assessment.model.clinic import Clinic
from assessment.model.definition import Definition
from assessment.model.faults import DefinitionError
from assessment.model.picture import Picture
from screens import browser
from screens.counts import count, counts
from screens.error_page import SPARE_TEXTS, text
from server.compression import encoding_as_asked
from server.counters import SUPERVISED, Counters
from server.font import cut_font
from server.health import health
from server.immutable_route import immutable_route
from server.index_page import page_html
from server.keeper_route import keeper_route
from server.log_line import tell
from server.middleware import compressed_bundles, known_hosts_only, our_page
from server.open_routes import OPEN
from server.picture_route import picture_route
from server.script_fault import tell_and_show
from server.socket_gate import socket_gate
from server.stylesheet import joined_stylesheet, stylesheet_route
from server.upkeep import prepare
from server.version import versions
from serving.clean_log import keep_log_clean
from serving.closed_addresses import closed_but_for
from serving.console import tell_staff
from serving.same_origin import same_origin_only
from serving.security_headers import page_headers
from serving.served_definition import served_definition
from serving.streamlits_page import STREAMLIT_FILES
from serving.tidying import tidy
from serving.web_server_faults import StaffLog


@asynccontextmanager
async def lifespan(running: st.App) -> AsyncIterator[None]:
    """Be ready before the first visit, tidy up while the server runs."""
    prepare(page, STREAMLIT_FILES)
    tidying = asyncio.create_task(tidy(running))
    counters = Counters(counts)
    if definition and SUPERVISED not in os.environ:
        await counters.be_at(definition.clinic.counters_at)
    tell("start", **versions(definition))
    yield
    await counters.close()
    tidying.cancel()
    tell("stop", **versions(definition))


keep_log_clean()
embed_in: tuple[str, ...] = ()
hosts: tuple[str, ...] = ()
connections_per_address = Clinic.connections_per_address
pictures: tuple[Picture, ...] = ()
definition: Definition | None = None
try:
    definition = served_definition()
    embed_in, hosts = definition.clinic.embed_in, definition.clinic.hosts
    connections_per_address = definition.clinic.connections_per_address
    pictures = tuple(definition.pictures.values())
except DefinitionError as error:
    tell_staff(*error.faults)
    count("faults")
    tell("fault", what="the questionnaire is refused", **versions(None))

staff_log = StaffLog()
style, style_version = joined_stylesheet()
page = page_html(style_version, browser.ADDRESS, text)
app = st.App(
    "screens/main.py",
    routes=[
        picture_route(pictures),
        stylesheet_route(style, style_version),
        immutable_route("/browser.{name}.js", "text/javascript", {browser.VERSION: browser.SCRIPT}),
        keeper_route(),
    ],
    middleware=[
        Middleware(encoding_as_asked),
        Middleware(our_page, page=page, page_headers=page_headers(page, embed_in)),
        Middleware(health, definition=definition),
        Middleware(
            known_hosts_only, hosts=hosts, sorry=SPARE_TEXTS["page.sorry"], staff_log=staff_log
        ),
        Middleware(closed_but_for, addresses=OPEN, staff_log=staff_log),
        Middleware(same_origin_only, staff_log=staff_log),
        Middleware(socket_gate, connections_per_address=connections_per_address),
        Middleware(compressed_bundles, folder=STREAMLIT_FILES),
        Middleware(cut_font, folder=STREAMLIT_FILES, words=repr(definition)),
    ],
    lifespan=lifespan,
    on_script_error=tell_and_show,
)
