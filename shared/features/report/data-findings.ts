import {FINDING_LEVELS, type Finding} from '../../domain/finding.ts'
import {type Block, clip, code, type Line, line, strong} from './document.ts'
import {counted} from './figures.ts'
import type {ReportInput} from './report-input.ts'

const LISTED_FAILURES = 5
const LISTED_FINDINGS = 30

/** For the first line, which must not look like a pass: how many findings fail the data; nothing where they pass. */
export function dataStatement({data}: Pick<ReportInput, 'data'>): string | undefined {
  const failures = failing(data)
  if (failures.length === 0) return undefined
  const [one, ...others] = new Set(failures.map(({dataset}) => dataset))
  const whose = one !== undefined && others.length === 0 ? `data ${clip(one)}` : 'data'
  return `${whose}: ${counted(failures.length, 'finding fails', 'findings fail')}`
}

function failing(data: ReportInput['data']): readonly Finding[] {
  return (data?.body.findings ?? []).filter(({level}) => level === 'fail')
}

/** Not folded: what fails the data, for nobody should merge without having seen it. */
export function dataFailures({data}: ReportInput): Block | undefined {
  const failures = failing(data)
  if (failures.length === 0) return undefined
  const shown = failures
    .slice(0, LISTED_FAILURES)
    .flatMap(({message}, at) => line(at === 0 ? ' ' : ' · ', clip(message, 500)))
  const more = failures.length - LISTED_FAILURES
  const content = [
    {kind: 'symbol', symbol: 'fail'} as const,
    ...line(' ', strong(`Data: ${counted(failures.length, 'finding')}.`)),
    ...shown,
    ...line(more > 0 ? ` · and ${more} more, folded below` : ''),
  ]
  return {kind: 'paragraph', content}
}

/** Not folded either: rows to judge on that were trained on make every figure above too good. */
export function leakageWarning({data}: ReportInput): Block | undefined {
  const [first, ...others] = (data?.body.findings ?? []).filter(
    ({check, level}) => check === 'leakage' && level === 'warn',
  )
  if (first === undefined) return undefined
  const more = others.length > 0 ? ` · and ${others.length} more, folded below` : ''
  const content = [
    {kind: 'symbol', symbol: 'unclear'} as const,
    ...line(' ', strong('Leakage.'), ' ', clip(first.message, 300), more),
  ]
  return {kind: 'paragraph', content}
}

/** Folded: every finding with its first places, the worst first. */
export function findingsTable(findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return []
  const shown = FINDING_LEVELS.flatMap(level => findings.filter(one => one.level === level)).slice(
    0,
    LISTED_FINDINGS,
  )
  const more = findings.length - shown.length
  return [
    {
      kind: 'table',
      columns: ['finding', 'dataset', 'what', 'first places'].map(title => ({title: line(title)})),
      rows: [
        ...shown.map((finding): readonly Line[] => [
          line(code(finding.code), ` ${WORDS[finding.level]}`),
          line(code(finding.dataset)),
          line(clip(withoutName(finding), 300)),
          line(places(finding)),
        ]),
        ...(more > 0 ? [['', '', `… and ${more} more`, ''].map(cell => line(cell))] : []),
      ],
    },
  ]
}

const WORDS = {fail: 'fails', warn: 'warns', note: 'told'} as const

/** The dataset has a column of its own. */
function withoutName({dataset, message}: Finding): string {
  return message.startsWith(`${dataset}: `) ? message.slice(dataset.length + 2) : message
}

function places({rows = []}: Finding): string {
  return rows
    .map(({file, line: number}) =>
      number === undefined ? clip(file, 60) : `${clip(file, 60)}:${number}`,
    )
    .join(', ')
}
