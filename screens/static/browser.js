// What only the browser can do: language, focus, scrolling, history, printing.
// The page calls this with each new turn; `data` is what screens/browser.py sends.

let shownTurn = null
let printed = 0
let goingThroughHistory = false

export default function ({ data, setTriggerValue }) {
  window.onpopstate = () => {
    const step = new URLSearchParams(window.location.search).get("step") ?? data.first_step
    if (step !== data.step) {
      goingThroughHistory = true
      setTriggerValue("went_to", step)
    }
  }
  if (data.prints !== printed) {
    printed = data.prints
    if (printed > 0) {
      window.print()
    }
  }
  if (data.turn !== shownTurn) {
    const firstPage = shownTurn === null
    shownTurn = data.turn
    document.documentElement.lang = data.language
    writeAddress(data, firstPage || goingThroughHistory)
    goingThroughHistory = false
    whenThere(`[data-turn="${data.turn}"]`, () => {
      if (!firstPage) {
        startAtTop()
      }
    })
    const choices = `.st-key-choices-${data.step}`
    whenThere(`${choices} input`, () => describeChoices(document.querySelector(choices)))
  }
}

// The address names the step and never an answer. A step that the person came to by going through
// the history has its entry already.
function writeAddress({ step, first_step }, replace) {
  const address = step === first_step ? window.location.pathname : `?step=${step}`
  if (replace) {
    window.history.replaceState(null, "", address)
  } else if (new URL(address, window.location.href).href !== window.location.href) {
    window.history.pushState(null, "", address)
  }
}

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

function startAtTop() {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  const goal = document.getElementById("error") ?? document.getElementById("heading")
  goal?.focus({ preventScroll: goal.id === "heading" })
}

// Streamlit gives a group of tick boxes no role and a group of choices no description: add both.
function describeChoices(box) {
  const choices = box.querySelector("[role=radiogroup]")
  const error = document.getElementById("error")
  const about = [error, document.getElementById("hint")].filter(Boolean)
  if (!choices) {
    box.setAttribute("role", "group")
    box.setAttribute("aria-labelledby", "heading")
  } else {
    choices.setAttribute("aria-invalid", String(Boolean(error)))
  }
  const group = choices ?? box
  group.setAttribute("aria-describedby", about.map(({ id }) => id).join(" "))
}
