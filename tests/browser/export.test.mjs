// serving/static/made.js and screens/static/export.js without a browser: each export is done once, and what is printed
// is what was drawn.
// Run with `.venv/bin/node --test tests/browser/export.test.mjs`.

import assert from "node:assert/strict"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { pathToFileURL } from "node:url"

const FOLDER = mkdtempSync(join(tmpdir(), "export-script-"))
const MODULE = join(FOLDER, "export.mjs") // by this name, Node knows that it is a module
const PDF = { name: "sheet.pdf", type: "application/pdf", content: btoa("\x00\xff%PDF\x80") }
const PAGES = { pages: ['<svg id="#1">100 % – é</svg>', "<svg>2</svg>"], format: "letter" }

const SCRIPTS = ["serving/static/made.js", "screens/static/export.js"]
const textOf = (script) => readFileSync(new URL(`../../${script}`, import.meta.url), "utf-8")

writeFileSync(MODULE, SCRIPTS.map(textOf).join(""))
after(() => rmSync(FOLDER, { recursive: true }))

let opened = 0

// Returns a tab with the page of the sheet in it. It draws pictures when a test says so.
async function tab() {
  opened += 1
  const { default: called } = await import(`${pathToFileURL(MODULE)}?tab=${opened}`)
  const here = { saved: [], printed: [], released: [] }
  const blobs = new Map()
  let [paper, draw, drawn, frames, timers, cleanUp] = [null, null, null, [], [], null]
  const newDrawing = () => {
    drawn = new Promise((then, otherwise) => (draw = { then, otherwise }))
    drawn.catch(() => {})
  }
  const newPaper = () => ({
    dataset: {},
    images: [],
    replaceChildren(...images) {
      for (const image of this.images) {
        image.isConnected = false
      }
      this.images = images
      for (const image of images) {
        image.isConnected = this === paper
      }
    },
  })
  const globals = {
    window: { print: () => here.printed.push(paper.images.map(({ src }) => src)) },
    document: {
      createElement: () => ({
        click() {
          here.saved.push({ name: this.download, blob: blobs.get(this.href) })
        },
      }),
      querySelectorAll: () => paper?.images ?? [],
    },
    Image: class {
      isConnected = false
      decode = () => drawn
    },
    requestAnimationFrame: (then) => frames.push(then),
    setTimeout: (then) => timers.push(then),
  }
  const createObjectURL = (blob) => {
    blobs.set(`blob:${blobs.size}`, blob)
    return `blob:${blobs.size - 1}`
  }
  const revokeObjectURL = (address) => here.released.push(address)
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await null
    }
  }
  const enter = () => {
    Object.assign(globalThis, globals)
    Object.assign(URL, { createObjectURL, revokeObjectURL })
  }
  // The page runs, and hands over what a person wants.
  here.isHanded = (asked, data) => {
    enter()
    paper ??= newPaper()
    cleanUp = called({ data: { export: asked, ...data }, parentElement: { querySelector: () => paper } })
    return cleanUp
  }
  // Streamlit draws the component anew, which it may do at any moment.
  here.isRedrawn = (asked, data) => {
    paper.replaceChildren()
    paper = newPaper()
    here.isHanded(asked, data)
  }
  // The person goes to another page, or ticks something.
  here.leaves = () => {
    cleanUp?.()
    paper.replaceChildren()
    paper = null
  }
  here.draws = async () => {
    enter()
    draw.then()
    await settle()
  }
  here.cannotDraw = async () => {
    enter()
    draw.otherwise(new DOMException("The source image cannot be decoded.", "EncodingError"))
    await settle()
  }
  here.waits = async (count) => {
    for (let frame = 0; frame < count; frame += 1) {
      enter()
      for (const then of frames.splice(0)) {
        then()
      }
      await settle()
    }
    return frames.length
  }
  here.lateTimers = () => timers.splice(0).forEach((then) => then())
  here.paper = () => paper
  newDrawing()
  return here
}

test("a file is saved byte for byte, under its name", async () => {
  const person = await tab()
  person.isHanded("one", PDF)

  const [{ name, blob }] = person.saved
  assert.equal(name, "sheet.pdf")
  assert.equal(blob.type, "application/pdf")
  const bytes = [...new Uint8Array(await blob.arrayBuffer())]
  assert.deepEqual(bytes, [0x00, 0xff, 0x25, 0x50, 0x44, 0x46, 0x80])
  assert.deepEqual(person.printed, [])
})

test("each export is done once, however often the page runs", async () => {
  const person = await tab()
  for (const asked of ["one", "one", "two", "two"]) {
    person.isHanded(asked, PDF)
  }
  person.isRedrawn("two", PDF)
  person.leaves()
  person.isHanded("two", PDF)

  assert.equal(person.saved.length, 2)
})

test("the browser may forget a file once it is saved, and not before", async () => {
  const person = await tab()
  person.isHanded("one", PDF)
  assert.deepEqual(person.released, [])

  person.lateTimers()
  assert.equal(person.released.length, 1)
})

test("pages are printed once, and only when they are drawn", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  await person.waits(10)
  assert.deepEqual(person.printed, [])

  await person.draws()
  person.isHanded("one", PAGES)
  await person.waits(10)
  const pictures = PAGES.pages.map((svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`)
  assert.deepEqual(person.printed, [pictures])
  assert.equal(person.paper().dataset.format, "letter")
  assert.deepEqual(person.saved, [])
})

test("pages that Streamlit draws anew meanwhile are printed once", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  person.isRedrawn("one", PAGES)
  await person.draws()
  await person.waits(10)

  assert.equal(person.printed.length, 1)
  assert.equal(person.printed[0].length, 2)
})

test("pages are printed however late Streamlit tells of the end of an earlier run", async () => {
  for (const earlier of [PAGES, PDF]) {
    const person = await tab()
    const endsTheEarlierRun = person.isHanded(earlier === PAGES ? "two" : "one", earlier)
    person.isHanded("two", PAGES)

    endsTheEarlierRun()
    await person.draws()
    await person.waits(10)

    assert.equal(person.printed.length, 1)
  }
})

test("the page on the screen is printed once for each time it is asked for", async () => {
  const person = await tab()
  for (const asked of ["one", "one", "two"]) {
    person.isHanded(asked, { pages: [], format: null })
    await person.waits(10)
  }

  assert.deepEqual(person.printed, [[], []])
  assert.deepEqual(person.saved, [])
})

test("a page that cannot be drawn does not hold up the others", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  await person.cannotDraw()
  await person.waits(10)

  assert.equal(person.printed.length, 1)
})

test("a file that is saved leaves no page of an earlier print behind", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  await person.draws()
  person.isHanded("two", PDF)

  assert.deepEqual(person.paper().images, [])
})

test("pages that the person has left before they were drawn are waited for no more", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  person.leaves()
  await person.draws()

  assert.equal(await person.waits(1000), 0, "it looks for them at each frame, for ever")
  assert.deepEqual(person.printed, [])
})

test("pages that the person has left are not printed with those of the next export", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  person.leaves()
  await person.draws()
  await person.waits(10)

  person.isHanded("two", PAGES)
  await person.draws()
  await person.waits(10)
  assert.equal(person.printed.length, 1)
})

test("a file that is wanted before the pages are drawn is saved, and nothing is printed", async () => {
  const person = await tab()
  person.isHanded("one", PAGES)
  person.isHanded("two", PDF)
  await person.draws()

  assert.equal(await person.waits(1000), 0, "it looks for them at each frame, for ever")
  assert.deepEqual(person.printed, [])
  assert.equal(person.saved.length, 1)
})
