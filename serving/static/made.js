// What a server makes for a person to take along: saved or printed in their own browser, without an address that anyone
// else could fetch it from. It stands before screens/static/export.js and desk/static/desk.js, which say when.

const A_MINUTE = 60_000 // milliseconds, in which a browser has read what it saves: some ask a question before

// Puts pages (SVG) where the stylesheet prints them from, and nothing else, for as long as there is one.
export function layOut(paper, { pages, format }) {
  paper.dataset.format = format ?? ""
  paper.replaceChildren(...(pages ?? []).map(imageOf))
}

function imageOf(svg) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  return image
}

// Acts once as many pages are laid out and drawn, unless it is not wanted any more: Streamlit may draw all anew meanwhile.
export async function whenLaidOut(count, isWanted, act) {
  const images = [...document.querySelectorAll(".paper img")]
  await Promise.allSettled(images.map((image) => image.decode()))
  if (!isWanted()) {
    return
  }
  if (images.length < count || !images.every((image) => image.isConnected)) {
    requestAnimationFrame(() => whenLaidOut(count, isWanted, act))
  } else {
    act()
  }
}

// Saves a file. Returns the address at which this browser alone has it for a moment.
export function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), A_MINUTE)
  return address
}
