import {decodeText} from '../formats/text.ts'
import {parseXml, type XmlElement} from '../formats/xml.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem} from '../tree.ts'
import {exampleRows} from './example-rows.ts'
import type {BytesFormat, ReadingOrProblems} from './reading.ts'

const MOST_PROBLEMS = 20

/** Reports of tests as JUnit, pytest, Jest and many others write them. */
export const junit: BytesFormat = {
  name: 'junit',
  title: 'JUnit XML',
  fileName: /\.xml$/i,
  recognise(head) {
    const text = new TextDecoder().decode(head)
    if (!/^\ufeff?\s*</.test(text)) return undefined
    const [, root] = /<(testsuites?)[\s/>]/.exec(text) ?? []
    return root && `it is XML with <${root}>`
  },
  read(bytes, source) {
    const decoded = decodeText(bytes)
    if ('problems' in decoded) return decoded
    const parsed = parseXml(decoded.text)
    return 'root' in parsed ? readReport(parsed.root, source) : {problems: [{...parsed, column: 1}]}
  },
}

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped'
type Case = {
  readonly element: XmlElement
  readonly suite: string
  readonly outcome: Outcome
}

function readReport(root: XmlElement, source: string): ReadingOrProblems {
  if (root.name !== 'testsuites' && root.name !== 'testsuite') {
    return refused(root, `its root is <${root.name}>, not <testsuites> or <testsuite>`)
  }
  const cases = casesOf(root)
  if (cases.length === 0) return refused(root, 'holds no test case: no test was run')
  const claims = claimProblems(root, cases)
  if (claims.length > 0) return {problems: claims}
  const rows = exampleRows()
  const names = idsOf(cases)
  const problems: TextProblem[] = []
  for (const [index, {element, outcome}] of cases.entries()) {
    if (outcome === 'skipped') continue
    const id = names[index] ?? ''
    const score = {
      key: ['pass_rate'],
      value: Number(outcome === 'passed'),
      direction: 'higher',
    } as const
    const problem = rows.add({id, line: element.line}, [score])
    if (problem === undefined) continue
    problems.push(at(element, `the test ${JSON.stringify(id.slice(0, 200))} ${problem}`))
    if (problems.length === MOST_PROBLEMS) break
  }
  if (problems.length > 0) return {problems}
  if (rows.count() === 0) return refused(root, 'all tests were skipped: there is nothing to judge')
  const {metrics, examples} = rows.reading(source)
  return {metrics: [...metrics, ...counts(root, cases, source)], examples}
}

/** All test cases below an element; suites may nest. */
function casesOf(root: XmlElement): readonly Case[] {
  const cases: Case[] = []
  const walk = (element: XmlElement, suite: string) => {
    for (const child of element.children) {
      if (child.name === 'testcase') cases.push({element: child, suite, outcome: outcomeOf(child)})
      else if (child.name === 'testsuite') walk(child, child.attributes.get('name') ?? suite)
    }
  }
  walk(root, root.attributes.get('name') ?? '')
  return cases
}

/** A test that failed once and passed when it was tried again says so by other elements, and passed. */
function outcomeOf({children}: XmlElement): Outcome {
  const has = (name: string) => children.some(child => child.name === name)
  if (has('error')) return 'errors'
  if (has('failure')) return 'failures'
  return has('skipped') ? 'skipped' : 'passed'
}

/** `class::name`; with the suite before it where classes and names alone do not tell tests apart. */
function idsOf(cases: readonly Case[]): readonly string[] {
  const short = cases.map(({element: {attributes}}) =>
    [attributes.get('classname'), attributes.get('name')].filter(part => part).join('::'),
  )
  if (new Set(short).size === short.length) return short
  return short.map((id, index) => `${cases[index]?.suite}::${id}`)
}

/** A report that says of more failures than it shows was cut or edited. */
function claimProblems(root: XmlElement, cases: readonly Case[]): readonly TextProblem[] {
  return (['tests', 'failures', 'errors'] as const).flatMap(name => {
    const text = root.attributes.get(name)?.trim() ?? ''
    const claimed = /^\d{1,9}$/.test(text) ? Number(text) : 0
    const found = name === 'tests' ? cases.length : count(cases, name)
    return claimed > found ? [at(root, `says ${claimed} ${name}, and shows ${found}`)] : []
  })
}

function count(cases: readonly Case[], outcome: Outcome): number {
  return cases.filter(one => one.outcome === outcome).length
}

function counts(root: XmlElement, cases: readonly Case[], source: string): readonly MetricRecord[] {
  const of = (name: string, value: number, direction: 'lower' | 'higher'): MetricRecord => ({
    key: [name],
    value,
    source,
    line: root.line,
    direction,
    dtype: 'int',
  })
  const seconds = cases.map(
    ({element}) => element.attributes.get('time')?.replaceAll(',', '') ?? '',
  )
  const isTimed = seconds.every(text => /^\d{1,9}(\.\d+)?(e-\d+)?$/i.test(text))
  const time = seconds.reduce((sum, text) => sum + Number(text), 0)
  return [
    of('tests', cases.length, 'higher'),
    of('passed', count(cases, 'passed'), 'higher'),
    of('failures', count(cases, 'failures'), 'lower'),
    of('errors', count(cases, 'errors'), 'lower'),
    of('skipped', count(cases, 'skipped'), 'lower'),
    ...(isTimed ? [{...of('time', time, 'lower'), unit: 's', dtype: 'f64' as const}] : []),
  ]
}

function at({line}: XmlElement, message: string): TextProblem {
  return {line, column: 1, message}
}

function refused(element: XmlElement, message: string) {
  return {problems: [at(element, message)]}
}
