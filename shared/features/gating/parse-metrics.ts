import {parseJsonTree} from '../../domain/formats/json.ts'
import {decodeText} from '../../domain/formats/text.ts'
import {isMetric} from '../../domain/metric.ts'
import {checkReading} from '../../domain/metric-files/checked.ts'
import {
  type Detected,
  detectBytes,
  detectSyntax,
  detectTree,
  HEAD,
  MAX_DETECTED,
} from '../../domain/metric-files/detect.ts'
import type {FormatWish} from '../../domain/metric-files/format-wishes.ts'
import {frontMatter} from '../../domain/metric-files/front-matter.ts'
import type {
  ReadingOrProblems,
  ReadingWish,
  Syntax,
  TreeFormat,
} from '../../domain/metric-files/reading.ts'
import {unnamedTable} from '../../domain/metric-files/unnamed-table.ts'
import {atSpot, type ParsedTree, type TextProblem} from '../../domain/tree.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import {NOTHING_READ, type ReadMetrics} from './reading-result.ts'
import {type WishedFormat, wishedFormat} from './wished-format.ts'

/** The most that is read at all; only who names the format has more read than is ever guessed. */
export const MOST_BYTES = 500 * 2 ** 20
const MOST_YAML = 5 * 2 ** 20
const MOST_YAML_PARTS = 200_000
const TOLD_PROBLEMS = 20

export type ParseWish = {
  /** As the user wants it read; absent: as it looks. */
  readonly wish?: FormatWish | undefined
  readonly isBaseline?: boolean
}

/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
export async function parseMetrics(
  bytes: Uint8Array,
  path: string,
  {wish: said, isBaseline = false}: ParseWish = {},
): Promise<ReadMetrics> {
  const wish = wishedFormat(said)
  if (bytes.length > MAX_DETECTED && !(wish && 'bytes' in wish)) return tooLarge(path, wish)
  const asked: ReadingWish = {option: wish?.option, isBaseline}
  const found = wish ? undefined : detectBytes(bytes.subarray(0, HEAD), path)
  if (found && 'problem' in found) return broken(path, [atStart(found.problem)])
  if (found) return told(found.format.read(bytes, path, asked), path, {...found, isBaseline})
  if (wish && 'bytes' in wish) {
    const {bytes: format, because} = wish
    return told(format.read(bytes, path, asked), path, {format, because, isBaseline})
  }
  return parseDocument(bytes, path, {
    wished: wish && {format: wish.tree, because: wish.because},
    asked,
  })
}

/** A large file is read only in a format of lines or bytes that its user names. */
export function tooLarge(path: string, wish: WishedFormat | undefined): ReadMetrics {
  const why = wish
    ? 'no document is read that is'
    : 'its format is not guessed, say it with format:'
  return broken(path, [atStart(`is larger than ${MAX_DETECTED / 2 ** 20} MB; ${why}`)])
}

async function parseDocument(
  bytes: Uint8Array,
  path: string,
  {wished, asked}: {readonly wished: Detected<TreeFormat> | undefined; readonly asked: ReadingWish},
): Promise<ReadMetrics> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return broken(path, decoded.problems)
  const table = wished ? undefined : unnamedTable(bytes.subarray(0, HEAD), path)
  if (table !== undefined) return broken(path, [atStart(table)])
  const guessed = detectSyntax(decoded.text, path)
  const parsed = await parseTree(decoded.text, wished?.format.syntax ?? guessed.syntax)
  if ('problems' in parsed) return broken(path, parsed.problems)
  const {tree} = parsed
  const found = wished ?? detectTree(tree, path, guessed)
  if ('problem' in found) return broken(path, [atStart(found.problem)])
  return told(found.format.read(tree, path, asked), path, {
    ...found,
    isBaseline: asked.isBaseline === true,
  })
}

async function parseTree(text: string, syntax: Syntax): Promise<ParsedTree> {
  switch (syntax) {
    case 'json':
      return parseJsonTree(text)
    case 'yaml':
      return parseYaml(text)
    case 'toml':
      return (await import('../../platform/toml.ts')).parseTomlTree(text)
    case 'front-matter': {
      const front = frontMatter(text)
      return typeof front === 'string' ? parseYaml(front) : {problems: [front]}
    }
  }
}

/** Each value of YAML takes many times what one of JSON takes, of time and of memory, so fewer are read. */
async function parseYaml(text: string): Promise<ParsedTree> {
  if (text.length > MOST_YAML) {
    const message = `is YAML of more than ${MOST_YAML / 2 ** 20} MB, which takes too long to read; as JSON it may have ${MAX_DETECTED / 2 ** 20} MB`
    return {problems: [atStart(message)]}
  }
  if (countParts(text) > MOST_YAML_PARTS) {
    const message = `is YAML with more than ${MOST_YAML_PARTS} lines and commas, which takes too long to read; write it as JSON`
    return {problems: [atStart(message)]}
  }
  return parseYamlTree(text)
}

/** A bound of the values, before anything is made of them. */
function countParts(text: string): number {
  let parts = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x2c || code === 0x0a) parts++
  }
  return parts
}

/** What a reading comes to for the gate, with how it was made. */
export function told(
  unchecked: ReadingOrProblems,
  path: string,
  {
    format,
    because,
    isBaseline,
  }: Detected<Pick<TreeFormat, 'title'>> & {
    readonly isBaseline: boolean
  },
): ReadMetrics {
  const reading = checkReading(unchecked)
  const note = `read ${path} as ${format.title} because ${because}`
  if ('problems' in reading) return {...broken(path, reading.problems), notes: [note]}
  const {metrics, examples = [], warnings = [], unfitAsBaseline, part} = reading
  if (isBaseline && unfitAsBaseline !== undefined) {
    return {...broken(path, [atStart(unfitAsBaseline)]), notes: [note]}
  }
  const unfit = unfitAsBaseline === undefined ? [] : [unfitAsBaseline]
  const count = metrics.filter(isMetric).length
  return {
    ...(part ? {part} : {}),
    metrics,
    examples,
    problems: [],
    warnings: [...warnings, ...unfit].map(warning => `${path}: ${warning}`),
    unfitAsBaseline: unfit.map(why => `${path}: ${why}`),
    notes: [`${note} (${count} ${count === 1 ? 'value' : 'values'})`],
  }
}

function atStart(message: string): TextProblem {
  return {line: 1, column: 1, message}
}

function broken(path: string, problems: readonly TextProblem[]): ReadMetrics {
  const told = problems.slice(0, TOLD_PROBLEMS).map(problem => atSpot(path, problem))
  if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`)
  return {...NOTHING_READ, problems: told}
}
