// What only the browser can do: language, focus, scrolling, history, printing, looking ahead.
// The page calls this with each new turn; `data` is what screens/browser.py sends.

let latest = null // what the page was last called with
let shownTurn = null
let printed = 0
let asked = null // the step that Back or Forward asked for last, until its page comes
let describing = null

export default function (component) {
  const { data } = (latest = component)
  window.addEventListener("history-step", goThroughHistory) // sent by server/page.py
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
    writeAddress(data, firstPage)
    whenThere(`[data-turn="${data.turn}"]`, () => {
      if (!firstPage) {
        startAtTop(data.focus)
      }
    })
    keepDescribed(`.st-key-choices-${data.step}`)
    for (const address of data.soon) {
      new Image().src = address
    }
  }
  return () => window.removeEventListener("history-step", goThroughHistory)
}

// The browser's own Back or Forward was tapped.
function goThroughHistory() {
  const { data, setTriggerValue } = latest
  const step = new URLSearchParams(window.location.search).get("step") ?? data.first_step
  if (asked !== null || step !== data.step) {
    asked = step
    setTriggerValue("went_to", step)
  }
}

// The address names the step and never an answer. A step that the person came to by going through
// the history has its entry already; while more such steps are on their way, the address is theirs.
function writeAddress(data, firstPage) {
  if (data.asked !== null && asked !== null && data.asked !== asked) {
    return
  }
  asked = null
  const address = data.step === data.first_step ? window.location.pathname : `?step=${data.step}`
  if (firstPage || data.asked !== null) {
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

// The goal may come later than the head of its page.
function startAtTop(goal) {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  whenThere(`#${goal}`, () => document.getElementById(goal).focus({ preventScroll: goal === "heading" }))
}

// Streamlit gives a group of tick boxes no role and a group of choices no description: add both.
// It may draw them anew at any moment, so we look again after each change to the page.
function keepDescribed(selector) {
  const describe = () => describeChoices(document.querySelector(selector))
  describing?.disconnect()
  describing = new MutationObserver(describe)
  describing.observe(document.body, { childList: true, subtree: true })
  describe()
}

function describeChoices(box) {
  const choices = box?.querySelector("[role=radiogroup]")
  const error = document.getElementById("error")
  const about = [error, document.getElementById("hint")].filter(Boolean)
  if (choices) {
    choices.setAttribute("aria-invalid", String(Boolean(error)))
  } else if (box?.querySelector("input[type=checkbox]")) {
    box.setAttribute("role", "group")
    box.setAttribute("aria-labelledby", "heading")
  } else {
    return
  }
  const group = choices ?? box
  group.setAttribute("aria-describedby", about.map(({ id }) => id).join(" "))
}
