// The lint of the stylesheet: `make check`. package.json lists the browsers.

import { UNKNOWN } from "./tests/lint/oldest_browsers.mjs"
import plugin from "./tests/lint/styles.mjs"

// What an old browser may not know, and what then becomes of the page.
const MAY_BE_MISSING = {
  "@page": "a printed page has no number, and the margins of the printer",
  size: "the sheet is printed on the paper that the printer has",
  "break-after: avoid": "a heading may stand at the foot of a printed page",
  orphans: "a line may stand alone at the foot of a printed page",
  widows: "a line may stand alone at the head of a printed page",
  "print-color-adjust: exact": "its older name stands beside it",
  "text-wrap": "the lines of a heading are of different lengths",
  "text-wrap: balance": "the same",
}

export default {
  plugins: [plugin],
  rules: {
    "block-no-empty": true,
    "no-duplicate-selectors": true,
    "property-no-unknown": true,
    "max-nesting-depth": [0, { ignoreAtRules: ["layer", "media", "page"] }], // WebKit leaves out what is nested on paper
    [UNKNOWN]: [true, { mayBeMissing: MAY_BE_MISSING }],
  },
}
