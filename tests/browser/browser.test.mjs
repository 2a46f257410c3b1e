// screens/static/sealed.js and browser.js without a browser: what it keeps, when a tablet is to be wiped, its addresses.
// Run with `.venv/bin/node --test tests/browser/browser.test.mjs`.

import assert from "node:assert/strict"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
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

const SCRIPTS = ["sealed.js", "browser.js"].map((name) => new URL(`../../screens/static/${name}`, import.meta.url))
writeFileSync(MODULE, SCRIPTS.map((each) => readFileSync(each, "utf8")).join("\n"))
after(() => rmSync(FOLDER, { recursive: true }))

// A page tells keeper.js again and again that it is there; Node is not to wait for that.
const again = globalThis.setInterval
globalThis.setInterval = (...what) => again(...what).unref()

let opened = 0

// Returns the script as a tab that was just opened has it, with nothing remembered.
function script() {
  opened += 1
  return import(`${pathToFileURL(MODULE)}?tab=${opened}`)
}

const { due, addressOf } = await script()

// What keeper.js would hold: one for all tabs, as in one browser.
const keys = new Map()
const active = {
  postMessage({ put, get, drop, key }, [port]) {
    if (put) {
      keys.set(put, key)
    }
    keys.delete(drop)
    port.postMessage(keys.get(get))
  },
}
Object.defineProperty(globalThis, "navigator", { value: { serviceWorker: { register: async () => ({ active }) } } })

// Answers at once, so that sealing is the only thing that takes the time it takes.
globalThis.MessageChannel = class {
  port1 = { close() {} }
  port2 = { postMessage: (data) => queueMicrotask(() => this.port1.onmessage({ data })) }
}

let sealing = 0 // how many keys and ciphers are being worked out, in threads of their own
for (const name of ["generateKey", "encrypt", "decrypt"]) {
  const works = crypto.subtle[name].bind(crypto.subtle)
  crypto.subtle[name] = (...what) => {
    sealing += 1
    return works(...what).finally(() => (sealing -= 1))
  }
}

// Until all that was begun is done, on however busy a machine.
async function settled() {
  do {
    await new Promise(setImmediate)
  } while (sealing > 0)
}

// Returns what a tab of that name leaves in its storage once it has kept a visit.
async function packed(kept, at = Date.now(), tablet = "front-desk") {
  const here = await tab()
  here.runs({ turn: 7, kept, tablet })
  await settled()
  const left = JSON.parse(here.stored())
  return JSON.stringify({ ...left, at })
}

// Returns the visit that a tab tells of which finds this in its storage, null for none.
async function unpacked(stored, tablet = "front-desk") {
  const here = await tab(stored)
  here.runs({ turn: 0, tablet })
  await settled()
  return here.told[0]?.[1].text ?? null
}

// Returns an element, or its data, that counts in `here` how often something is written to it.
function counting(written, here) {
  const set = (all, name, value) => {
    here.restyled += 1
    return Reflect.set(all, name, value)
  }
  return new Proxy(written, { set })
}

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
  const here = { told: [], wentTo: [], focused: [], addresses: [], restyled: 0, blocked: false, stored: () => storage.getItem("visit") }
  const write = (_state, _title, address) => here.addresses.push(address)
  const heard = new EventTarget()
  const window = {
    addEventListener: (...what) => heard.addEventListener(...what),
    removeEventListener: (...what) => heard.removeEventListener(...what),
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
    documentElement: counting({ dataset: counting({}, here) }, here),
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
    const setTriggerValue = (name, value) => here.wentTo.push([name, value])
    return called({ data: { ...DATA, ...data }, setStateValue, setTriggerValue })
  }
  // The person taps the browser's own Back or Forward, which leads to this step.
  here.goesTo = (step) => {
    window.location.search = `?step=${step}`
    heard.dispatchEvent(new Event("history-step"))
  }
  here.language = () => document.documentElement.lang
  return here
}

test("what was kept is brought back as it was, and nobody reads it in the storage", async () => {
  const stored = await packed(KEPT)

  assert.equal(await unpacked(stored), KEPT)
  for (const word of ["neck", "turn", "front-desk", btoa(KEPT).slice(0, 12)]) {
    assert.equal(stored.includes(word), false, word)
  }
})

test("what is kept twice never looks the same", async () => {
  assert.notEqual(JSON.parse(await packed(KEPT)).sealed, JSON.parse(await packed(KEPT)).sealed)
})

test("what is kept where there is no place for its key stays out of the storage", async () => {
  const here = await tab()

  here.runs({ turn: 7, tablet: "", kept: JSON.stringify({ turn: 7, tablet: "" }) }) // Node has no database
  await settled()

  assert.equal(here.stored(), null)
  assert.equal(here.language(), "en")
})

test("a key leaves the page only to be held, and never as what it is", async () => {
  const before = new Set(keys.keys())
  await packed(KEPT)
  const [name] = [...keys.keys()].filter((each) => !before.has(each))

  assert.equal(keys.get(name).extractable, false)
  await assert.rejects(crypto.subtle.exportKey("raw", keys.get(name)))
})

test("what is too large for a visit is not brought back", async () => {
  const large = JSON.stringify({ tablet: "front-desk", step: "x".repeat(40_000) })
  assert.equal(await unpacked(await packed(large)), null)
})

test("the visit of another tablet is not brought back", async () => {
  const stored = await packed(KEPT)
  for (const tablet of ["", "back-desk", "Front-Desk"]) {
    assert.equal(await unpacked(stored, tablet), null)
  }
})

test("what is older than may be, or comes from far in the future, is not brought back", async () => {
  for (const [age, found] of [
    [LONGEST - 5000, KEPT],
    [LONGEST + 5000, null],
    [5000 - LONGEST, KEPT],
    [-LONGEST - 5000, null],
  ]) {
    assert.equal(await unpacked(await packed(KEPT, Date.now() - age)), found, `${age}`)
  }
})

test("what is damaged or not sealed is not brought back", async () => {
  const whole = await packed(KEPT)
  const parts = JSON.parse(whole)
  const damaged = [
    ...["", "null", "7", "[]", "{}", KEPT, whole.slice(1), whole.slice(0, -1), "[".repeat(100_000)],
    JSON.stringify({ at: Date.now(), kept: KEPT }),
    ...Object.keys(parts).map((part) => JSON.stringify({ ...parts, [part]: null })),
    ...Object.keys(parts).map((part) => JSON.stringify({ ...parts, [part]: "AAAA" })),
    await packed("null"),
    await packed("[]"),
    await packed(KEPT.slice(1)),
  ]
  for (const text of damaged) {
    assert.equal(await unpacked(text), null, `${text}`.slice(0, 60))
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

test("the first page has an address even where it was opened with two slashes", () => {
  assert.equal(addressOf({ step: "welcome", first_step: "welcome", tablet: "" }, "//"), "/")
})

test("the address names the step and the tablet", () => {
  const first_step = "welcome"

  assert.equal(addressOf({ step: "neck", first_step, tablet: "" }, "/"), "?step=neck")
  assert.equal(addressOf({ step: "welcome", first_step, tablet: "7" }, "/"), "?tablet=7")
  assert.equal(addressOf({ step: "neck", first_step, tablet: "7" }, "/"), "?tablet=7&step=neck")
})

test("a tablet keeps its name in a browser that cannot count what stands in an address", () => {
  const counted = Object.getOwnPropertyDescriptor(URLSearchParams.prototype, "size")
  delete URLSearchParams.prototype.size // as in Safari before 17
  try {
    assert.equal(addressOf({ step: "neck", first_step: "welcome", tablet: "7" }, "/"), "?tablet=7&step=neck")
  } finally {
    Object.defineProperty(URLSearchParams.prototype, "size", counted)
  }
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
  const stored = await packed(KEPT)
  const here = await tab(stored)

  here.runs({ turn: 0 })
  here.runs({ turn: 0 })
  await settled()

  assert.deepEqual(here.told, [["kept", { text: KEPT, reports: 1 }]])
  assert.equal(here.stored(), stored)
  assert.equal(here.language(), undefined)
  assert.deepEqual(here.addresses, [])
})

test("a tab that has kept nothing of use shows the page", async () => {
  const old = await packed(KEPT, Date.now() - LONGEST - 1000)
  const anothers = await packed(KEPT.replace("front", "back"))
  for (const stored of [null, "damaged", old, anothers]) {
    const here = await tab(stored)

    here.runs({ turn: 0 })
    await settled()

    assert.deepEqual(here.told, [])
    assert.equal(here.language(), "en")
  }
})

test("what a tab may not bring back any more does not stay in it", async () => {
  const here = await tab(await packed(KEPT, Date.now() - LONGEST - 1000))

  here.runs({ turn: 0 })
  await settled()

  assert.equal(here.stored(), null)
})

test("a tab keeps the visit as it stands last, with the time", async () => {
  const here = await tab()

  here.runs({ turn: 6, step: "chin", kept: KEPT.replace("7", "6") })
  here.runs({ turn: 7, step: "neck", kept: KEPT })
  await settled()

  assert.equal(await unpacked(here.stored()), KEPT)
  assert.ok(Math.abs(JSON.parse(here.stored()).at - Date.now()) < 10_000)
  assert.deepEqual(here.told, [])
})

test("a visit that came back is shown and not told of again", async () => {
  const here = await tab(await packed(KEPT))

  here.runs({ turn: 0 })
  await settled()
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
  await settled()
  const stored = here.stored()
  here.runs({ turn: 8 })

  assert.equal(here.stored(), null)
  await settled()
  assert.equal(keys.has(JSON.parse(stored).name), false)
  assert.equal(await unpacked(stored), null, "what a disk still has of it can be read")
  assert.deepEqual(here.told, [])
})

test("what was about to be kept when a visit was wiped is not kept after all", async () => {
  const here = await tab()

  here.runs({ turn: 7, step: "neck", kept: KEPT })
  here.runs({ turn: 8 })
  await settled()

  assert.equal(here.stored(), null)
})

test("a visit that came back and is then wiped is taken back from the server too", async () => {
  const here = await tab(await packed(KEPT))

  here.runs({ turn: 0 })
  await settled()
  here.runs({ turn: 7, step: "neck", kept: KEPT })
  here.runs({ turn: 8 })

  assert.equal(here.stored(), null)
  assert.deepEqual(here.told.at(-1), ["kept", null])
})

test("Back is heard however late Streamlit tells of the end of an earlier run", async () => {
  const here = await tab()
  const endsTheEarlierRun = here.runs({ turn: 7, step: "neck" })
  here.runs({ turn: 8, step: "chin" })

  endsTheEarlierRun?.()
  here.goesTo("neck")

  assert.deepEqual(here.wentTo, [["went_to", "1 neck"]])
})

test("Back is heard once, however often the page runs", async () => {
  const here = await tab()
  for (const turn of [7, 8, 9]) {
    here.runs({ turn, step: "chin" })
  }

  here.goesTo("neck")

  assert.deepEqual(here.wentTo, [["went_to", "1 neck"]])
})

test("pages that come late write no address of theirs where Back and Forward have gone meanwhile", async () => {
  const here = await tab()
  here.runs({ turn: 7, step: "chin" })
  for (const step of ["neck", "chin", "neck", "chin"]) {
    here.goesTo(step)
  }
  here.addresses.length = 0

  const numbers = here.wentTo.map(([, told]) => told.split(" ")[0])
  here.runs({ turn: 9, step: "chin", requested: numbers[1], tablet: "" })
  here.runs({ turn: 10, step: "neck", requested: numbers[2], tablet: "" })
  assert.deepEqual(here.addresses, [])
  here.runs({ turn: 11, step: "chin", requested: numbers[3], tablet: "" })
  assert.deepEqual(here.addresses, ["?step=chin"])
})

test("the page after a visit that was refused begins at its heading, even where its own run came too late", async () => {
  for (const late of [false, true]) {
    const person = await tab(await packed(JSON.stringify({ turn: 10 ** 30, tablet: "front-desk" })))
    person.runs({ turn: 0 })
    await settled()
    if (!late) {
      person.runs({ turn: 0, refused: true })
    }
    assert.deepEqual(person.focused, [], "the first page takes the focus away from where it is")
    person.runs({ turn: 1, refused: true, step: "mirror" })

    assert.deepEqual(person.focused, ["heading"])
  }
})

test("a page in the same language has the browser work no styles out anew", async () => {
  const here = await tab()
  here.runs({ turn: 7, kept: KEPT })
  await settled()
  const before = here.restyled

  here.runs({ turn: 8, kept: KEPT })
  await settled()

  assert.ok(before > 0)
  assert.equal(here.restyled, before)
})

test("a browser that is set to keep nothing shows every page all the same", async () => {
  for (const run of [{ turn: 0 }, { turn: 1, kept: KEPT }, { turn: 2, kept: null }]) {
    const here = await tab()
    here.blocked = true

    here.runs(run)

    assert.equal(here.language(), "en", `turn ${run.turn}`)
  }
})
