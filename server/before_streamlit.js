// Streamlit fetches its icon font, 375 kB, ahead. A browser does so when an icon is shown.
document.fonts.load = async () => []
// Its protobuf.js tries WebAssembly once and does as well without. The policy refuses it, and Firefox says so.
delete window.WebAssembly
// Back and Forward are for screens/static/browser.js alone. Streamlit would run the page a
// second time for each, and may then wait for ever for an end that has come.
window.addEventListener(
  "popstate",
  (event) => {
    event.stopImmediatePropagation()
    window.dispatchEvent(new Event("history-step"))
  },
  { capture: true },
)
// A picture is dark by the name #night, which the stylesheet gives it on a dark screen, and light by its own on paper.
const nameNights = () => {
  for (const picture of document.images) {
    const { src } = picture.attributes
    if (src && src.value !== picture.named) {
      picture.named = src.value
      picture.style.setProperty("--by-night", `url("${picture.src}#night")`)
    }
  }
}
new MutationObserver(nameNights).observe(document, { childList: true, subtree: true, attributeFilter: ["src"] })

// Until the first page stands, nobody else can say that its connection does not come.
window.addEventListener("load", () => {
  const place = document.getElementById("away")
  const words = place.dataset.waiting
  let seconds = 0
  const look = setInterval(() => {
    if (document.querySelector("[data-turn]")) {
      clearInterval(look)
      place.textContent = place.textContent === words ? "" : place.textContent
    } else if (++seconds > 5) {
      document.querySelector('[data-testid="stDialog"] [aria-label="Close"]')?.click()
      place.textContent ||= words
    }
  }, 1000)
})
