// server/before_streamlit.js without a browser: what it keeps Streamlit from, and the dark sides of pictures.
// Run with `.venv/bin/node --test tests/browser/before_streamlit.test.mjs`.

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { runInNewContext } from "node:vm"

const SCRIPT = readFileSync(new URL("../../server/before_streamlit.js", import.meta.url), "utf8")

// Returns a page on which the script has run.
function page() {
  const here = { images: [] }
  const window = Object.assign(new EventTarget(), { WebAssembly: {} })
  const document = { fonts: { load: () => ["an icon font"] }, images: here.images }
  const MutationObserver = class {
    constructor(look) {
      here.changes = look
    }
    observe() {}
  }
  runInNewContext(SCRIPT, { window, document, MutationObserver, Event })
  return Object.assign(here, { window, document })
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
