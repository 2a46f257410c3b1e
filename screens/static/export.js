// Saves a file or prints, once for each time the person asks for it. The page calls this with each run that changes
// `data`, which is what screens/export.py sends, together with serving/static/made.js, which stands before it: a file
// with its `content`, or `pages` to print; none for the page that is on the screen.

let done = null // the last export that was saved or printed
let waiting = null // of the last call: it has put pages on the page, which are to be printed once they are drawn

export default function ({ data, parentElement }) {
  // Streamlit may draw `paper` anew at any moment, so it is filled with each call.
  layOut(parentElement.querySelector(".paper"), data)
  const call = (waiting = data.pages ? Symbol(data.export) : null)
  if (data.pages) {
    whenLaidOut(
      data.pages.length,
      () => call === waiting,
      () => isNew(data.export) && window.print(),
    )
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
