// Hands a file to the person, without an address that anyone else could fetch it from: saves it, or prints
// its pages. The page calls this with each run that changes `data`, which is what screens/file.py sends.

let saved = null // the last wish whose file was saved
let printed = null // the last wish whose pages were printed
let waiting = null // the wish whose pages are on the page, to be printed once they are drawn

export default function ({ data, parentElement }) {
  // Streamlit may draw `paper` anew at any moment, so it is filled with each call.
  const images = (data.pages ?? []).map(imageOf)
  const paper = parentElement.querySelector(".paper")
  paper.dataset.format = data.format
  paper.replaceChildren(...images)
  waiting = data.pages ? data.wish : null
  if (data.pages) {
    printWhenDrawn(data.wish)
  } else if (data.wish !== saved) {
    saved = data.wish
    save(data)
  }
  return () => {
    waiting = null
  }
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
async function printWhenDrawn(wish) {
  const images = [...document.querySelectorAll(".paper img")]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (wish !== waiting || wish === printed) {
    return
  }
  if (images.length > 0 && images.every((image) => image.isConnected)) {
    printed = wish
    window.print()
  } else {
    requestAnimationFrame(() => printWhenDrawn(wish))
  }
}
