// Saves a file or prints, once for each time the person asks for it, and without an address that anyone else
// could fetch it from. The page calls this with each run that changes `data`, which is what screens/export.py
// sends: a file with its `content`, or `pages` to print; none for the page that is on the screen.

let done = null // the last export that was saved or printed
let waiting = null // of the last call: it has put pages on the page, which are to be printed once they are drawn

export default function ({ data, parentElement }) {
  // Streamlit may draw `paper` anew at any moment, so it is filled with each call.
  const images = (data.pages ?? []).map(imageOf)
  const paper = parentElement.querySelector(".paper")
  paper.dataset.format = data.format
  paper.replaceChildren(...images)
  const call = (waiting = data.pages ? Symbol(data.export) : null)
  if (data.pages) {
    printWhenDrawn(data.export, images.length, call)
  } else if (isNew(data.export)) {
    save(data)
  }
  // Of two runs that overlap, Streamlit tells of the earlier one's end after the later one's beginning.
  return () => {
    if (waiting === call) {
      waiting = null
    }
  }
}

// Returns true the first time that it is asked about an export.
function isNew(id) {
  const first = id !== done
  done = id
  return first
}

function imageOf(svg) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return image
}

function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000) // some browsers fetch it after a question
}

// The stylesheet prints what is in `paper`, and nothing else, for as long as there is something in it.
async function printWhenDrawn(id, count, call) {
  const images = [...document.querySelectorAll(".paper img")]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (call !== waiting) {
    return
  }
  if (images.length < count || !images.every((image) => image.isConnected)) {
    requestAnimationFrame(() => printWhenDrawn(id, count, call))
  } else if (isNew(id)) {
    window.print()
  }
}
