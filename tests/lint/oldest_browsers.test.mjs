// What the lints of `make check` find: names, syntax and styles that the oldest browsers in package.json do not know.
// Run with `.venv/bin/node --test tests/lint/oldest_browsers.test.mjs`.

import assert from "node:assert/strict"
import { test } from "node:test"
import { Linter } from "eslint"
import stylelint from "stylelint"
import scripts from "../../eslint.config.mjs"
import styles from "../../stylelint.config.mjs"
import { oldestBrowsers, UNKNOWN } from "./oldest_browsers.mjs"

// Returns what the lint says of a script.
function saidOf(script) {
  return new Linter().verify(script, scripts, { filename: "screens/static/tried.js" }).map(({ message }) => message)
}

// Returns the rules that a stylesheet breaks.
async function brokenBy(css) {
  const { results } = await stylelint.lint({ code: css, config: styles })
  return results[0].warnings.map(({ rule }) => rule)
}

const TOO_NEW = {
  "a property": ["URLSearchParams.size", "export const asked = new URLSearchParams().size"],
  "a property that is taken out": ["URLSearchParams.size", "export const { size } = new URLSearchParams()"],
  "a property under another name": ["URLSearchParams.size", "export const { size: asked } = new URLSearchParams()"],
  "a method of the page": ["Document.startViewTransition", "document.startViewTransition(() => {})"],
  "a method of an element that was looked for": [
    "HTMLDialogElement.requestClose",
    'document.querySelector("dialog").requestClose()',
  ],
  "a method of a class itself": ["URL.parse", 'URL.parse("/")'],
  "a class": ["Temporal", "Temporal.Now"],
  "a function for everyone": ["scheduler", "scheduler.yield()"],
  "a method of the language": ["Set.union", "new Set().union(new Set())"],
  "a function of the language": ["Promise.withResolvers", "Promise.withResolvers()"],
}

for (const [what, [name, script]] of Object.entries(TOO_NEW)) {
  test(`${what} that is too new is found`, () => {
    const said = saidOf(script)

    assert.ok(
      said.some((each) => each.startsWith(`${name} is not known to `)),
      said.join("\n"),
    )
  })
}

test("the browsers that do not know it are told with their versions", () => {
  const [said] = saidOf("export const asked = new URLSearchParams().size")

  assert.match(said, /\bsafari 16\.4\b/)
  assert.doesNotMatch(said, /firefox/)
})

test("syntax that is too new is found", () => {
  assert.match(saidOf('/[\\p{L}--a]/v.test("b")')[0], /Invalid regular expression/)
})

test("a word of our own that a newer browser knows as well is let alone", () => {
  const ours = "const kept = { size: 1, union: () => 2 }\nexport const sum = kept.size + kept.union()"

  assert.deepEqual(saidOf(ours), [])
})

test("what every browser of the list knows is let alone", () => {
  const old = `
    const { body: { dataset: { [Math.max(1, 2)]: first = URL } } } = document
    document.body.replaceChildren(first, [1].at(-1), crypto.randomUUID().replaceAll("-", ""))`

  assert.deepEqual(saidOf(old), [])
})

for (const [what, css] of Object.entries({
  "a rule in a rule": ".card { & p { margin: 0 } }",
  "a rule in a rule on paper": "@media print { .card { & p { margin: 0 } } }",
  "a medium in a rule": ".card { @media print { margin: 0 } }",
})) {
  test(`${what} is found`, async () => {
    assert.notDeepEqual(await brokenBy(css), [])
  })
}

for (const [what, css] of Object.entries({
  "a property": ".card { field-sizing: content }",
  "a value": ".card { width: stretch }",
  "a function": ".card { color: light-dark(black, white) }",
  "what is said of an element": ".card:user-invalid { margin: 0 }",
  "a group of rules": "@view-transition { navigation: auto }",
  "a question to the browser": "@media (scripting: none) { .card { margin: 0 } }",
})) {
  test(`${what} that is too new is found in a stylesheet`, async () => {
    assert.ok((await brokenBy(css)).includes(UNKNOWN))
  })
}

test("a style that every browser of the list knows is let alone", async () => {
  const css = "@layer a { @media (hover: hover) { .card:has(> p)::before { content: ''; inset: auto; color: var(--ink) } } }"

  assert.deepEqual(await brokenBy(css), [])
})

test("a version that is given as a span counts from its beginning", () => {
  assert.deepEqual(oldestBrowsers(["ios_saf >= 16.6", "firefox 121"]), { safari_ios: 16.6, firefox: 121 })
})
