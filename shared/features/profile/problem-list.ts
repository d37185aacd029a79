import {
  clipped,
  type Finding,
  type FindingRow,
  findingOf,
  SHOWN_ROWS,
} from '../../domain/finding.ts'
import {FINDING_CODES, type FindingCode} from '../../domain/finding-codes.ts'
import {grouped} from '../../domain/grouped.ts'
import type {TableColumn, TableProblem} from '../../domain/ports/table.ts'

type Kept = {count: number; readonly rows: FindingRow[]}

/** Collects what is wrong with the files of a dataset: each kind once, counted, with its first places. */
export function problemList(dataset: string, {isPersonal}: {readonly isPersonal: boolean}) {
  const kept = new Map<FindingCode, Kept>()
  let first: {readonly file: string; readonly names: readonly string[]} | undefined

  function add(code: FindingCode, row: () => FindingRow): void {
    const entry = kept.get(code) ?? {count: 0, rows: []}
    entry.count++
    if (entry.rows.length < SHOWN_ROWS) entry.rows.push(row())
    kept.set(code, entry)
  }

  return {
    reporter: (file: string) => (problem: TableProblem) =>
      add(problem.code, () => ({
        file,
        ...(problem.line === undefined ? {} : {line: problem.line}),
        // Rows about persons stay where they are: a log and a record are read by others.
        text: isPersonal ? '' : clipped(problem.text()),
      })),

    /** Columns are told apart by name; their order does not count. */
    compareColumns(file: string, columns: readonly TableColumn[]): void {
      const names = columns.map(({name}) => name)
      if (first === undefined) {
        first = {file, names}
        return
      }
      const {names: known, file: other} = first
      const missing = known.filter(name => !names.includes(name))
      const more = names.filter(name => !known.includes(name))
      if (missing.length === 0 && more.length === 0) return
      const told = [
        ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
        ...(more.length > 0 ? [`with ${more.join(', ')}`] : []),
      ].join(' and ')
      add('columns-differ', () => ({file, text: clipped(`${told}, other than ${other}`)}))
    },

    findings: (): readonly Finding[] =>
      [...kept].map(([code, {count, rows}]) =>
        findingOf(code, {dataset, message: messageOf(code, count, rows), count, rows: [...rows]}),
      ),
  }
}

function messageOf(code: FindingCode, count: number, [first]: readonly FindingRow[]): string {
  const place = first?.line === undefined ? first?.file : `${first.file}:${first.line}`
  const times = count === 1 ? '' : ` (${grouped(count)} times; this is the first)`
  return `${place}: ${FINDING_CODES[code].means.replace(/\.$/, '')}${first?.text ? `: ${first.text}` : ''}${times}`
}
