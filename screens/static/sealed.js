// What this tab keeps of a visit: sealed, since a browser writes sessionStorage to its disk, and leaves there what was
// taken out. Once its key is gone, nobody reads it any more. At home the key rests in the browser's database, so that a
// phone may put the page to sleep over night; on a clinic's tablet it is in no file, and lives on in keeper.js alone
// while the page is loaded anew. Where a browser cannot do that, nothing is kept. docs/decisions/2-tab-copy.md says why.

const KEPT = "visit" // under this name in sessionStorage
const LARGEST = 32_000 // characters of a visit; an honest one has some 2,000, and server/socket_gate.py takes no more than 64 kB
const STILL_HERE = 10_000 // milliseconds until keeper.js hears from us again: a browser ends it after 30 s of silence
const ANSWERED = 3_000 // milliseconds that keeper.js has for an answer
const LONGEST = 48 * 3_600_000 // milliseconds that a key may rest at home
const CIPHER = "AES-GCM"

let ours = null // the name and the key under which this tab keeps, and its tablet
let changes = 0 // how often something was kept or forgotten
let last = Promise.resolve() // the last of them: each waits for the one before it
let telling = null

export function isSomethingKept() {
  return stored() !== null
}

// Keep a visit (as JSON). tablet: its name, empty at home.
export function keepSealed(text, tablet) {
  const change = ++changes
  last = last
    .then(() => (change === changes ? sealAndStore(text, tablet, change) : null))
    .catch(() => store(null))
    .then(() => (change === changes ? tellWhatIsKept() : null))
}

// People read it on the page before the first question, where their browser keeps nothing (screens/mirror.py).
function tellWhatIsKept() {
  const keeps = isSomethingKept() ? "something" : "nothing"
  if (document.documentElement.dataset.keeps !== keeps) {
    document.documentElement.dataset.keeps = keeps
  }
}

// Keep nothing more, and make what was kept unreadable.
export function forgetSealed(tablet) {
  changes += 1
  const name = ours?.name ?? parsed()?.name
  store(null)
  ours = null
  clearInterval(telling)
  if (name) {
    last = last.then(() => keysOf(tablet).drop(name)).catch(() => {})
  }
}

// Returns the visit that is kept; null where it is damaged, too large, too old (maxAge: milliseconds), of another
// tablet, or where its key is gone.
export async function opened(tablet, maxAge) {
  try {
    const { at, name, iv, sealed } = parsed()
    if (!(Math.abs(Date.now() - at) <= maxAge) || sealed.length > 2 * LARGEST) {
      return null
    }
    const key = await keysOf(tablet).get(name)
    const bytes = await crypto.subtle.decrypt({ name: CIPHER, iv: bytesOf(iv) }, key, bytesOf(sealed))
    const text = new TextDecoder().decode(bytes)
    if (text.length > LARGEST || JSON.parse(text).tablet !== tablet) {
      return null
    }
    use({ name, key, tablet })
    return text
  } catch {
    return null
  }
}

// Note that someone was here, so that what is kept may be used for longer.
export function touched() {
  const kept = parsed()
  if (kept) {
    store(JSON.stringify({ ...kept, at: Date.now() }))
  }
}

async function sealAndStore(text, tablet, change) {
  if (!ours) {
    const name = crypto.randomUUID()
    const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"])
    await keysOf(tablet).put(name, key)
    if (change !== changes && !isSomethingKept()) {
      await keysOf(tablet).drop(name) // it was forgotten meanwhile
      return
    }
    use({ name, key, tablet })
  }
  const { name, key } = ours
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(text)))
  if (change === changes) {
    store(JSON.stringify({ at: Date.now(), name, iv: textOf(iv), sealed: textOf(sealed) }))
  }
}

function use(found) {
  ours = found
  clearInterval(telling)
  if (ours.tablet) {
    telling = setInterval(() => onTablet.put(ours.name, ours.key).catch(() => {}), STILL_HERE)
  }
}

function stored() {
  try {
    return window.sessionStorage.getItem(KEPT)
  } catch {
    return null // a browser may be set to keep nothing
  }
}

function parsed() {
  try {
    return JSON.parse(stored())
  } catch {
    return null
  }
}

// text: null for nothing.
function store(text) {
  try {
    if (text === null) {
      window.sessionStorage.removeItem(KEPT)
    } else {
      window.sessionStorage.setItem(KEPT, text)
    }
  } catch {
    // then a reload begins anew, and nothing else is lost
  }
}

function textOf(bytes) {
  return btoa(String.fromCharCode(...bytes))
}

function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

// Where the key is

function keysOf(tablet) {
  return tablet ? onTablet : atHome
}

const onTablet = {
  put: (name, key) => asked({ put: name, key }),
  get: (name) => asked({ get: name }),
  drop: (name) => asked({ drop: name }),
}

function asked(message) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("keeper.js does not answer")), ANSWERED)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => {
      clearTimeout(late)
      port1.close()
      resolve(data)
    }
    workerAtWork().then((worker) => worker.postMessage(message, [port2]), reject)
  })
}

async function workerAtWork() {
  const { active, waiting, installing } = await navigator.serviceWorker.register("keeper.js", { scope: "keeper/" })
  if (active) {
    return active
  }
  const worker = installing ?? waiting
  await new Promise((resolve) => {
    const look = () => worker.state === "activated" && resolve()
    worker.addEventListener("statechange", look)
    look()
  })
  return worker
}

const atHome = {
  put: (name, key) =>
    inDatabase("readwrite", (keys) => {
      const old = keys.openCursor()
      old.onsuccess = () => {
        if (Math.abs(Date.now() - old.result?.value.at) > LONGEST) { // or ahead: the clock was wrong, and is put right
          old.result.delete()
        }
        old.result?.continue()
      }
      return keys.put({ key, at: Date.now() }, name)
    }),
  get: async (name) => (await inDatabase("readonly", (keys) => keys.get(name))).key,
  drop: (name) => inDatabase("readwrite", (keys) => keys.delete(name)),
}

async function inDatabase(mode, act) {
  const opening = indexedDB.open("keys", 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys")
  const database = await done(opening)
  try {
    const transaction = database.transaction("keys", mode)
    const request = act(transaction.objectStore("keys"))
    await done(transaction) // a page that goes before it is complete takes back what was put
    return request.result
  } finally {
    database.close()
  }
}

function done(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = asked.oncomplete = () => resolve(asked.result)
    asked.onerror = asked.onabort = () => reject(asked.error)
  })
}
