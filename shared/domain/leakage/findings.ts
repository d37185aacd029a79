import {type Finding, type FindingRow, findingOf} from '../finding.ts'
import type {FindingCode} from '../finding-codes.ts'
import {grouped} from '../grouped.ts'
import type {Leakage, Overlap} from './leakage.ts'
import type {Match} from './match.ts'
import type {PairResult} from './pair.ts'

export type LeakageRules = {
  readonly decides: boolean
  /** The share of the holdout that may be in the training data. */
  readonly atMost: number
}

type Saying = {readonly message: string; readonly count: number; readonly rows: FindingRow[]}

/** What two datasets have in common that they should not, each kind once, at its place in the holdout. */
export function leakageFindings(result: PairResult, rules: LeakageRules): readonly Finding[] {
  const {leakage, repeated} = result
  const {train, holdout, same, near, groups, time, notCompared} = leakage
  const alone = near && same ? Math.max(0, near.rows - same.rows) : 0
  const isMuch = (rows: number, {of}: Overlap) => rows > rules.atMost * of
  const tell = (code: FindingCode, saying: Saying, isOver: boolean) =>
    findingOf(code, {dataset: holdout, ...saying, ...levelOf(isOver, rules)})
  return [
    ...(same && same.rows > 0
      ? [tell('leakage-rows', rowsSaying(leakage, same, result), isMuch(same.rows, same))]
      : []),
    ...(near && alone > 0
      ? [
          tell(
            'leakage-near-rows',
            {
              message: `${holdout}: ${share(alone, near)} ${are(alone)} nearly the same as in "${train}"${first(result.near)}`,
              count: alone,
              rows: rowsOf(result.near, train),
            },
            isMuch(alone, near),
          ),
        ]
      : []),
    ...(groups && groups.shared > 0
      ? [
          tell(
            'leakage-groups',
            {
              message: `${holdout}: ${grouped(groups.shared)} of ${grouped(groups.of)} groups by "${groups.column}" ${are(groups.shared)} in "${train}" too${first(result.groups)}`,
              count: groups.shared,
              rows: rowsOf(result.groups, train),
            },
            true,
          ),
        ]
      : []),
    ...(time && time.late > 0 ? [timeFinding(result, time, rules)] : []),
    ...(notCompared === undefined ? [] : [notChecked({train, holdout}, notCompared, rules)]),
  ]

  function rowsSaying(of: Leakage, overlap: Overlap, {same: matches}: PairResult): Saying {
    const repeats =
      repeated > 0 ? `; ${grouped(repeated)} rows of "${holdout}" repeat another one of it` : ''
    return {
      message: `${holdout}: ${share(overlap.rows, overlap)} ${are(overlap.rows)} in "${of.train}" too${first(matches)}${repeats}`,
      count: overlap.rows,
      rows: rowsOf(matches, of.train),
    }
  }
}

/** A pair that could not be looked at; who lets leakage decide must hear of it. */
export function notChecked(
  {train, holdout}: Pick<Leakage, 'train' | 'holdout'>,
  why: string,
  {decides}: Pick<LeakageRules, 'decides'>,
): Finding {
  const message = `${holdout}: not compared with "${train}": ${why}`
  return findingOf('leakage-not-checked', {
    dataset: holdout,
    message,
    ...(decides ? {level: 'fail'} : {}),
  })
}

/** Files that are in both. */
export function fileFinding(
  {train, holdout, files}: Leakage,
  matches: readonly {readonly holdout: string; readonly train: string}[],
  rules: LeakageRules,
): readonly Finding[] {
  if (files === undefined || files.shared === 0) return []
  const [one] = matches
  const such = one ? `, such as ${one.holdout} = ${one.train}` : ''
  const message = `${holdout}: ${grouped(files.shared)} of ${grouped(files.of)} files ${are(files.shared)} byte for byte in "${train}" too${such}`
  const rows = matches.map(match => ({
    file: match.holdout,
    text: `the same as ${match.train} of ${train}`,
  }))
  const isOver = files.shared > rules.atMost * files.of
  return [
    findingOf('leakage-files', {
      dataset: holdout,
      message,
      count: files.shared,
      rows,
      ...levelOf(isOver, rules),
    }),
  ]
}

function timeFinding(
  {leakage: {train, holdout}, late}: PairResult,
  {column, late: count, of, earliest, latest}: NonNullable<Leakage['time']>,
  rules: LeakageRules,
): Finding {
  const ends = earliest === undefined ? '' : `: that is ${earliest}, and these go on to ${latest}`
  return findingOf('leakage-time', {
    dataset: train,
    message: `${train}: ${grouped(count)} of ${grouped(of)} rows ${are(count)} not earlier than the first of "${holdout}" by "${column}"${ends}`,
    count,
    rows: late.map(({file, line}) => ({file, line, text: `not before "${holdout}" begins`})),
    ...levelOf(true, rules),
  })
}

function levelOf(
  isOver: boolean,
  {decides}: LeakageRules,
): {readonly level: 'fail' | 'warn' | 'note'} {
  if (!isOver) return {level: 'note'}
  return {level: decides ? 'fail' : 'warn'}
}

/** `12 of 1,461 rows (0.8 %)`, and where only some were looked at, that. */
function share(rows: number, {of, oneOf}: Overlap): string {
  const part = of === 0 ? 0 : Number(((100 * rows) / of).toPrecision(2))
  const sample = oneOf === undefined ? '' : ` of a sample, every ${ordinal(oneOf)} by hash,`
  return `${grouped(rows)} of ${grouped(of)} rows${sample} (${part} %)`
}

function ordinal(count: number): string {
  return count === 2 ? 'second' : `${grouped(count)}th`
}

function first([match]: readonly Match[]): string {
  if (match === undefined) return ''
  const {holdout, train} = match
  return `, such as ${holdout.file}:${holdout.line} = ${train.file}:${train.line}`
}

function rowsOf(matches: readonly Match[], name: string): FindingRow[] {
  return matches.map(({holdout, train}) => ({
    ...holdout,
    text: `${train.file}:${train.line} of ${name}`,
  }))
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}
