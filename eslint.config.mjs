// The lint of the scripts that people's browsers run: `make check`. package.json lists the browsers.

import { UNKNOWN } from "./tests/lint/oldest_browsers.mjs"
import { rule } from "./tests/lint/scripts.mjs"

export default [
  {
    files: ["serving/static/*.js", "screens/static/*.js", "server/*.js", "desk/static/*.js"],
    languageOptions: { ecmaVersion: 2022 }, // the last edition that the oldest browsers read whole
    plugins: { ours: { rules: { "oldest-browsers": rule } } },
    rules: { [UNKNOWN]: "error", "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error" },
  },
]
