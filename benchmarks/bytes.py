"""Bytes on the wire until the first screen stands, with an empty browser cache."""

from playwright.sync_api import Browser, CDPSession

from benchmarks.servers import Server


def to_first_screen(browser: Browser, server: Server) -> int:
    """Return what the browser received, headers and websocket frames included."""
    context = browser.new_context()
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    received = _count(devtools)
    page.goto(server.url)
    page.locator("h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(received)


def _count(devtools: CDPSession) -> list[int]:
    """Return a list that grows by the size of each thing received."""
    received: list[int] = []
    devtools.on("Network.loadingFinished", lambda e: received.append(int(e["encodedDataLength"])))
    devtools.on(
        "Network.webSocketFrameReceived",
        # Binary frames come as base64: four characters for three bytes.
        lambda e: received.append(len(e["response"]["payloadData"]) * 3 // 4),
    )
    devtools.send("Network.enable")
    return received
