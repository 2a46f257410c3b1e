// A rule for stylelint: whatever a stylesheet says is known to the oldest browsers, or may be missing without harm.

import stylelint from "stylelint"
import { tables, UNKNOWN, withoutIt } from "./oldest_browsers.mjs"

const { css } = tables
const FUNCTIONS = Object.assign({}, css.types, ...Object.values(css.types))

// Yields each thing that a node of a stylesheet says, as [what it is, what MDN's tables say of it].
function* saidBy(node) {
  if (node.parent.type === "rule" && node.nodes) {
    yield ["a rule in a rule", css.selectors.nesting]
  }
  if (node.type === "decl" && !node.prop.startsWith("--")) {
    const property = css.properties[node.prop]
    yield [node.prop, property]
    for (const [, word, bracket] of node.value.matchAll(/(?<![\w-])([a-z][\w-]*)(\(?)/gi)) {
      if (bracket) {
        yield [`${word}()`, FUNCTIONS[word]]
      } else {
        yield [`${node.prop}: ${word}`, property?.[word] ?? css.types.global_keywords[word]]
      }
    }
  } else if (node.type === "rule") {
    for (const [, name] of node.selector.matchAll(/::?([a-z-]+)/g)) {
      yield [`:${name}`, css.selectors[name]]
    }
  } else if (node.type === "atrule") {
    yield [`@${node.name}`, css["at-rules"][node.name] ?? css["at-rules"].page[node.name]]
    for (const [, feature] of node.params.matchAll(/\(([a-z-]+)/g)) {
      yield [`@${node.name} (${feature})`, css["at-rules"][node.name]?.[feature]]
    }
  }
}

const plugin = stylelint.createPlugin(UNKNOWN, (isOn, { mayBeMissing }) => (root, result) => {
  root.walk((node) => {
    for (const [what, entry] of saidBy(node)) {
      const browsers = what in mayBeMissing ? [] : withoutIt(entry)
      if (browsers.length > 0) {
        const message = `${what} is not known to ${browsers.join(", ")}.`
        stylelint.utils.report({ ruleName: UNKNOWN, result, node, message })
      }
    }
  })
})
plugin.ruleName = UNKNOWN

export default plugin
