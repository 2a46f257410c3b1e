// The desk's watch. The page calls it with each run; it counts from the last touch, and tells the server of touches now and
// then. When nobody has touched the page for too long, all of it goes, whether or not the server can be reached.

const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchstart"]
const A_MOMENT = 500 // milliseconds, in which the server hears that nobody is here

let latest = null // the last call
let touched = Date.now()
let told = touched // the last touch that the server knows of
let looking = null

export default function (component) {
  latest = component
  if (looking === null) {
    TOUCHES.forEach((kind) => window.addEventListener(kind, noteTouch, { capture: true, passive: true }))
    document.addEventListener("visibilitychange", look)
    looking = window.setInterval(look, 1000)
    touched = told = Date.now()
  }
}

function noteTouch() {
  look() // a machine that slept is touched too late
  touched = Date.now()
}

function look() {
  if (looking === null || !document.querySelector(".st-key-idle")) {
    return // nobody is signed in
  }
  const { idle, every } = JSON.parse(latest.data)
  const now = Date.now()
  if (Math.abs(now - touched) >= idle) {
    leave()
  } else if (touched > told && now - told >= every) {
    told = touched
    latest.setTriggerValue("touched", now - touched)
  }
}

function leave() {
  window.clearInterval(looking)
  looking = null
  document.body.replaceChildren()
  latest.setTriggerValue("left", Date.now())
  window.setTimeout(() => window.location.reload(), A_MOMENT)
}
