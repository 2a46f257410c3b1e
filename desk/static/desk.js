// What only JavaScript can do at the desk. The page calls this with each run whose `data` is new: JSON, as
// desk/in_the_browser.py writes it. What is made of a visit has no address: it comes with `data`, and goes when it goes.

let turn = null // the page that has had its focus
let done = null // the last thing made that was saved or sent to the printer
let over = null // the last thing made that the printer has had
const A_MINUTE = 60_000 // milliseconds, in which a browser has read what it saves
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
  const paper = parentElement.querySelector(".paper")
  paper.replaceChildren(...(made && made.id !== over ? made.pages ?? [] : []).map(imageOf))
  paper.dataset.format = made?.format ?? ""
  if (made && made.id !== done) {
    done = made.id
    say(said)
    if (made.pages) {
      printWhenDrawn(made.id)
    } else {
      save(made)
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

function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  saved.push(address)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), A_MINUTE) // though nobody comes back to this page
}

function forgetWhatWasMade() {
  done = null
  saved.splice(0).forEach((address) => URL.revokeObjectURL(address))
}

function imageOf(svg) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return image
}

// The stylesheet prints what is in `paper`, and nothing else, for as long as there is something in it.
async function printWhenDrawn(id) {
  const images = [...document.querySelectorAll(".paper img")]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (id !== done) {
    return // something else was asked for, or the visit is closed
  }
  if (images.length > 0 && images.every((image) => image.isConnected)) {
    window.print()
  } else {
    requestAnimationFrame(() => printWhenDrawn(id))
  }
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
