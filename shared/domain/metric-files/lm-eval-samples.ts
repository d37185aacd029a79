import {textOfBytes} from '../formats/byte-text.ts'
import {parseJsonTree} from '../formats/json.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {type ExampleRows, exampleRows, type ScoreValue} from './example-rows.ts'
import {memberOf, textOf} from './fields.ts'
import {lineReader} from './line-reader.ts'
import {itemsOf} from './list-items.ts'
import {lmEvalKey} from './lm-eval.ts'
import type {BytesFormat, OpenReader} from './reading.ts'

/** A line holds the whole prompt. */
const LONGEST_LINE = 16 * 2 ** 20
const MOST_PROBLEMS = 20
const MOST_FILTERS = 20
const FILE_NAME = /(?:^|\/)samples_(.+?)(?:_\d{4}-\d\d-\d\dT[\d.-]+)?\.jsonl$/

/** What lm-evaluation-harness logs of each question with `--log_samples`. */
export const lmEvalSamples: BytesFormat = {
  name: 'lm-eval-samples',
  title: 'lm-evaluation-harness samples',
  fileName: /(?:^|\/)samples_[^/]*\.jsonl$/,
  recognise(head) {
    const text = new TextDecoder().decode(head)
    const isOne = /^\ufeff?\s*\{/.test(text) && text.includes('"doc_id"')
    return isOne && /"(?:doc_hash|prompt_hash|target_hash|filtered_resps)"|"doc"\s*:/.test(text)
      ? 'its lines have doc_id'
      : undefined
  },
  open: openSamples,
  read(bytes, source) {
    const reader = openSamples(source)
    reader.push(bytes)
    reader.end()
    return reader.reading()
  },
}

function openSamples(source: string): OpenReader {
  const problems: TextProblem[] = []
  /** A document is there once for each filter, and each filter has metrics of its own. */
  const tables = new Map<string, ExampleRows>()
  const task = FILE_NAME.exec(source)?.[1] ?? ''

  function add(tree: Tree, line: number): string | undefined {
    const document = memberOf(tree, 'doc_id')
    if (document?.kind !== 'number' && document?.kind !== 'text') return 'has no doc_id'
    const names = itemsOf(memberOf(tree, 'metrics'))?.map(textOf)
    if (!names || names.includes(undefined)) return 'has no list of metrics'
    const filter = textOf(memberOf(tree, 'filter')) ?? 'none'
    let rows = tables.get(filter)
    if (!rows) {
      if (tables.size === MOST_FILTERS) return `is of more than ${MOST_FILTERS} filters`
      rows = exampleRows()
      tables.set(filter, rows)
    }
    const id = [task, filter, document.value].filter(part => part !== '').join('/')
    const hashes = ['doc_hash', 'prompt_hash'].map(name => textOf(memberOf(tree, name)))
    const hash = hashes.includes(undefined) ? undefined : hashes.join(' ')
    const scores = [...new Set(names)].map(name => {
      const score = memberOf(tree, name ?? '')
      return {key: lmEvalKey(task, name ?? '', filter), value: valueOfScore(score)}
    })
    const problem = rows.add({id, line, hash}, scores)
    return problem === undefined ? undefined : `the document ${id.slice(0, 200)} ${problem}`
  }

  const lines = lineReader({
    longest: LONGEST_LINE,
    onLine(bytes, from, to, line) {
      if (problems.length >= MOST_PROBLEMS) return
      const parsed = parseLine(bytes, from, to)
      if ('message' in parsed) problems.push({line, column: parsed.column, message: parsed.message})
      else {
        const message = add(parsed.tree, line)
        if (message !== undefined) problems.push({line, column: 1, message})
      }
    },
    onTooLong: line => {
      problems.push({line, column: 1, message: `is longer than ${LONGEST_LINE} bytes`})
    },
  })
  return {
    ...lines,
    reading() {
      if (problems.length > 0) return {problems}
      if (tables.size === 0) return {problems: [{line: 1, column: 1, message: 'holds no sample'}]}
      const readings = [...tables.values()].map(rows => rows.reading(source))
      return {
        part: 'samples',
        metrics: readings.flatMap(({metrics}) => metrics),
        examples: readings.flatMap(({examples = []}) => examples),
      }
    },
  }
}

function valueOfScore(score: Tree | undefined): ScoreValue {
  switch (score?.kind) {
    case 'number':
      return score.value
    case 'flag':
      return Number(score.value)
    case 'text':
      return 'text'
    // Metrics of a whole set, such as perplexity, keep what they are computed from.
    case 'list':
    case 'object':
      return 'a list'
    default:
      return 'null'
  }
}

type Parsed = {readonly tree: Tree} | {readonly message: string; readonly column: number}

function parseLine(bytes: Uint8Array, from: number, to: number): Parsed {
  try {
    const parsed = parseJsonTree(textOfBytes(bytes, from, to))
    if ('tree' in parsed) return parsed
    const [first] = parsed.problems
    return {message: first?.message ?? 'cannot be read', column: first?.column ?? 1}
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return {message: 'is not UTF-8 text', column: 1}
  }
}
