// Hands a file to the person, without an address that anyone else could fetch it from: saves it, or prints
// its pages. The page calls this with each run that changes `data`, which is what screens/file.py sends.

let met = null // the last wish: its file was saved, or printed

export default function ({ data, parentElement }) {
  // Streamlit may draw `paper` anew at any moment, so it is filled with each call.
  const images = (data.pages ?? []).map(imageOf)
  const paper = parentElement.querySelector(".paper")
  paper.dataset.format = data.format
  paper.replaceChildren(...images)
  if (data.wish === met) {
    return
  }
  met = data.wish
  if (data.pages) {
    printWhenDrawn()
  } else {
    save(data)
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
async function printWhenDrawn() {
  const images = [...document.querySelectorAll(".paper img")]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (images.length > 0 && images.every((image) => image.isConnected)) {
    window.print()
  } else {
    requestAnimationFrame(printWhenDrawn)
  }
}
