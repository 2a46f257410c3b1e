// The oldest browsers that package.json lists, and what they do not know, by MDN's tables.

import { createRequire } from "node:module"
import browserslist from "browserslist"

export const tables = createRequire(import.meta.url)("@mdn/browser-compat-data")
export const UNKNOWN = "ours/oldest-browsers" // the name of both lints

const NAMES = { ios_saf: "safari_ios" } // browserslist's name for a browser → MDN's, where they differ

// Returns each browser that is listed, by MDN's name, with its oldest version.
export function oldestBrowsers(list) {
  const oldest = {}
  for (const each of browserslist(list)) {
    const [name, versions] = each.split(" ")
    const version = Number.parseFloat(versions) // "16.6-16.7"
    const known = NAMES[name] ?? name
    oldest[known] = Math.min(version, oldest[known] ?? Infinity)
  }
  return oldest
}

const oldest = oldestBrowsers()

// Returns the browsers, as "safari 16.4", whose oldest version does not know something. entry: what MDN's tables say of it,
// undefined where they say nothing.
export function withoutIt(entry) {
  const support = entry?.__compat?.support
  if (!support) {
    return []
  }
  const knows = (browser) =>
    [support[browser] ?? []].flat().some(({ version_added: since, version_removed: until, flags, partial_implementation: partly }) => {
      const version = Number.parseFloat(String(since).replace("≤", ""))
      return version <= oldest[browser] && !until && !flags && !partly
    })
  return Object.keys(oldest)
    .filter((browser) => !knows(browser))
    .map((browser) => `${browser} ${oldest[browser]}`)
}
