import type {ExampleTable} from '../example-table.ts'
import {textOfBytes} from '../formats/byte-text.ts'
import {parseJsonTree} from '../formats/json.ts'
import {type MemberSink, type Placed, scanLine} from '../formats/json-line.ts'
import {lineShape} from '../formats/line-shape.ts'
import {MAX_NAME} from '../metric.ts'
import type {Names} from '../names.ts'
import type {TextProblem} from '../tree.ts'
import {exampleIds} from './example-ids.ts'
import {lineReader} from './line-reader.ts'
import type {BytesFormat, OpenReader} from './reading.ts'
import {type ScoreColumn, scoreColumn} from './score-column.ts'
import {readingOf} from './score-table.ts'
import {sliceColumns} from './slice-columns.ts'

/** Names of members that are no scores. */
const ROLES = ['id', 'cluster', 'order', 'hash', 'slice'] as const
type Role = (typeof ROLES)[number]
const ROLE = {id: 0, cluster: 1, order: 2, hash: 3, slice: 4} as const satisfies Record<
  Role,
  number
>

const LONGEST_LINE = 2 ** 20
const MOST_NAMES = 1000
/** Scores in one file: as many as half a gigabyte of memory holds. */
const MOST_SCORES = 50_000_000
const MOST_PROBLEMS = 20

/** Files of any size, also such as `proofmark compare` reads. */
export const scores: BytesFormat = {
  name: 'scores',
  title: 'scores by example',
  recognise(head, path) {
    const text = new TextDecoder().decode(head)
    const [first = ''] = text.split('\n')
    const isLine = /^\ufeff?\s*\{.*"id"\s*:/.test(first)
    return isLine && /\.(?:jsonl|ndjson)$/i.test(path) ? 'its lines have an id' : undefined
  },
  open: source => scoreLines(source),
  read(bytes, source) {
    const reader = scoreLines(source)
    reader.push(bytes)
    reader.end()
    return reader.reading()
  },
}

/**
 * Reads scores by example, one JSON object a line: `{"id": "q1", "accuracy": 1, "cluster": "doc 7", "slice": {"month": "12"}}`.
 * Beside the names of a table that mostly has the same examples it is read quicker. Besides `id`, `cluster`, `order`, `hash` and `slice` every number, true or false is a score, whose mean is a metric.
 */
export function scoreLines(source: string, other?: Names): OpenReader {
  const problems: TextProblem[] = []
  const ids = exampleIds(other)
  const clusters: string[] = []
  const hashes: string[] = []
  const order: (string | number)[] = []
  const slices = sliceColumns()
  const columns: (ScoreColumn & {readonly key: readonly [string]})[] = []
  const members = new Map<string, number>(ROLES.map(name => [name, ROLE[name]]))
  const shape = lineShape()
  const placed: Placed[] = []
  let row = 0
  let line = 0
  let lineFrom = 0
  let here: Uint8Array = new Uint8Array()
  let seenRoles = 0
  let isFull = false

  const problem = (message: string, at = lineFrom) => {
    if (problems.length < MOST_PROBLEMS) problems.push({line, column: at - lineFrom + 1, message})
  }

  function memberOf(bytes: Uint8Array, from: number, to: number): number {
    const name = nameOf(bytes, from, to)
    let member = members.get(name)
    if (member === undefined) {
      if (columns.length >= MOST_NAMES) {
        problem(`holds more than ${MOST_NAMES} names`, from)
        isFull = true
        return ROLES.length
      }
      member = ROLES.length + columns.length
      members.set(name, member)
      columns.push({key: [name], ...scoreColumn()})
    }
    if (name === '' || name.length > MAX_NAME) problem('a name here is empty or too long', from)
    return member
  }

  const repeated = (member: number) => {
    const name = ROLES[member] ?? columns[member - ROLES.length]?.key[0]
    problem(`holds ${JSON.stringify(name)} twice`)
  }
  const take = (role: number): boolean => {
    const isFirst = (seenRoles & (1 << role)) === 0
    if (!isFirst) repeated(role)
    seenRoles |= 1 << role
    return isFirst
  }

  function name(member: number, text: string | number, at: number): void {
    if (!take(member)) return
    switch (member) {
      case ROLE.id: {
        const id = String(text)
        const first = id === '' ? 'is empty' : ids.add(id, line)
        if (first !== undefined) problem(`the id ${JSON.stringify(shorten(id))} ${first}`, at)
        return
      }
      case ROLE.cluster:
        clusters.push(String(text))
        return
      case ROLE.order:
        order.push(text)
        return
      case ROLE.hash:
        hashes.push(String(text))
        return
      default:
        slices.put(row, [['slice', String(text)]])
    }
  }

  const sink: MemberSink = {
    member: memberOf,
    number(member, value, from, to) {
      if (member >= ROLES.length) {
        if (!columns[member - ROLES.length]?.number(row, value, line)) repeated(member)
        return
      }
      // Digits that a double cannot hold are kept as they are written.
      const isKept = member === ROLE.order || Number.isSafeInteger(value)
      if (Number.isFinite(value)) {
        name(member, isKept ? value : textOfBytes(here, from, to), from)
      } else problem(`"${ROLES[member]}" is ${value}`, from)
    },
    text(member, from, to) {
      if (member === ROLE.id && (seenRoles & 1) === 0 && to > from) {
        const first = ids.addBytes(here, from, to, line)
        if (first !== false) {
          seenRoles |= 1
          if (first !== undefined) {
            problem(`the id ${JSON.stringify(shorten(nameOf(here, from, to)))} ${first}`, from)
          }
          return
        }
      }
      if (member < ROLES.length) name(member, nameOf(here, from, to), from)
      else if (!columns[member - ROLES.length]?.other(row, 'text', line)) repeated(member)
    },
    word(member, value) {
      if (member < ROLES.length) {
        if (value === null) {
          if (take(member)) problem(`"${ROLES[member]}" is null`)
        } else name(member, String(value), lineFrom)
        return
      }
      const column = columns[member - ROLES.length]
      const isNew =
        value === null ? column?.other(row, 'null', line) : column?.number(row, Number(value), line)
      if (!isNew) repeated(member)
    },
    nested(member, from, to) {
      if (member < ROLES.length && !take(member)) return
      if (member === ROLE.slice) {
        const wrong = slices.putJson(row, textOfBytes(here, from, to))
        if (wrong !== undefined) problem(`"slice" ${wrong}`, from)
      } else if (member < ROLES.length) {
        problem(`"${ROLES[member]}" is no text and no number`, from)
      } else if (!columns[member - ROLES.length]?.other(row, 'a list', line)) repeated(member)
    },
  }

  function onLine(bytes: Uint8Array, from: number, to: number, number: number): void {
    if (isOver()) return
    beginLine(bytes, from, number)
    const before = problems.length
    placed.length = 0
    try {
      const wrong = scanLine(bytes, {from, to, placed}, sink)
      if (wrong) problem(wrong.message, from + wrong.at)
      else if ((seenRoles & 1) === 0) problem('has no "id"')
    } catch (error) {
      refuseText(error)
    }
    if (problems.length === before) shape.learn(bytes, {from, to, placed})
    endLine()
  }

  function onStart(bytes: Uint8Array, from: number, number: number): number {
    if (isOver()) return -1
    const to = shape.match(bytes, from)
    if (to < 0 || to - from > LONGEST_LINE) return -1
    beginLine(bytes, from, number)
    try {
      shape.tell(sink)
    } catch (error) {
      refuseText(error)
    }
    endLine()
    return to
  }

  function isOver(): boolean {
    return isFull || problems.length >= MOST_PROBLEMS
  }

  function beginLine(bytes: Uint8Array, from: number, number: number): void {
    here = bytes
    line = number
    lineFrom = from
    seenRoles = 0
  }

  function refuseText(error: unknown): void {
    if (!(error instanceof TypeError)) throw error
    problem('is not UTF-8 text')
  }

  function endLine(): void {
    row++
    if (row * (columns.length + 1) > MOST_SCORES) {
      problem(`holds more than ${MOST_SCORES} scores`)
      isFull = true
    }
  }

  const reader = lineReader({
    longest: LONGEST_LINE,
    onLine,
    onStart,
    onTooLong(number) {
      line = number
      lineFrom = 0
      problem(`is longer than ${LONGEST_LINE} bytes`, 0)
    },
  })

  return {
    ...reader,
    reading() {
      if (row === 0)
        return {problems: [...problems, {line: 1, column: 1, message: 'holds no example'}]}
      for (const [role, values] of Object.entries({cluster: clusters, order, hash: hashes})) {
        if (values.length !== 0 && values.length !== row && problems.length === 0) {
          line = row
          problem(
            `"${role}" is there for ${values.length} of ${row} examples; it must be for all or for none`,
          )
        }
      }
      if (problems.length > 0) return {problems}
      const table: Omit<ExampleTable, 'scores'> = {
        source,
        ids: ids.all(),
        ...(clusters.length > 0 ? {clusters} : {}),
        ...(order.length > 0 ? {order} : {}),
        ...(hashes.length > 0 ? {hashes} : {}),
        ...slices.take(row),
      }
      return readingOf(table, columns)
    },
  }
}

/** A text without its quotes, with its escapes read. */
function nameOf(bytes: Uint8Array, from: number, to: number): string {
  const text = textOfBytes(bytes, from, to)
  if (!text.includes('\\')) return text
  const parsed = parseJsonTree(`"${text}"`)
  if ('problems' in parsed || parsed.tree.kind !== 'text') throw new TypeError('an unknown escape')
  return parsed.tree.value
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
