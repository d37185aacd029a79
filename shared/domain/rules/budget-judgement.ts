import {askNoise, fewestFor, type Noise} from '../noise.ts'
import {formatBeside} from '../numbers.ts'
import type {Interval} from '../statistics/units.ts'
import {judgeHarm} from '../verdict.ts'
import {frameOf} from './judgement.ts'
import {ulp} from './measured-rule.ts'
import type {Rule} from './rule.ts'
import {broken, type Finding, type JudgedRule, otherOf, type Sides} from './sides.ts'
import {printAmount} from './text.ts'
import {directionConflict, otherValue, ownValue, tooFew} from './values.ts'

type Budget = Extract<Rule['bound'], {kind: 'budget'}>
type Loss = {
  readonly name: string
  /** In the unit of the budget; negative where the metric became better. */
  readonly size: number
  /** What rounding may be worth in it. */
  readonly rounding: number
  readonly interval: Interval | undefined
  readonly noise: Noise | undefined
}

/** What several metrics lose, added up. A gain of one pays for no loss of another. */
export function judgeBudget(rule: Rule, bound: Budget, sides: Sides): JudgedRule {
  const names = [rule.metric, ...bound.others]
  const {tolerance: _, ...frame} = frameOf(rule)
  const allowed = `${rule.strict ? '< ' : '≤ '}${printAmount(bound.allowed)} together`
  const finding = findingOf(rule, bound, {sides, names})
  return {...frame, metric: names.join(' + '), allowed, ...finding}
}

type Asked = {readonly sides: Sides; readonly names: readonly string[]}

function findingOf(rule: Rule, {allowed}: Budget, {sides, names}: Asked): Finding {
  const losses: Loss[] = []
  for (const name of names) {
    const loss = lossOf({...rule, metric: name}, allowed.unit, {sides, share: names.length})
    if ('verdict' in loss) return loss
    losses.push(loss)
  }
  const total = sum(losses.map(({size}) => Math.max(0, size)))
  const slack = sum(losses.map(({rounding}) => rounding))
  // Beyond the largest number all is rounding.
  if (!(Number.isFinite(total) && Number.isFinite(slack))) {
    return broken('limit-not-finite', 'what the metrics lose is too large a number')
  }
  const over = total - allowed.amount
  const excess = Math.abs(over) <= slack ? 0 : over
  const parts = losses.map(({name, size, interval}) => ({
    name,
    value: size,
    ...(interval ? {low: interval.low, high: interval.high} : {}),
  }))
  const verdict = verdictOn(rule, losses, {excess, allowed: allowed.amount})
  const unit = allowed.unit === 'plain' ? '' : allowed.unit === 'points' ? ' pp' : ' %'
  const each = losses.map(({name, size}) => `${name} ${formatBeside(Math.max(0, size), 0, 2)}`)
  const sized = excess === 0 ? String(allowed.amount) : formatBeside(total, allowed.amount, 2)
  const reason = `${names.join(', ')} lose ${sized}${unit} together (${each.join(', ')}); allowed is ${rule.strict ? 'less than ' : ''}${printAmount(allowed)}${verdict === 'inconclusive' ? ', and chance leaves open whether it is more' : ''}`
  const reasonCode = {
    pass: 'within-limits',
    fail: 'over-budget',
    inconclusive: 'within-noise',
  } as const
  if (verdict !== 'pass' && verdict !== 'fail' && verdict !== 'inconclusive') {
    return broken('limit-not-finite', 'what the metrics lose is too large a number')
  }
  return {verdict, reasonCode: reasonCode[verdict], reason, parts}
}

/** A rounding of a single in those of a double. */
const SINGLE = 2 ** 29

type Asking = {readonly sides: Sides; readonly share: number}

function lossOf(
  rule: Rule,
  unit: Budget['allowed']['unit'],
  {sides, share}: Asking,
): Loss | Finding {
  const own = ownValue(rule, sides.candidate)
  if (!('value' in own)) return own
  const problem = directionConflict(rule, own) ?? tooFew(rule, own)
  if (problem) return problem
  const other = otherOf({}, sides, rule.metric)
  if (!('metrics' in other)) return other
  const before = otherValue(rule, other.metrics, 'the baseline')
  if (!('value' in before)) return before
  if (unit === 'percent' && before.value === 0) {
    return broken(
      'zero-baseline',
      `the baseline's ${rule.metric} is 0, of which a percentage has no meaning`,
    )
  }
  const scale = unit === 'plain' ? 1 : unit === 'points' ? 100 : 100 / Math.abs(before.value)
  const size =
    (rule.direction === 'higher' ? before.value - own.value : own.value - before.value) * scale
  // Every metric may be wrong by its share alone, so that all of them hold together.
  const plain: Rule = {
    ...rule,
    strict: false,
    bound: {kind: 'relative', shift: {amount: 0, unit: 'plain'}},
  }
  const noise = askNoise(other.noise, plain, {alpha: sides.alpha / share})
  if (noise && 'problem' in noise) {
    const reason = `${rule.metric} cannot be compared: ${noise.problem}`
    return broken(noise.reasonCode ?? 'different-examples', reason)
  }
  const harm = noise?.harm
  const isSingle = own.metric.dtype === 'f32' || before.metric.dtype === 'f32'
  const largest = Math.max(Math.abs(own.value), Math.abs(before.value))
  const rounding = 4 * ulp(largest) * (isSingle ? SINGLE : 1) * scale
  const interval = harm && {low: harm.low * scale, high: harm.high * scale}
  return {name: rule.metric, size, rounding, interval, noise}
}

type Measured = {readonly excess: number; readonly allowed: number}

/** With chance measured for every metric the budget is held against what they lose at least and at most. */
function verdictOn({strict}: Rule, losses: readonly Loss[], {excess, allowed}: Measured) {
  const noises = losses.map(({noise}) => noise)
  if (!noises.every(noise => noise !== undefined)) {
    return judgeHarm({low: excess, high: excess}, 0, strict)
  }
  const intervals = losses.flatMap(({interval}) => interval ?? [])
  if (intervals.length < losses.length || noises.some(one => one.independent < fewestFor(one))) {
    return 'inconclusive'
  }
  const [low, high] = (['low', 'high'] as const).map(end =>
    sum(intervals.map(one => Math.max(0, one[end]))),
  )
  return judgeHarm({low: (low ?? 0) - allowed, high: (high ?? 0) - allowed}, 0, strict)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
