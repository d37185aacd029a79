import {type Finding, findingOf} from '../finding.ts'
import type {ColumnDrift, Drift, DriftCheck} from './drift.ts'

const TOLD_COLUMNS = 3
/** Tests whose size is a distance of shares. */
const SHARES: ReadonlySet<DriftCheck['test']> = new Set([
  'chi-square',
  'proportions',
  'jensen-shannon',
])

export type DriftRules = {
  readonly decides: boolean
  /** Columns that somebody named are missed where they cannot be compared. */
  readonly isNamed: boolean
}

/** What drift means for the data: one finding for all columns of a dataset that differ. */
export function driftFindings(drift: Drift, {decides, isNamed}: DriftRules): readonly Finding[] {
  const {dataset, reference, columns, notCompared = []} = drift
  const drifted = columns.filter(({level}) => level === 'drift')
  const small = columns.filter(({level}) => level === 'small')
  const missed = isNamed ? notCompared : []
  const decided = decides ? {level: 'fail' as const} : {}
  return [
    ...(drifted.length > 0
      ? [
          findingOf('drift-found', {
            dataset,
            message: `${dataset}: ${drifted.length} of ${columns.length} columns differ from "${reference}": ${list(drifted)}`,
            count: drifted.length,
            ...decided,
          }),
        ]
      : []),
    ...(small.length > 0
      ? [
          findingOf('drift-small', {
            dataset,
            message: `${dataset}: ${small.length} of ${columns.length} columns differ from "${reference}" by less than matters as a rule: ${list(small)}`,
            count: small.length,
          }),
        ]
      : []),
    ...missed.map(({name, why}) =>
      findingOf('drift-not-measured', {
        dataset,
        message: `${dataset}: the drift of "${name}" was not measured: ${why}`,
        ...decided,
      }),
    ),
    ...(missed.length === 0 && columns.length === 0 ? [noDrift(drift, decided)] : []),
  ]
}

function noDrift(
  {dataset, reference, notCompared = []}: Drift,
  level: {readonly level?: 'fail'},
): Finding {
  const [first] = notCompared
  const why = first ? `, such as "${first.name}": ${first.why}` : ''
  const message = `${dataset}: no column can be compared with "${reference}"${why}`
  return findingOf('drift-not-measured', {dataset, message, ...level})
}

/** A dataset or its reference was not looked at row by row. */
export function unmeasuredDrift(
  dataset: string,
  why: string,
  {decides}: {readonly decides: boolean},
): Finding {
  const message = `${dataset}: drift was not measured: ${why}`
  return findingOf('drift-not-measured', {
    dataset,
    message,
    ...(decides ? {level: 'fail'} : {}),
  })
}

function list(columns: readonly ColumnDrift[]): string {
  const told = columns.slice(0, TOLD_COLUMNS).map(column => `"${column.name}" ${describe(column)}`)
  const more = columns.length - told.length
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

/** What a column's checks say, in words: `0.8 sd apart, 12 % empty instead of 0 %`. */
function describe({checks, missing, level}: ColumnDrift): string {
  return checks
    .filter(check => check.level === level)
    .map(check => describeCheck(check, missing))
    .join(', ')
}

/** One check in words. */
export function describeCheck(
  {about, test, size}: DriftCheck,
  missing: ColumnDrift['missing'],
): string {
  switch (about) {
    case 'values':
    case 'lengths': {
      const what = about === 'lengths' ? 'lengths ' : ''
      if (SHARES.has(test)) {
        return `other shares (Jensen–Shannon ${twoDigits(size ?? 1)})`
      }
      return size === undefined
        ? `${what}no longer constant`
        : `${what}${twoDigits(size)} standard deviations apart`
    }
    case 'missing':
      return `${percent(missing.current)} empty instead of ${percent(missing.reference)}`
    case 'new-categories':
      return `${percent(size ?? 0)} in new categories`
    case 'out-of-range':
      return `${percent(size ?? 0)} out of the reference's range`
  }
}

function percent(share: number): string {
  return `${twoDigits(100 * share)} %`
}

function twoDigits(value: number): string {
  return String(Number(value.toPrecision(2)))
}
