// What only JavaScript can do at the desk. The page calls this with each run whose `data` is new: JSON, as
// desk/in_the_browser.py writes it. What is made of a visit has no address: it comes with `data`, and goes when it goes.

let turn = null // the page that has had its focus
let done = null // the last thing made that was saved or printed
let saved = [] // addresses of what was saved, which the browser may still be fetching
let shown = null // the last words that were said, so that they are said once

const night = matchMedia("(prefers-color-scheme: dark)")

export default function ({ data, parentElement }) {
  const told = JSON.parse(data)
  document.documentElement.lang = told.language
  const status = parentElement.querySelector("#said")
  const say = (words) => {
    status.textContent = words
  }
  offerToCopy(parentElement.querySelector("#copy"), told, say)
  const paper = parentElement.querySelector(".paper")
  const made = told.made
  if (turn !== told.turn) {
    turn = told.turn
    forgetWhatWasSaved()
    whenHere(told.turn, () => putFocus(told.focus))
    shown = null
  }
  if (told.said !== shown) {
    shown = told.said
    say(told.said)
  }
  paper.replaceChildren(...(made?.pages ?? []).map(imageOf))
  paper.dataset.format = made?.format ?? ""
  if (made && made.id !== done) {
    done = made.id
    if (made.pages) {
      print(paper)
    } else {
      save(made)
    }
  }
  nameNights()
}

// The page and this script's news of it come apart: waits until the page of this turn is drawn.
function whenHere(number, act) {
  const look = () => {
    if (turn !== number) {
      return
    }
    if (document.querySelector(`[data-turn="${number}"]`)) {
      act()
    } else {
      requestAnimationFrame(look)
    }
  }
  look()
}

function putFocus(where) {
  nameNights()
  const place = where === "heading" ? "#heading" : ".st-key-code input"
  const target = document.querySelector(place)
  if (!target) {
    requestAnimationFrame(() => putFocus(where)) // Streamlit fetches late what draws a field
    return
  }
  if (where === "field") {
    const refused = document.querySelector("#refused")
    target.setAttribute("aria-describedby", "refused")
    target.setAttribute("aria-invalid", String(Boolean(refused?.textContent)))
    target.spellcheck = false
    target.setAttribute("autocapitalize", "characters")
  }
  target.focus()
}

function offerToCopy(button, { text, words }, say) {
  button.hidden = !text
  if (button.dataset.of !== String(turn)) {
    button.textContent = words.copy
  }
  button.onclick = async () => {
    const copied = await copy(text)
    button.textContent = copied ? words.copied : words.copy
    button.dataset.of = String(turn)
    shown = copied ? words.copied : words.failed
    say(shown)
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
}

function forgetWhatWasSaved() {
  saved.forEach((address) => URL.revokeObjectURL(address))
  saved = []
}

function imageOf(svg) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return image
}

// The stylesheet prints what is in `paper`, and nothing else, for as long as there is something in it.
async function print(paper) {
  const images = [...paper.children]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (images.every((image) => image.isConnected)) {
    window.print()
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
addEventListener("afterprint", () => document.querySelector(".paper")?.replaceChildren())
