// A rule for ESLint: whatever a script names of the web's or the language's is known to the oldest browsers.
// TypeScript tells whose it is: `query.size` is of URLSearchParams.

import ts from "typescript"
import { tables, withoutIt } from "./oldest_browsers.mjs"

const LIBRARY = /\/typescript\/lib\/lib\.[\w.]+\.d\.ts$/ // where TypeScript declares what is the web's or the language's

// Returns what MDN's tables say of a member of a type, or of a global name, undefined where they do not know it.
function entryOf(type, name) {
  const places = type ? [tables.api[type], tables.javascript.builtins[type]] : [tables.api, tables.javascript.builtins]
  const found = places.flatMap((place) => [place?.[name], place?.[`${name}_static`]]).find((entry) => entry?.__compat)
  return found
}

// Returns the types that may have a member: the one that declares it, and those that it is taken from or inherited by.
function typesOf(symbol, name, checker) {
  const declaring = symbol.declarations.map(({ parent }) => parent.name?.text ?? parent.parent?.name?.text)
  const taken = checker.getTypeAtLocation(ts.isPropertyAccessExpression(name.parent) ? name.parent.expression : name.parent.parent)
  const parts = taken.isUnionOrIntersection() ? taken.types : [taken]
  const inherited = parts.flatMap((part) => (part.isClassOrInterface() ? checker.getBaseTypes(part) : []))
  const types = [...declaring, ...[...parts, ...inherited].map((type) => type.symbol?.name)].filter(Boolean)
  return types.map((type) => type.replace(/(?<=.)(Constructor|Object)$/, "")) // TypeScript's own: PromiseConstructor, IteratorObject
}

// Returns what is known of a name in a script, nothing where it is none of the web's or the language's.
function knownOf(name, checker) {
  const { parent } = name
  const isTakenOut = parent.parent && ts.isObjectBindingPattern(parent.parent) && name === (parent.propertyName ?? parent.name)
  const symbol = isTakenOut
    ? checker.getPropertyOfType(checker.getTypeAtLocation(parent.parent), name.text)
    : checker.getSymbolAtLocation(name)
  const isTheirs = symbol?.declarations?.every((each) => LIBRARY.test(each.getSourceFile().fileName))
  if (!isTheirs) {
    return null
  }
  const isMember = symbol.flags & ts.SymbolFlags.ClassMember
  const types = isMember ? typesOf(symbol, name, checker) : [null, "Window"]
  const type = types.find((each) => entryOf(each, name.text))
  return type !== undefined && { name: isMember ? `${type}.${name.text}` : name.text, entry: entryOf(type, name.text) }
}

let program // the last one: what it has read of TypeScript's own library, the next one need not read again

// Returns a script as TypeScript understands it, and what tells the types in it.
function understood(file, text) {
  const options = { allowJs: true, noEmit: true, target: ts.ScriptTarget.ESNext, types: [] }
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (name, ...how) =>
    name === file ? ts.createSourceFile(name, text, ...how) : (program?.getSourceFile(name) ?? read(name, ...how))
  program = ts.createProgram([file], options, host, program)
  return { script: program.getSourceFile(file), checker: program.getTypeChecker() }
}

function* namesIn(node) {
  if (ts.isIdentifier(node)) {
    yield node
  }
  for (const child of node.getChildren()) {
    yield* namesIn(child)
  }
}

export const rule = {
  meta: { type: "problem", schema: [], messages: { unknown: "{{name}} is not known to {{browsers}}." } },
  create({ filename, sourceCode, report }) {
    return {
      Program() {
        const { script, checker } = understood(filename, sourceCode.text)
        for (const name of namesIn(script)) {
          const known = knownOf(name, checker)
          const browsers = known ? withoutIt(known.entry).join(", ") : ""
          if (browsers) {
            const loc = sourceCode.getLocFromIndex(name.getStart())
            report({ loc, messageId: "unknown", data: { name: known.name, browsers } })
          }
        }
      },
    }
  },
}
