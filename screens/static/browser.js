// What only the browser can do: language, focus, scrolling, history, looking ahead; keeping
// the visit in this tab; and on a clinic's tablet, noticing that nobody is there any more.
// The page calls this with each run that changes `data`, which is what screens/browser.py sends, together with
// sealed.js, which stands before it.

const PATIENCE = 1500 // milliseconds without a connection until we say so
const SIGNS_OF_LIFE = ["pointerdown", "touchstart", "keydown", "wheel", "scroll"]

let latest = null // what the page was last called with
let shownTurn = null
let goes = 0 // how often Back or Forward asked for a page
let requested = null // which of these times was the last, until its page comes
let describing = null
let reports = 0 // how often we told the server what this tab has kept
let reported = false // whether we did since the connection came
let looking = false // whether we are looking for what this tab has kept
let connected = true
let waiting = null
let watched = null // the element that says whether there is a connection
let lastSeen = Date.now()
let idling = null
let watchedFor = null // the milliseconds without a touch that are waited for
let gone = false // this page is on its way out: it shows and keeps nothing more

export default function (component) {
  const { data } = (latest = component)
  // Sent by server/before_streamlit.js. It counts once, however often it is said, and is never taken back: of two runs that
  // overlap, Streamlit tells of the earlier one's end after the later one's beginning.
  window.addEventListener("history-step", goThroughHistory)
  window.addEventListener("click", followOwnLink)
  watchConnection()
  if (data.turn === 0 && !data.refused && (reported || isSomethingKept())) {
    bringBack()
  } else if (!gone) {
    showRun(data)
  }
}

function showRun(data) {
  keep(data)
  watchIdle(data)
  if (data.leaving) {
    startAnew()
    return
  }
  if (data.turn !== shownTurn) {
    // Where what the tab had kept was refused, turn 0 was on the screen: the person went on from there, though
    // perhaps before the run that says so.
    const firstPage = shownTurn === null && !(data.refused && data.turn > 0)
    shownTurn = data.turn
    if (document.documentElement.lang !== data.language) {
      document.documentElement.lang = data.language // the same once more would have every style worked out anew
    }
    writeAddress(data, firstPage)
    whenThere(`[data-turn="${data.turn}"]`, () => {
      if (!firstPage) {
        startAtTop(data.focus)
      }
    })
    keepDescribed(`.st-key-choices-${data.step}`)
    whenIdle(() => lookAhead(data.preload))
  }
}

// Fetch the pictures of the next page. To read one in holds up whatever else the browser has to do.
function lookAhead(addresses) {
  for (const address of addresses) {
    new Image().src = address
  }
}

function whenIdle(act) {
  const later = window.requestIdleCallback ?? setTimeout // eslint-disable-line ours/oldest-browsers -- Safari has the other
  later(act)
}

// What this tab keeps. It is gone with the tab, and no other tab and no server can read it.

// A new session knows nothing yet; its next run brings the visit back. To tell it twice would break that run off, and
// may lose what was tapped meanwhile.
async function bringBack() {
  if (reported || looking) {
    return
  }
  looking = true
  const { tablet, max_age: maxAge } = latest.data
  const kept = await opened(tablet, maxAge)
  looking = false
  if (gone) {
    return
  }
  if (kept === null) {
    forgetSealed(tablet)
    showRun(latest.data)
  } else if (!reported) {
    report(kept)
  }
}

function keep({ kept, tablet }) {
  if (kept !== null) {
    keepSealed(kept, tablet)
  } else {
    forget(tablet)
  }
}

function forget(tablet) {
  forgetSealed(tablet)
  if (reports > 0) {
    reports = 0
    latest.setStateValue("kept", null) // Streamlit's page would send it along with every tap
  }
}

function report(text) {
  reported = true
  reports += 1
  latest.setStateValue("kept", { text, reports })
}

// The connection. Streamlit connects again by itself, and may then meet a server that knows nothing.

function watchConnection() {
  const app = document.querySelector('[data-testid="stApp"]')
  if (app && app !== watched) {
    watched = app
    const filter = { attributeFilter: ["data-test-connection-state"] }
    new MutationObserver(followConnection).observe(app, filter)
    new MutationObserver(mend).observe(app, { childList: true, subtree: true })
    note("")
  }
}

function followConnection() {
  const now = watched.dataset.testConnectionState === "CONNECTED"
  if (now === connected || gone) {
    return
  }
  connected = now
  clearInterval(waiting)
  if (!connected) {
    reported = false
    waiting = setInterval(sayAway, PATIENCE)
    return
  }
  note("")
  if (latest.data.kept !== null) {
    report(latest.data.kept)
  }
  mend()
}

// A part of Streamlit's page that could not be fetched stays broken, until the page is loaded anew.
function mend() {
  if (connected && !gone && document.querySelector('[data-testid="stAlertContainer"]')) {
    gone = true
    setTimeout(() => window.location.reload(), PATIENCE)
  }
}

// Streamlit's own words for it are for programmers: close them, and say ours.
function sayAway() {
  document.querySelector('[data-testid="stDialog"] [aria-label="Close"]')?.click()
  note(latest.data.words.away)
}

// Says something in a place of its own (server/index_page.py), which outlives whatever Streamlit draws.
function note(words) {
  const place = document.getElementById("away")
  if (place.textContent !== words) {
    place.textContent = words
  }
}

// A clinic's tablet. Nobody has touched it for a while: ask, count down, wipe. No server is needed.

// Returns what is due: "wait" (for so many milliseconds), "ask" or "wipe".
export function due(lastSeen, now, { idle, countdown }) {
  const quiet = now - lastSeen
  if (quiet < idle) {
    return { what: "wait", for: idle - quiet }
  }
  return { what: quiet > idle + countdown ? "wipe" : "ask" }
}

function watchIdle({ limits }) {
  if (limits && idling && limits.idle !== watchedFor && !document.getElementById("still-there")) {
    clearTimeout(idling)
    idling = setTimeout(lookAround, limits.idle)
    watchedFor = limits.idle
  } else if (limits && !idling) {
    watchedFor = limits.idle
    lastSeen = Date.now()
    for (const sign of SIGNS_OF_LIFE) {
      window.addEventListener(sign, seen, { capture: true, passive: true })
    }
    idling = setTimeout(lookAround, limits.idle)
  } else if (!limits && idling) {
    stopIdling()
  }
}

function stopIdling() {
  clearTimeout(idling)
  idling = null
  for (const sign of SIGNS_OF_LIFE) {
    window.removeEventListener(sign, seen, { capture: true })
  }
  document.getElementById("still-there")?.remove()
}

function seen() {
  if (document.getElementById("still-there")) {
    return // only the button says that someone is there
  }
  const now = Date.now()
  if (now - lastSeen > 1000) {
    touched()
  }
  lastSeen = now
}

function lookAround() {
  const { limits } = latest.data
  lastSeen = Math.min(lastSeen, Date.now()) // a clock that was put back: else nothing were due for as long as that
  const next = due(lastSeen, Date.now(), limits)
  if (next.what === "wait") {
    idling = setTimeout(lookAround, next.for)
  } else if (next.what === "ask") {
    ask(Date.now() + limits.countdown)
  } else {
    wipe()
  }
}

function ask(deadline) {
  const { words } = latest.data
  let before = Date.now()
  const seconds = () => Math.max(0, Math.ceil((deadline - Date.now()) / 1000))
  const dialog = element("dialog", { id: "still-there", role: "alertdialog" })
  const heading = element("h2", { id: "still-there-heading" }, words.idle_heading)
  const text = element("p", { id: "still-there-text" }, words.idle_text.replaceAll("{seconds}", seconds()))
  const clock = element("p", { class: "clock", "aria-hidden": "true" }, seconds())
  const button = element("button", { type: "button" }, words.more_time)
  dialog.setAttribute("aria-labelledby", heading.id)
  dialog.setAttribute("aria-describedby", text.id)
  dialog.append(heading, text, clock, button)
  const stay = () => {
    clearTimeout(idling)
    dialog.close()
    dialog.remove()
    seen()
    idling = setTimeout(lookAround, latest.data.limits.idle)
  }
  button.addEventListener("click", stay)
  dialog.addEventListener("cancel", stay) // the Escape key
  document.body.append(dialog)
  dialog.showModal()
  button.focus()
  const tick = () => {
    deadline -= Math.max(0, before - Date.now()) // a clock that was put back gives nobody more time
    before = Date.now()
    if (before >= deadline) {
      wipe()
      return
    }
    clock.textContent = seconds()
    idling = setTimeout(tick, 250)
  }
  tick()
}

function wipe() {
  const { tablet, words } = latest.data
  gone = true
  stopIdling()
  clearInterval(waiting)
  note("")
  forgetSealed(tablet)
  if (connected) {
    latest.setTriggerValue("left", Date.now())
  }
  const root = document.getElementById("root")
  root.hidden = true
  const place = element("main", { id: "gone" })
  place.append(element("h1", {}, words.gone_heading), element("p", {}, words.gone_text))
  place.append(element("p", { id: "gone-away", role: "status" }))
  document.body.append(place)
  setTimeout(() => {
    root.remove()
    startAnew()
  }, 500) // the server hears of it first
}

// Leave this page, and with it all that it remembers, for the tablet's start page.
async function startAnew() {
  const start = addressOf({ ...latest.data, step: latest.data.first_step }, window.location.pathname)
  try {
    if ((await fetch(start, { cache: "no-store" })).ok) {
      window.location.replace(start)
      return
    }
  } catch {
    // the server is gone: wait for it
  }
  const place = document.getElementById("gone-away")
  if (place) {
    place.textContent = latest.data.words.gone_away
  }
  setTimeout(startAnew, 2000)
}

function element(tag, attributes, text = "") {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value)
  }
  made.textContent = text
  return made
}

// Back, Forward, and the address

// The browser's own Back or Forward was tapped.
function goThroughHistory() {
  const { data, setTriggerValue } = latest
  const step = new URLSearchParams(window.location.search).get("step") ?? data.first_step
  if (requested !== null || step !== data.step) {
    goes += 1
    requested = String(goes) // the step says too little: there and back again, a page may be an earlier answer
    setTriggerValue("went_to", `${requested} ${step}`)
  }
}

// A link to a step of the visit. It leads there as a button does, without loading the page anew.
function followOwnLink(event) {
  const link = event.target.closest("a[href^='?']")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault()
    const { data } = latest
    const step = new URLSearchParams(link.search).get("step")
    const address = addressOf({ ...data, step }, window.location.pathname)
    window.history[data.tablet ? "replaceState" : "pushState"](null, "", address)
    goThroughHistory()
  }
}

// The address names the step and the tablet, and never an answer.
export function addressOf({ step, first_step, tablet }, path) {
  const query = new URLSearchParams()
  if (tablet) {
    query.set("tablet", tablet)
  }
  if (step !== first_step) {
    query.set("step", step)
  }
  const asked = String(query)
  return asked ? `?${asked}` : path.replace(/^\/+/, "/") // two slashes would begin a host
}

// A step that the person came to by going through the history has its entry already; while more such
// steps are on their way, the address is theirs. A clinic's tablet has one entry: nobody goes back in it.
function writeAddress(data, firstPage) {
  if (data.requested !== null && requested !== null && data.requested !== requested) {
    return
  }
  requested = null
  const address = addressOf(data, window.location.pathname)
  if (firstPage || data.requested !== null || data.tablet) {
    window.history.replaceState(null, "", address)
  } else if (new URL(address, window.location.href).href !== window.location.href) {
    window.history.pushState(null, "", address)
  }
}

// Focus, and what is read out

function whenThere(selector, then) {
  if (document.querySelector(selector)) {
    then()
    return
  }
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector)) {
      observer.disconnect()
      then()
    }
  })
  observer.observe(document.body, { childList: true, subtree: true, attributes: true })
  setTimeout(() => observer.disconnect(), 10_000)
}

// The goal may come later than the head of its page.
function startAtTop(goal) {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  whenThere(`#${goal}`, () => document.getElementById(goal).focus({ preventScroll: goal === "heading" }))
}

// The page's name for the browser's tab stands in its head.
function nameTab() {
  const { title } = document.querySelector("[data-title]")?.dataset ?? document
  if (document.title !== title) {
    document.title = title
  }
}

// Streamlit gives a group of tick boxes no role and a group of choices no description: add both. It names a group, and
// each box, by the Markdown of its words: name them by what is seen.
// It may draw them anew at any moment, so we look again after each change to the page.
function keepDescribed(selector) {
  const describe = () => {
    nameTab()
    describeChoices(document.querySelector(selector))
  }
  describing?.disconnect()
  describing = new MutationObserver(describe)
  describing.observe(document.body, { childList: true, subtree: true })
  describe()
}

function describeChoices(box) {
  const choices = box?.querySelector("[role=radiogroup]")
  const error = document.getElementById("error")
  const about = [error, document.getElementById("hint")].filter(Boolean)
  const field = document.querySelector("main form input")
  if (field) {
    put(field, "aria-invalid", String(Boolean(error)))
    put(field, "aria-describedby", about.map(({ id }) => id).join(" "))
  }
  if (choices) {
    put(choices, "aria-invalid", String(Boolean(error)))
    put(choices, "aria-labelledby", "heading")
  } else if (box?.querySelector("input[type=checkbox]")) {
    put(box, "role", "group")
    put(box, "aria-labelledby", "heading")
    for (const tick of box.querySelectorAll("input[type=checkbox]")) {
      const words = tick.closest("label")?.innerText.trim()
      if (words) {
        put(tick, "aria-label", words)
      }
    }
  } else {
    return
  }
  const group = choices ?? box
  put(group, "aria-describedby", about.map(({ id }) => id).join(" "))
}

// To put there what is there already would have the browser work the styles out anew.
function put(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value)
  }
}
