// screens/static/browser.js without a browser: what it keeps, when a tablet is to be wiped, its addresses.
// Run with `.venv/bin/node --test tests/browser/browser.test.mjs`.

import assert from "node:assert/strict"
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { pathToFileURL } from "node:url"

const FOLDER = mkdtempSync(join(tmpdir(), "browser-script-"))
const MODULE = join(FOLDER, "browser.mjs") // by this name, Node knows that it is a module
const NOW = 1_700_000_000_000
const LONGEST = 150_000
const KEPT = JSON.stringify({ step: "neck", turn: 7, tablet: "front-desk" })
const LIMITS = { idle: 120_000, countdown: 30_000 }
const DATA = {
  step: "welcome",
  first_step: "welcome",
  turn: 0,
  requested: null,
  focus: "heading",
  language: "en",
  preload: [],
  kept: null,
  tablet: "front-desk",
  limits: null,
  max_age: LONGEST,
  leaving: false,
  words: {},
}

copyFileSync(new URL("../../screens/static/browser.js", import.meta.url), MODULE)
after(() => rmSync(FOLDER, { recursive: true }))

let opened = 0

// Returns the script as a tab that was just opened has it, with nothing remembered.
function script() {
  opened += 1
  return import(`${pathToFileURL(MODULE)}?tab=${opened}`)
}

const { packed, unpacked, due, addressOf } = await script()

function storageWith(text) {
  const items = new Map(text === null ? [] : [["visit", text]])
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
  }
}

// Returns a tab with the page in it. stored: what an earlier page has left there.
async function tab(stored = null) {
  const { default: called } = await script()
  const storage = storageWith(stored)
  const here = { told: [], focused: [], addresses: [], blocked: false, stored: () => storage.getItem("visit") }
  const write = (_state, _title, address) => here.addresses.push(address)
  const window = {
    addEventListener() {},
    location: { pathname: "/", search: "", href: "http://localhost/" },
    history: { replaceState: write, pushState: write },
    get sessionStorage() {
      if (here.blocked) {
        throw new DOMException("The operation is insecure.", "SecurityError")
      }
      return storage
    },
  }
  const app = { dataset: { testConnectionState: "CONNECTED" } }
  const followers = []
  const document = {
    documentElement: {},
    body: {},
    querySelector(selector) {
      if (selector === '[data-testid="stApp"]') {
        return app
      }
      return /^(#|\[data-turn)/.test(selector) ? {} : null
    },
    getElementById: (id) => ({ focus: () => here.focused.push(id) }),
  }
  const MutationObserver = class {
    constructor(follow) {
      this.follow = follow
    }
    observe(_element, { attributeFilter }) {
      if (attributeFilter) {
        followers.push(this.follow)
      }
    }
    disconnect() {}
  }
  here.connection = (state) => {
    app.dataset.testConnectionState = state
    followers.forEach((follow) => follow())
  }
  here.runs = (data) => {
    Object.assign(globalThis, { window, document, MutationObserver })
    const setStateValue = (name, value) => here.told.push([name, value])
    called({ data: { ...DATA, ...data }, setStateValue })
  }
  here.language = () => document.documentElement.lang
  return here
}

test("what was packed is unpacked as it was", () => {
  assert.equal(unpacked(packed(KEPT, NOW), NOW, LONGEST, "front-desk"), KEPT)
})

test("what is kept at home belongs to no tablet", () => {
  const atHome = JSON.stringify({ turn: 7, tablet: "" })

  assert.equal(unpacked(packed(atHome, NOW), NOW, LONGEST, ""), atHome)
  assert.equal(unpacked(packed(atHome, NOW), NOW, LONGEST, "front-desk"), null)
})

test("what is too large for a visit is not unpacked", () => {
  const large = JSON.stringify({ tablet: "", step: "x".repeat(40_000) })
  assert.equal(unpacked(packed(large, NOW), NOW, LONGEST, ""), null)
})

test("the visit of another tablet is not unpacked", () => {
  for (const tablet of ["", "back-desk", "Front-Desk", undefined, null]) {
    assert.equal(unpacked(packed(KEPT, NOW), NOW, LONGEST, tablet), null)
  }
})

test("what is older than may be is not unpacked", () => {
  assert.equal(unpacked(packed(KEPT, NOW), NOW + LONGEST, LONGEST, "front-desk"), KEPT)
  assert.equal(unpacked(packed(KEPT, NOW), NOW + LONGEST + 1, LONGEST, "front-desk"), null)
})

test("what comes from far in the future is not unpacked: someone has set the clock", () => {
  assert.equal(unpacked(packed(KEPT, NOW + LONGEST), NOW, LONGEST, "front-desk"), KEPT)
  assert.equal(unpacked(packed(KEPT, NOW + LONGEST + 1), NOW, LONGEST, "front-desk"), null)
})

test("what is damaged is not unpacked", () => {
  const whole = packed(KEPT, NOW)
  const damaged = [
    null,
    undefined,
    "",
    "null",
    "7",
    "[]",
    "{}",
    KEPT,
    whole.slice(1),
    whole.slice(0, -1),
    JSON.stringify({ at: NOW }),
    JSON.stringify({ kept: KEPT }),
    JSON.stringify({ at: "long ago", kept: KEPT }),
    JSON.stringify({ at: null, kept: KEPT }),
    packed(null, NOW),
    packed("null", NOW),
    packed("[]", NOW),
    packed(KEPT.slice(1), NOW),
    packed(JSON.parse(KEPT), NOW),
    "[".repeat(100_000),
  ]
  for (const text of damaged) {
    assert.equal(unpacked(text, NOW, LONGEST, "front-desk"), null, `${text}`.slice(0, 60))
  }
})

test("a tablet waits for as long as someone may still be there", () => {
  assert.deepEqual(due(NOW, NOW, LIMITS), { what: "wait", for: 120_000 })
  assert.deepEqual(due(NOW, NOW + 119_999, LIMITS), { what: "wait", for: 1 })
})

test("a tablet asks once nobody has touched it for a while, and goes on asking", () => {
  assert.equal(due(NOW, NOW + 120_000, LIMITS).what, "ask")
  assert.equal(due(NOW, NOW + 150_000, LIMITS).what, "ask")
})

test("a tablet that slept through all of it is wiped unasked", () => {
  assert.equal(due(NOW, NOW + 150_001, LIMITS).what, "wipe")
  assert.equal(due(NOW, NOW + 86_400_000, LIMITS).what, "wipe")
})

test("a tablet whose clock was set back waits and wipes nothing", () => {
  assert.equal(due(NOW, NOW - 5_000, LIMITS).what, "wait")
})

test("the first page has the plain address", () => {
  assert.equal(addressOf({ step: "welcome", first_step: "welcome", tablet: "" }, "/ask/"), "/ask/")
})

test("the address names the step and the tablet", () => {
  const first_step = "welcome"

  assert.equal(addressOf({ step: "neck", first_step, tablet: "" }, "/"), "?step=neck")
  assert.equal(addressOf({ step: "welcome", first_step, tablet: "7" }, "/"), "?tablet=7")
  assert.equal(addressOf({ step: "neck", first_step, tablet: "7" }, "/"), "?tablet=7&step=neck")
})

test("the address never tells an answer", () => {
  const address = addressOf({ ...DATA, step: "check", kept: '{"neck":"severe"}' }, "/")

  assert.equal(address, "?tablet=front-desk&step=check")
})

test("a step of any name is one step in the address", () => {
  const step = "a&tablet=b#c d"
  const query = new URLSearchParams(addressOf({ step, first_step: "welcome", tablet: "" }, "/"))

  assert.deepEqual([...query], [["step", step]])
})

test("a tab that has kept a visit tells a new session of it and shows nothing else", async () => {
  const stored = packed(KEPT, Date.now())
  const here = await tab(stored)

  here.runs({ turn: 0 })

  assert.deepEqual(here.told, [["kept", { text: KEPT, reports: 1 }]])
  assert.equal(here.stored(), stored)
  assert.equal(here.language(), undefined)
  assert.deepEqual(here.addresses, [])
})

test("a tab that has kept nothing of use shows the page at once", async () => {
  const old = packed(KEPT, Date.now() - LONGEST - 1000)
  const anothers = packed(KEPT.replace("front", "back"), Date.now())
  for (const stored of [null, "damaged", old, anothers]) {
    const here = await tab(stored)

    here.runs({ turn: 0 })

    assert.deepEqual(here.told, [])
    assert.equal(here.language(), "en")
  }
})

test("what a tab may not bring back any more does not stay in it", async () => {
  const here = await tab(packed(KEPT, Date.now() - LONGEST - 1000))

  here.runs({ turn: 0 })

  assert.equal(here.stored(), null)
})

test("a tab keeps the visit as it stands, with the time", async () => {
  const here = await tab()

  here.runs({ turn: 7, step: "neck", kept: KEPT })

  assert.equal(unpacked(here.stored(), Date.now(), 10_000, "front-desk"), KEPT)
  assert.deepEqual(here.told, [])
})

test("a visit that came back is shown and not told of again", async () => {
  const here = await tab(packed(KEPT, Date.now()))

  here.runs({ turn: 0 })
  here.runs({ turn: 7, step: "neck", kept: KEPT })

  assert.equal(here.told.length, 1)
  assert.equal(here.language(), "en")
  assert.deepEqual(here.addresses, ["?tablet=front-desk&step=neck"])
})

test("a new server is told once of a visit, however slowly it answers", async () => {
  const here = await tab()
  here.runs({ turn: 7, step: "neck", kept: KEPT })

  for (const times of [1, 2]) {
    here.connection("PINGING_SERVER")
    here.connection("CONNECTED")
    here.runs({ turn: 0 }) // it has not heard yet
    assert.equal(here.told.length, times)
    here.runs({ turn: 7, step: "neck", kept: KEPT })
    assert.equal(here.told.length, times)
  }
})

test("a tab forgets the visit once there is nothing to keep", async () => {
  const here = await tab()

  here.runs({ turn: 7, step: "neck", kept: KEPT })
  here.runs({ turn: 8 })

  assert.equal(here.stored(), null)
  assert.deepEqual(here.told, [])
})

test("a visit that came back and is then wiped is taken back from the server too", async () => {
  const here = await tab(packed(KEPT, Date.now()))

  here.runs({ turn: 0 })
  here.runs({ turn: 7, step: "neck", kept: KEPT })
  here.runs({ turn: 8 })

  assert.equal(here.stored(), null)
  assert.deepEqual(here.told.at(-1), ["kept", null])
})

test("the page after a visit that was refused begins at its heading, even where its own run came too late", async () => {
  for (const late of [false, true]) {
    const person = await tab(packed(JSON.stringify({ turn: 10 ** 30, tablet: "front-desk" }), Date.now()))
    person.runs({ turn: 0 })
    if (!late) {
      person.runs({ turn: 0, refused: true })
    }
    assert.deepEqual(person.focused, [], "the first page takes the focus away from where it is")
    person.runs({ turn: 1, refused: true, step: "mirror" })

    assert.deepEqual(person.focused, ["heading"])
  }
})

test("a browser that is set to keep nothing shows every page all the same", async () => {
  for (const run of [{ turn: 0 }, { turn: 1, kept: KEPT }, { turn: 2, kept: null }]) {
    const here = await tab()
    here.blocked = true

    here.runs(run)

    assert.equal(here.language(), "en", `turn ${run.turn}`)
  }
})
