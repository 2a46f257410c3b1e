"""From a tap on Continue to the next question painted, timed inside the page."""

from playwright.sync_api import Browser, Page

from benchmarks.servers import Server

QUESTIONS = 9  # with an answer to choose; the two notes after them may be skipped

# Starts at the click's own time stamp. Ends in the task after the frame in which the heading and
# the answers are both those of another question.
TIME_THE_NEXT_TAP = """() => {
  const words = (selector) => document.querySelector(selector)?.textContent ?? "";
  window.tapTook = new Promise((resolve) => {
    addEventListener("click", (tap) => {
      const heading = words("h1"), answers = words("[role=radiogroup]");
      const watcher = new MutationObserver(() => {
        const next = [words("h1"), words("[role=radiogroup]")];
        if (next.includes("") || next[0] === heading || next[1] === answers) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - tap.timeStamp)));
      });
      watcher.observe(document, {subtree: true, childList: true, characterData: true});
    }, {capture: true, once: true});
  });
}"""


def through_the_questions(browser: Browser, server: Server) -> list[float]:
    """Walk once through the questions; return how long each next one took, in milliseconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.url)
    _enter(page)
    took = []
    for _ in range(QUESTIONS - 1):
        page.locator("[role=radiogroup] label").first.click()
        _wait_until_idle(page)
        page.evaluate(TIME_THE_NEXT_TAP)
        page.get_by_role("button", name="Continue").click()
        took.append(float(page.evaluate("window.tapTook")))
        _wait_until_idle(page)
    context.close()
    return took


def _enter(page: Page) -> None:
    """Go from the first screen to the first question; the bare app starts with it."""
    of_age = page.get_by_role("button", name="I am 18 or older")
    answers = page.get_by_role("radiogroup")
    of_age.or_(answers).wait_for()
    if of_age.is_visible():
        of_age.click()
        page.get_by_role("button", name="Continue").click()
    answers.wait_for()
    _wait_until_idle(page)


def _wait_until_idle(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
