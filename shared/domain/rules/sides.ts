import type {RuleResult} from '../gate.ts'
import type {MetricIndex} from '../metric-index.ts'
import type {NoiseOf} from '../noise.ts'
import type {ReasonCode} from '../reason-codes.ts'
import type {Reference} from './rule.ts'
import {printReference} from './text.ts'

/** A model that is live, as it does on the candidate's rows. */
export type Champion = {
  readonly environments: readonly string[]
  readonly metrics: MetricIndex
  readonly noise?: NoiseOf | undefined
}

/** A model that is live, and whose figures are not known. */
export type Unknown = {readonly environments: readonly string[]; readonly reason: string}

/** Everything that rules are judged by. */
export type Sides = {
  readonly candidate: MetricIndex
  /** Absent when there is no baseline. */
  readonly baseline: MetricIndex | undefined
  /** How much a metric varies by chance, where both models were scored row by row. */
  readonly noise?: NoiseOf | undefined
  readonly champions: readonly Champion[]
  readonly unknownChampions: readonly Unknown[]
  /** The worst values allowed, by the metric as rules write it. */
  readonly floors: ReadonlyMap<string, number>
  /** Where floors stand, for the words. */
  readonly floorsPath: string
  /** The chance at which a harm that is not there may be called shown. */
  readonly alpha: number
}

/** A rule's result whose code is known to be one of the table. */
export type JudgedRule = RuleResult & {readonly reasonCode: ReasonCode}

/** A verdict without the rule that it is about. */
export type Finding = Pick<RuleResult, 'verdict' | 'reason'> &
  Partial<RuleResult> & {readonly reasonCode: ReasonCode}

export function broken(reasonCode: ReasonCode, reason: string): Finding {
  return {verdict: 'error', reasonCode, reason}
}

export type Other = {readonly metrics: MetricIndex; readonly noise: NoiseOf | undefined}

/** The model that a rule compares with, or why there is none. */
export function otherOf(reference: Reference, sides: Sides, subject: string): Other | Finding {
  if (!reference.champion) {
    const {baseline, noise} = sides
    if (baseline) return {metrics: baseline, noise}
    const reason = `${subject} cannot be compared: there is no baseline`
    return {verdict: 'no-baseline', reasonCode: 'no-baseline', reason}
  }
  const {environment} = reference.champion
  const isMeant = ({environments}: Unknown | Champion) =>
    environment === undefined || environments.includes(environment)
  const [unknown] = sides.unknownChampions.filter(isMeant)
  if (unknown) {
    const where = unknown.environments.join(', ')
    const reason = `${subject} cannot be compared with the model that is live in ${where}: ${unknown.reason}`
    return broken('champion-not-scored', reason)
  }
  const [champion, ...more] = sides.champions.filter(isMeant)
  if (!champion) {
    const where = environment === undefined ? '' : ` in ${environment}`
    const reason = `${subject} cannot be compared: no model is known to be live${where}`
    return {verdict: 'no-baseline', reasonCode: 'no-champion', reason}
  }
  if (more.length === 0) return {metrics: champion.metrics, noise: champion.noise}
  const names = [champion, ...more].flatMap(({environments}) => environments)
  const example = printReference({champion: {environment: names[0] ?? ''}})
  return broken(
    'ambiguous-champion',
    `different models are live in ${names.join(', ')}; say which one is meant, as in "${example}"`,
  )
}
