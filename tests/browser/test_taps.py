"""What lies between a tap and the next page."""

from tests.browser.person import QUESTIONS

PUTS_DOWN_WHAT_COMES_FIRST = """() => {
  window.order = []
  const send = WebSocket.prototype.send
  WebSocket.prototype.send = function (message) {
    window.order.push("the server is told")
    return send.call(this, message)
  }
  const timer = () => setTimeout(() => window.order.push("a timer"), 0)
  addEventListener("click", timer, { capture: true, once: true })
}"""


def test_the_server_is_told_of_a_tap_before_the_browser_turns_to_anything_else(someone):
    """A browser paints before it runs a timer, so a tap told by a timer waits for the screen."""
    person = someone().opens().starts()
    person.page.evaluate(PUTS_DOWN_WHAT_COMES_FIRST)

    person.continues().reads(QUESTIONS[0].ask)

    assert person.page.evaluate("window.order")[:2] == ["the server is told", "a timer"]
