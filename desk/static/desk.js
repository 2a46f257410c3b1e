// What only JavaScript can do at the desk. The page calls this with each run whose `data` is new: JSON, as
// desk/in_the_browser.py sends it, together with serving/static/made.js, which stands before it.

let turn = null // the page that has had its focus
let done = null // the last thing made that was saved or sent to the printer
let over = null // the last thing made that the printer has had
const saved = [] // addresses of what was saved, which the browser may still be fetching

const night = matchMedia("(prefers-color-scheme: dark)")

export default function ({ data, parentElement }) {
  const told = JSON.parse(data)
  const { made, said } = told
  const status = parentElement.querySelector("#said")
  const say = (words) => {
    status.textContent = words
  }
  document.documentElement.lang = told.language
  if (turn !== told.turn) {
    turn = told.turn
    forgetWhatWasMade()
    whenHere(turn, () => {
      nameNights()
      putFocus(told)
    })
    say(said)
  }
  offerToCopy(parentElement.querySelector("#copy"), told, say)
  // Streamlit may draw `paper` anew at any moment, so it is filled with each call.
  layOut(parentElement.querySelector(".paper"), made && made.id !== over ? made : {})
  if (made && made.id !== done) {
    done = made.id
    say(said)
    if (made.pages) {
      whenLaidOut(
        made.pages.length,
        () => made.id === done, // else something was asked for since, or the visit is closed
        () => window.print(),
      )
    } else {
      saved.push(save(made))
    }
  }
  nameNights()
}

// The page and this script's news of it come apart: waits until the page of this turn is drawn.
function whenHere(of, act) {
  if (document.querySelector(`[data-turn="${of}"]`)) {
    act()
  } else {
    whenDrawn(of, () => whenHere(of, act))
  }
}

// Acts in the next frame, unless the page has turned again.
function whenDrawn(of, act) {
  requestAnimationFrame(() => turn === of && act())
}

function putFocus({ turn: of, focus, refused }) {
  const target = document.querySelector(focus === "heading" ? "#heading" : ".st-key-code input")
  if (!target) {
    whenDrawn(of, () => putFocus({ turn: of, focus, refused })) // Streamlit fetches late what draws a field
    return
  }
  if (focus === "field") {
    target.setAttribute("aria-describedby", "refused")
    target.setAttribute("aria-invalid", String(refused))
    target.setAttribute("autocapitalize", "characters")
    target.spellcheck = false
  }
  target.focus()
}

function offerToCopy(button, { text, words }, say) {
  button.hidden = !text
  if (button.dataset.of !== String(turn)) {
    button.textContent = words.copy
  }
  button.onclick = async () => {
    button.textContent = (await copy(text)) ? words.copied : words.failed
    button.dataset.of = String(turn)
    say(button.textContent)
  }
}

// Without TLS a browser has no `clipboard`, and the older way does.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const place = document.createElement("textarea")
    place.value = text
    document.body.append(place)
    const before = document.activeElement
    place.select()
    const copied = document.execCommand("copy")
    place.remove()
    before?.focus()
    return copied
  }
}

function forgetWhatWasMade() {
  done = null
  saved.splice(0).forEach((address) => URL.revokeObjectURL(address))
}

// A drawing is dark where its address ends so; the stylesheet takes the name on a dark screen, never on paper.
function nameNights() {
  for (const picture of document.querySelectorAll(".drawing")) {
    if (night.matches && !picture.style.getPropertyValue("--by-night")) {
      picture.style.setProperty("--by-night", `url("${picture.src}#night")`)
    }
  }
}

night.addEventListener("change", nameNights)
addEventListener("afterprint", () => {
  over = done
  document.querySelector(".paper")?.replaceChildren()
})
