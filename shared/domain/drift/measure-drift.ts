import {didYouMean} from '../nearest.ts'
import type {ColumnSummary} from '../profile/column-profile.ts'
import {adjustBenjaminiHochberg} from '../statistics/multiplicity.ts'
import {type ColumnKind, type ColumnSides, kindOf} from './column-values.ts'
import {compareColumn, type RawCheck, type RawColumn} from './compare-column.ts'
import type {ColumnDrift, Drift, DriftCheck, DriftLevel} from './drift.ts'
import {SAMPLED_ROWS, type SampledColumn} from './row-sample.ts'

/** One dataset after its rows were seen. */
export type DriftSide = {
  readonly name: string
  readonly rows: number
  readonly summaries: readonly ColumnSummary[]
  readonly columns: readonly SampledColumn[]
}

export type DriftAsk = {
  readonly alpha: number
  /** Only these; the default is all that both have, but moments and what names or orders rows. */
  readonly columns?: readonly string[] | undefined
  /** Columns that name, order or group rows: they differ by nature. */
  readonly apart: readonly string[]
  readonly isPersonal: boolean
}

/** Compares all columns of two datasets, and weighs what was found together. */
export function measureDrift(
  reference: DriftSide,
  current: DriftSide,
  {alpha, columns, apart, isPersonal}: DriftAsk,
): Drift {
  const names = columns ?? commonNames(reference, current).filter(name => !apart.includes(name))
  const raw: RawColumn[] = []
  const notCompared: {name: string; why: string}[] = []
  for (const [at, name] of names.entries()) {
    const sides = sidesOf(name, reference, current)
    const answer = 'why' in sides ? sides : chosenKind(sides, columns !== undefined)
    if ('why' in answer) {
      notCompared.push({name, why: answer.why})
      continue
    }
    if ('why' in sides) continue
    const compared = compareColumn(sides, {kind: answer.kind, alpha, isPersonal, seed: at + 1})
    if (compared.checks.length > 0) raw.push(compared)
    else notCompared.push({name, why: 'it has too few values'})
  }
  const isSampled = Math.max(reference.rows, current.rows) > SAMPLED_ROWS
  return {
    dataset: current.name,
    reference: reference.name,
    alpha,
    rows: {reference: reference.rows, current: current.rows},
    ...(isSampled
      ? {
          sampled: {
            reference: Math.min(reference.rows, SAMPLED_ROWS),
            current: Math.min(current.rows, SAMPLED_ROWS),
          },
        }
      : {}),
    columns: weighTogether(raw, alpha),
    ...(notCompared.length > 0 ? {notCompared} : {}),
  }
}

function commonNames(reference: DriftSide, current: DriftSide): readonly string[] {
  const there = new Set(reference.columns.map(({name}) => name))
  return current.columns.map(({name}) => name).filter(name => there.has(name))
}

function sidesOf(
  name: string,
  reference: DriftSide,
  current: DriftSide,
): ColumnSides | {readonly why: string} {
  const [there, here] = [reference, current].map(({summaries, columns}) => {
    const at = columns.findIndex(column => column.name === name)
    const [summary, sample] = [summaries[at], columns[at]]
    return summary && sample ? {summary, sample} : undefined
  })
  if (there && here) return {reference: there, current: here}
  if (!there && !here) {
    const known = [...reference.columns, ...current.columns].map(one => one.name)
    const hint = didYouMean(name, known)
    return {why: `neither ${reference.name} nor ${current.name} has it${hint}`}
  }
  return {why: `${(there ? current : reference).name} does not have it`}
}

/** Time passes, so moments always differ: they are only compared where somebody names them. */
function chosenKind(
  sides: ColumnSides,
  isNamed: boolean,
): {readonly kind: ColumnKind} | {readonly why: string} {
  const answer = kindOf(sides)
  if ('why' in answer || answer.kind !== 'time' || isNamed) return answer
  return {why: 'moments are only compared when "columns" names them'}
}

/** One false discovery rate for all that was asked of the dataset; the worst columns first. */
function weighTogether(raw: readonly RawColumn[], alpha: number): ColumnDrift[] {
  const adjusted = adjustBenjaminiHochberg(raw.flatMap(({checks}) => checks.map(({p}) => p)))
  let next = 0
  const columns = raw.map(column => {
    const checks = column.checks.map(check => weighed(check, adjusted[next++] ?? 1, alpha))
    return {...column, checks, level: worst(checks)}
  })
  return columns.sort((a, b) => rank(a) - rank(b) || least(a) - least(b) || largest(b) - largest(a))
}

function weighed({isSmall, size, ...check}: RawCheck, adjusted: number, alpha: number): DriftCheck {
  const level = adjusted > alpha ? 'none' : isSmall ? 'small' : 'drift'
  return {...check, ...(Number.isFinite(size) ? {size} : {}), adjusted, level}
}

function worst(checks: readonly DriftCheck[]): DriftLevel {
  const levels = checks.map(({level}) => level)
  return levels.includes('drift') ? 'drift' : levels.includes('small') ? 'small' : 'none'
}

function rank({level}: ColumnDrift): number {
  return level === 'drift' ? 0 : level === 'small' ? 1 : 2
}

function least({checks}: ColumnDrift): number {
  return Math.min(...checks.map(({adjusted}) => adjusted))
}

function largest({checks}: ColumnDrift): number {
  return Math.max(...checks.map(({size}) => size ?? Infinity))
}
