// A service worker that holds the keys of a clinic's tablets, by name, in its memory and nowhere else. It outlives the
// page that is loaded anew, and ends some seconds after the page does. It answers no other request and stores nothing.

const keys = new Map()

self.addEventListener("message", ({ data: { put, get, drop, key }, ports: [port] }) => {
  if (put) {
    keys.set(put, key)
  }
  keys.delete(drop)
  port.postMessage(keys.get(get))
})
