// Streamlit fetches its icon font, 375 kB, ahead. A browser does so when an icon is shown.
document.fonts.load = async () => []
// Its protobuf.js tries WebAssembly once and does as well without. The policy refuses it, and Firefox says so.
delete window.WebAssembly
// Streamlit tells the server of a tap by a timer, which a browser lets wait until it has painted: tell it at once.
const later = window.setTimeout
window.setTimeout = (act, after, ...given) =>
  after === 0 && String(act).includes("sendUpdateWidgetsMessage") ? queueMicrotask(act) : later(act, after, ...given)
// What the server says of a run comes in a dozen messages, and Streamlit would draw between them: hand them over together,
// once the run is over or after a moment.
const MOMENT = 10 // milliseconds
const NOTHING_RUNS = [0x4a, 0x00] // ForwardMsg.session_status_changed, and nothing in it: the last of a run's messages
const isTheEnd = ({ data }) => data.byteLength === 2 && new Uint8Array(data).every((byte, at) => byte === NOTHING_RUNS[at])
const listen = WebSocket.prototype.addEventListener
WebSocket.prototype.addEventListener = function (kind, hear, ...given) {
  if (kind !== "message") {
    listen.call(this, kind, hear, ...given)
    return
  }
  const waiting = []
  let due = null
  const handOver = () => {
    window.clearTimeout(due)
    due = null
    waiting.splice(0).forEach((message) => hear.call(this, message))
  }
  const take = (message) => {
    waiting.push(message)
    if (isTheEnd(message)) {
      handOver()
    } else {
      due ??= later(handOver, MOMENT)
    }
  }
  listen.call(this, kind, take, ...given)
}
// Back and Forward are for screens/static/browser.js alone. Streamlit would run the page a
// second time for each, and may then wait for ever for an end that has come.
window.addEventListener(
  "popstate",
  (event) => {
    event.stopImmediatePropagation()
    window.dispatchEvent(new Event("history-step"))
  },
  { capture: true },
)
// A picture is dark by the name #night, which the stylesheet gives it on a dark screen, and light by its own on paper.
const night = window.matchMedia("(prefers-color-scheme: dark)")
const nameNights = () => {
  for (const picture of night.matches ? document.images : []) {
    const { src } = picture.attributes
    if (src && src.value !== picture.named) {
      picture.named = src.value
      picture.style.setProperty("--by-night", `url("${picture.src}#night")`)
    }
  }
}
new MutationObserver(nameNights).observe(document, { childList: true, subtree: true, attributeFilter: ["src"] })
night.addEventListener("change", nameNights)
// What Streamlit's scripts, or our styles, cannot do without: docs/decisions/9-browsers.md. Else the page may stay empty.
const isTooOld = () => {
  try {
    return !new RegExp("(?<=a)b") || !Array.prototype.toSorted || !CSS.supports("selector(:has(a))")
  } catch {
    return true
  }
}
if (isTooOld()) {
  window.addEventListener("DOMContentLoaded", () => {
    document.getElementById("too-old").hidden = false
  })
} else {
  // Until the first page stands, nobody else can say that its connection does not come.
  window.addEventListener("load", () => {
    const place = document.getElementById("away")
    const words = place.dataset.waiting
    let seconds = 0
    const look = setInterval(() => {
      if (document.querySelector("[data-turn]")) {
        clearInterval(look)
        place.textContent = place.textContent === words ? "" : place.textContent
      } else if (++seconds > 5) {
        document.querySelector('[data-testid="stDialog"] [aria-label="Close"]')?.click()
        place.textContent ||= words
      }
    }, 1000)
  })
}
