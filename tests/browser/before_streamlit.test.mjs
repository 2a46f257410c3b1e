// server/before_streamlit.js without a browser: what it keeps Streamlit from, when taps and messages go on, and the dark
// sides of pictures.
// Run with `.venv/bin/node --test tests/browser/before_streamlit.test.mjs`.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { runInNewContext } from "node:vm"

const SCRIPT = readFileSync(new URL("../../server/before_streamlit.js", import.meta.url), "utf8")

// Returns a page on which the script has run. lacks: what its browser has otherwise than a new one.
function page(lacks = {}) {
  const here = { images: [], tooOld: { hidden: true }, timers: new Map() }
  here.night = Object.assign(new EventTarget(), { matches: true })
  const window = Object.assign(new EventTarget(), {
    WebAssembly: {},
    matchMedia: () => here.night,
    setTimeout: (...timer) => here.timers.set(timer[0], timer).size,
    clearTimeout: () => here.timers.clear(),
  })
  const WebSocket = class extends EventTarget {}
  const document = { fonts: { load: () => ["an icon font"] }, images: here.images, getElementById: () => here.tooOld }
  const MutationObserver = class {
    constructor(look) {
      here.changes = look
    }
    observe() {}
  }
  const CSS = { supports: () => true }
  runInNewContext(SCRIPT, { window, document, MutationObserver, Event, WebSocket, queueMicrotask, CSS, ...lacks })
  window.dispatchEvent(new Event("DOMContentLoaded"))
  return Object.assign(here, { window, document, WebSocket })
}

const NEW_PAGE = Uint8Array.of(0x22, 0x03, 0x0a, 0x01, 0x61)
const PIECE = Uint8Array.of(0x0a, 0x01)
const NOTHING_RUNS = Uint8Array.of(0x4a, 0x00)

// Returns a connection to which messages come, and what Streamlit has heard of them.
function connected(here) {
  const socket = new here.WebSocket()
  const heard = []
  socket.addEventListener("message", ({ data }) => heard.push(new Uint8Array(data)))
  const comes = (...messages) => {
    messages.forEach(({ buffer }) => socket.dispatchEvent(Object.assign(new Event("message"), { data: buffer })))
  }
  return { socket, heard, comes }
}

function picture(address) {
  const said = new Map()
  const style = { setProperty: (name, value) => said.set(name, value) }
  const attributes = address === null ? {} : { src: { value: address } }
  return { attributes, src: `http://localhost/${address}`, style, said }
}

test("each picture has the name of its dark side", () => {
  const here = page()
  here.images.push(picture("pictures/neck.svg"), picture("pictures/chin.svg"))
  here.changes()

  const names = here.images.map(({ said }) => said.get("--by-night"))
  assert.deepEqual(names, [
    'url("http://localhost/pictures/neck.svg#night")',
    'url("http://localhost/pictures/chin.svg#night")',
  ])
})

test("a picture that becomes another one has that one's dark side", () => {
  const here = page()
  const shown = picture("pictures/neck.svg")
  here.images.push(shown)
  here.changes()

  Object.assign(shown, { attributes: { src: { value: "b.svg" } }, src: "http://localhost/b.svg" })
  here.changes()

  assert.equal(shown.said.get("--by-night"), 'url("http://localhost/b.svg#night")')
})

test("a picture that nothing changed is left alone, however much else changes", () => {
  const here = page()
  const shown = picture("pictures/neck.svg")
  here.images.push(shown)
  here.changes()
  shown.said.clear()

  here.changes()

  assert.equal(shown.said.size, 0)
})

test("an image without an address has no dark side", () => {
  const here = page()
  here.images.push(picture(null))
  here.changes()

  assert.equal(here.images[0].said.size, 0)
})

test("by day a picture is left alone, and has its dark side once night falls", () => {
  const here = page()
  here.night.matches = false
  here.images.push(picture("pictures/neck.svg"))
  here.changes()
  assert.equal(here.images[0].said.size, 0)

  here.night.matches = true
  here.night.dispatchEvent(new Event("change"))

  assert.equal(here.images[0].said.get("--by-night"), 'url("http://localhost/pictures/neck.svg#night")')
})

test("the server is told of a tap before the browser paints, which it does before any timer", async () => {
  const here = page()
  const told = []
  const widgets = { sendUpdateWidgetsMessage: () => told.push("a tap") }

  here.window.setTimeout(() => widgets.sendUpdateWidgetsMessage(), 0)
  assert.deepEqual(told, [], "what else belongs to the tap is not taken in yet")
  await null

  assert.deepEqual(told, ["a tap"])
  assert.equal(here.timers.size, 0)
})

test("every other timer is as it was", () => {
  const here = page()
  const again = () => here.sendUpdateWidgetsMessage()
  const other = () => "something else"

  here.window.setTimeout(again, 500, "given")
  here.window.setTimeout(other, 0)
  const bare = () => "without a time"
  here.window.setTimeout(bare)

  const timers = [...here.timers.values()]
  assert.deepEqual(timers.map(([act, after]) => [act, after]), [[again, 500], [other, 0], [bare, undefined]])
  assert.equal(timers[0][2], "given")
})

test("what the server says of a run is heard in one go and in order once it is over", () => {
  const here = page()
  const { heard, comes } = connected(here)

  comes(NEW_PAGE, PIECE)
  assert.deepEqual(heard, [])
  comes(PIECE, NOTHING_RUNS)

  assert.deepEqual(heard, [NEW_PAGE, PIECE, PIECE, NOTHING_RUNS])
  assert.equal(here.timers.size, 0)
})

test("what a run that takes long has said so far is heard after a moment", () => {
  const here = page()
  const { heard, comes } = connected(here)

  comes(NEW_PAGE, PIECE)
  const [[handOver, moment]] = here.timers.values()
  handOver()
  comes(NOTHING_RUNS)

  assert.ok(moment <= 10)
  assert.deepEqual(heard, [NEW_PAGE, PIECE, NOTHING_RUNS])
})

test("of its connection Streamlit hears at once, even while messages wait", () => {
  const here = page()
  const { socket, comes } = connected(here)
  const heard = []
  socket.addEventListener("close", () => heard.push("close"))

  comes(NEW_PAGE)
  socket.dispatchEvent(new Event("close"))

  assert.deepEqual(heard, ["close"])
})

test("Streamlit hears nothing of Back and Forward, and our own script does", () => {
  const { window } = page()
  const heard = []
  window.addEventListener("popstate", () => heard.push("Streamlit"))
  window.addEventListener("history-step", () => heard.push("ours"))

  window.dispatchEvent(new Event("popstate"))

  assert.deepEqual(heard, ["ours"])
})

test("Streamlit fetches no icon font ahead", async () => {
  assert.equal((await page().document.fonts.load()).length, 0)
})

test("Streamlit finds no WebAssembly that the policy would refuse it", () => {
  assert.equal("WebAssembly" in page().window, false)
})

class WithoutLookingBehind {
  constructor() {
    throw new SyntaxError("Invalid regular expression: invalid group specifier name")
  }
}

for (const [browser, lacks] of Object.entries({
  "Safari 16.3": { RegExp: WithoutLookingBehind },
  "Chrome 109": { Array: class {} },
  "Firefox 120": { CSS: { supports: () => false } },
  "a browser without CSS.supports": { CSS: undefined },
})) {
  test(`${browser} is told to be too old instead of an empty page`, () => {
    assert.equal(page(lacks).tooOld.hidden, false)
  })
}

test("a browser that is new enough is told nothing of its age", () => {
  assert.equal(page().tooOld.hidden, true)
})
