"""A window of WebKit, and nothing around it, for WebKitWebDriver to steer.

usage: webkit_window.py FOLDER

WebKit's own MiniBrowser has a tool bar, which keeps it from being as narrow as a phone, asks where
to save, and cannot print by itself. This one runs in the system's own Python, which has GTK. It
saves into FOLDER/saved, writes its console to FOLDER/console, and takes wishes from the page, as
`webkit.messageHandlers.window.postMessage(JSON)`: {"theme": "light" or "dark"}, {"trust":
CERTIFICATE, "at": HOST}, {"keep": "nothing"}, which this window alone then does, and {"picture":
NAME} or {"paper": NAME, "size": SIZE}, which it puts into FOLDER under that name, once it is whole.
"""

import json
import os
import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gio, Gtk, WebKit2  # noqa: E402 (their versions come first)

FOLDER = Path(sys.argv[1])
PAPERS = {"a4": "iso_a4", "letter": "na_letter"}


def main():
    write_down_the_console()
    context = WebKit2.WebContext.new_with_website_data_manager(
        WebKit2.WebsiteDataManager(
            base_data_directory=str(FOLDER / "data"), base_cache_directory=str(FOLDER / "cache")
        )
    )
    context.connect("download-started", lambda _, download: save(download))
    context.connect("automation-started", lambda _, session: be_steered(session, context))
    context.set_automation_allowed(True)
    Gtk.main()


def write_down_the_console():
    """WebKit writes it to the standard output of the process that draws, which comes from us."""
    console = os.open(FOLDER / "console", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(console, 1)
    os.dup2(console, 2)


def be_steered(session, context):
    session.connect("create-web-view", lambda _: new_view(context))


def new_view(context):
    """Open a window of its own; return the view in it. The driver ends all of it."""
    wishes = WebKit2.UserContentManager()
    wishes.register_script_message_handler("window")
    view = WebKit2.WebView(
        web_context=context,
        is_controlled_by_automation=True,
        user_content_manager=wishes,
        settings=WebKit2.Settings(
            enable_write_console_messages_to_stdout=True,
            hardware_acceleration_policy=WebKit2.HardwareAccelerationPolicy.NEVER,
        ),
    )
    window = Gtk.Window(default_width=390, default_height=844)
    window.add(view)
    wishes.connect("script-message-received::window", lambda _, wish: fulfil(wish, view, window))
    view.connect("close", lambda _: window.destroy())
    window.show_all()
    window.get_window().focus(Gdk.CURRENT_TIME)  # nobody manages windows on this screen
    view.grab_focus()
    return view


def fulfil(wish, view, window):
    wished = json.loads(wish.get_js_value().to_string())
    if "theme" in wished:
        Gtk.Settings.get_default().props.gtk_application_prefer_dark_theme = (
            wished["theme"] == "dark"
        )
    if "trust" in wished:
        certificate = Gio.TlsCertificate.new_from_pem(wished["trust"], -1)
        view.get_context().allow_tls_certificate_for_host(certificate, wished["at"])
    if "keep" in wished:
        view.get_settings().props.enable_html5_database = False
        view.get_settings().props.enable_html5_local_storage = False
    if "picture" in wished:
        drawn = window.get_window()
        part, whole = names_of(wished["picture"])
        seen = Gdk.pixbuf_get_from_window(drawn, 0, 0, drawn.get_width(), drawn.get_height())
        seen.savev(str(part), "png", [], [])
        part.rename(whole)
    if "paper" in wished:
        print_to(wished["paper"], PAPERS[wished["size"]], view)


def print_to(name, size, view):
    """Print as a printer at home does: the page itself says which margins it wants."""
    part, whole = names_of(name)
    settings = Gtk.PrintSettings()
    for key, value in {
        "printer": "Print to File",
        "output-file-format": "pdf",
        "output-uri": part.as_uri(),
    }.items():
        settings.set(key, value)
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new(size))
    for set_margin in (
        paper.set_top_margin,
        paper.set_bottom_margin,
        paper.set_left_margin,
        paper.set_right_margin,
    ):
        set_margin(0, Gtk.Unit.MM)
    printing = WebKit2.PrintOperation.new(view)
    printing.set_print_settings(settings)
    printing.set_page_setup(paper)
    printing.connect("failed", lambda _, error: print(f"paper: {error.message}", flush=True))
    printing.connect("finished", lambda _: part.exists() and part.rename(whole))
    view.printing = printing  # kept until it is finished
    printing.print_()


def save(download):
    def decide(_, name):
        part, whole = names_of(f"saved/{name}")
        download.set_destination(part.as_uri())
        download.connect("finished", lambda _: part.rename(whole))
        return True

    download.connect("decide-destination", decide)


def names_of(name):
    """Return where a file grows, and where it is once it is whole."""
    return FOLDER / f"{name}.part", FOLDER / name


main()
