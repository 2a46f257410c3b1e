"""From Enter in the desk's field to the view painted, timed inside the page."""

from playwright.sync_api import Browser

from benchmarks.servers import Server

FIELD = 'input[aria-label="Visit code"]'

# Starts at the time stamp of the key. Ends in the task after the frame in which the view is there,
# each of its pictures ready to be painted.
TIME_THE_NEXT_VIEW = """(view) => {
  window.viewTook = new Promise((resolve) => {
    addEventListener("keydown", (enter) => {
      const watcher = new MutationObserver(async () => {
        if (!document.querySelector(view)?.textContent) return;
        watcher.disconnect();
        await Promise.all([...document.images].map((image) => image.decode()));
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - enter.timeStamp)));
      });
      watcher.observe(document, {subtree: true, childList: true, characterData: true});
    }, {capture: true, once: true});
  });
}"""


def times(browser: Browser, server: Server, codes: list[str], view: str) -> list[float]:
    """Open each visit on a page of its own; return how long each took, in milliseconds.

    view: the selector of what shows a visit.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page, took = context.new_page(), []
    for code in codes:
        page.goto(server.url)
        page.locator(FIELD).fill(code)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.evaluate(TIME_THE_NEXT_VIEW, view)
        page.keyboard.press("Enter")
        took.append(float(page.evaluate("window.viewTook")))
    context.close()
    return took
