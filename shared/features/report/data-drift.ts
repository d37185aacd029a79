import type {ColumnDrift, Drift} from '../../domain/drift/drift.ts'
import {describeCheck} from '../../domain/drift/findings.ts'
import {type Block, clip, code, join, type Line, line, strong} from './document.ts'
import {counted, figures, whole} from './figures.ts'

const LISTED_DATASETS = 5
const LISTED_COLUMNS = 12
const LISTED_NAMES = 20
const LISTED_SHARES = 3
/** What an eighth of the highest bar looks like, and so on. */
const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
/** What the two figures of a row mean, for those who see them for the first time. */
const MEANING =
  ' p: how likely chance alone gives as much, all columns together; PSI: how far the shares moved, beside its limit for so many rows.'
/** A bar is missing altogether. */
const NOTHING = '·'

/** How far datasets are from their references: the columns that differ, the worst first, the others by name. */
export function driftBlocks(all: readonly Drift[]): readonly Block[] {
  const shown = all.slice(0, LISTED_DATASETS)
  const more = all.length - shown.length
  return [
    ...shown.flatMap(datasetBlocks),
    ...(more > 0 ? [paragraph(line(`… and the drift of ${counted(more, 'more dataset')}`))] : []),
  ]
}

function paragraph(content: Line): Block {
  return {kind: 'paragraph', content}
}

function datasetBlocks(drift: Drift): readonly Block[] {
  const {dataset, reference, rows, sampled, columns} = drift
  const different = columns.filter(({level}) => level !== 'none')
  const drifted = different.filter(({level}) => level === 'drift').length
  const looked = sampled
    ? `, of which ${whole(sampled.reference)} and ${whole(sampled.current)} were compared`
    : ''
  const lead = paragraph(
    line(
      'Drift of ',
      strong(code(dataset)),
      ' from ',
      code(reference),
      `: ${drifted === 0 ? 'none' : whole(drifted)} of ${counted(columns.length, 'column')}. `,
      `${whole(rows.reference)} rows there, ${whole(rows.current)} here${looked}.`,
      ...(different.length > 0 ? [MEANING] : []),
    ),
  )
  const table = different.length > 0 ? [differences(different, drift)] : []
  return [lead, ...table, ...others(drift)]
}

function differences(
  columns: readonly ColumnDrift[],
  {dataset, reference}: Pick<Drift, 'dataset' | 'reference'>,
): Block {
  const shown = columns.slice(0, LISTED_COLUMNS)
  const more = columns.length - shown.length
  const titles = ['column', 'what differs', 'p', 'PSI', code(reference), code(dataset)]
  return {
    kind: 'table',
    columns: titles.map(title => ({title: line(title)})),
    rows: [
      ...shown.map(columnRow),
      ...(more > 0 ? [titles.map((_, at) => line(at === 0 ? `… and ${more} more` : ''))] : []),
    ],
  }
}

function columnRow(column: ColumnDrift): readonly Line[] {
  const {name, level, checks, missing, stability} = column
  const told = checks
    .filter(check => check.level !== 'none')
    .map(check => describeCheck(check, missing))
  const words = [...(level === 'small' ? ['little'] : []), ...told, ...examples(column)]
  return [
    line(...(level === 'drift' ? [strong(code(name))] : [code(name)])),
    line(words.join('; ')),
    line(chance(Math.min(...checks.map(({adjusted}) => adjusted)))),
    line(stability ? index(stability) : ''),
    ...bars(column),
  ]
}

/** The middles of numbers, or the categories whose shares changed most. */
function examples({middle, bars, added = []}: ColumnDrift): readonly string[] {
  if (middle) {
    const both = [middle.reference, middle.current]
    const isNumeric = both.every(value => typeof value === 'number')
    const [before, now] = isNumeric ? figures(both.map(Number)) : both.map(String)
    return [`middle ${before} → ${now}`]
  }
  const {labels = [], reference = [], current = []} = bars ?? {}
  const shares = labels
    .map((label, at) => ({label, before: reference[at] ?? 0, now: current[at] ?? 0}))
    .filter(({before, now}) => before !== now)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .slice(0, LISTED_SHARES)
    .map(({label, before, now}) => `${clip(label, 30)} ${percent(before)} → ${percent(now)} %`)
  const rest = added.filter(label => !labels.includes(label)).map(label => clip(label, 30))
  return [
    ...(shares.length > 0 ? [shares.join(', ')] : []),
    ...(rest.length > 0 ? [`new: ${rest.join(', ')}`] : []),
  ]
}

function percent(thousandths: number): string {
  return whole(Math.round(thousandths / 10))
}

function chance(p: number): string {
  return p < 0.001 ? '<0.001' : p.toFixed(3)
}

function index({index: value, limit}: NonNullable<ColumnDrift['stability']>): string {
  const sign = value > limit ? '>' : '≤'
  return [value.toFixed(2), sign, limit.toFixed(2)].join(' ')
}

/** Both sides on one scale. */
function bars({bars: both}: ColumnDrift): readonly Line[] {
  if (!both) return [line(''), line('')]
  const highest = Math.max(1, ...both.reference, ...both.current)
  return [both.reference, both.current].map(side => line(code(side.map(drawn).join(''))))

  function drawn(share: number): string {
    if (share === 0) return NOTHING
    return BARS[Math.min(BARS.length - 1, Math.floor((BARS.length * share) / highest))] ?? ''
  }
}

/** What did not drift, and what was not compared. */
function others({columns, notCompared = []}: Drift): readonly Block[] {
  const same = columns.filter(({level}) => level === 'none').map(({name}) => name)
  const told = [
    ...(same.length > 0 ? [line('No difference beyond chance: ', ...names(same), '.')] : []),
    ...(notCompared.length > 0
      ? [line('Not compared: ', ...names(notCompared.map(({name}) => name)), '.')]
      : []),
  ]
  return told.length === 0 ? [] : [paragraph(join(told, ' '))]
}

function names(all: readonly string[]): Line {
  const more = all.length - LISTED_NAMES
  const shown = join(
    all.slice(0, LISTED_NAMES).map(name => line(code(clip(name, 60)))),
    ', ',
  )
  return [...shown, ...line(more > 0 ? ` and ${more} more` : '')]
}
