import {explainBand} from '../reason.ts'
import {SEVERITY} from '../verdict.ts'
import {frameOf, judgeComparison} from './judgement.ts'
import type {Rule} from './rule.ts'
import type {JudgedRule, Sides} from './sides.ts'
import {printAmount} from './text.ts'

/** A band is two rules, one for each side; the worse one speaks for it. */
export function judgeBand(rule: Rule, sides: Sides): JudgedRule {
  const [low, high] = sidesOf(rule).map(side => judgeComparison(side, sides, {isBand: true}))
  const [first, second] = [low, high].filter(one => one !== undefined)
  if (!first || !second) throw new RangeError('a band has two sides')
  const worse = SEVERITY.indexOf(second.verdict) < SEVERITY.indexOf(first.verdict) ? second : first
  const {direction: _, tolerance: _tolerance, limit, ...judged} = worse
  const frame = {...judged, ...frameOf(rule), allowed: allowedBy(rule)}
  if (
    worse.verdict === 'error' ||
    worse.verdict === 'no-baseline' ||
    worse.candidate === undefined
  ) {
    return frame
  }
  const p = pOf(first, second)
  const noise = worse.noise && {...worse.noise, ...(p === undefined ? {} : {p})}
  const isOut = worse.verdict === 'fail'
  const isBounded = worse.reasonCode !== 'small-slice'
  return {
    ...frame,
    ...(noise ? {noise} : {}),
    ...(isOut
      ? {reasonCode: 'outside-band' as const, ...(limit === undefined ? {} : {limit})}
      : {}),
    ...(isBounded ? {reason: explainBand(rule, worse)} : {}),
  }
}

/** Only one of two sides can be left, so chance has two ways. */
function pOf(...judged: readonly JudgedRule[]): number | undefined {
  const p = judged.map(({noise}) => noise?.p)
  const known = p.filter(one => one !== undefined)
  return known.length < p.length ? undefined : Math.min(1, 2 * Math.min(...known))
}

/** The lower side, then the upper one. */
function sidesOf(rule: Rule): readonly Rule[] {
  const {bound} = rule
  const side = (direction: Rule['direction'], one: Rule['bound']): Rule => ({
    ...rule,
    direction,
    bound: one,
  })
  if (bound.kind === 'between') {
    return [
      side('higher', {kind: 'absolute', limit: bound.low}),
      side('lower', {kind: 'absolute', limit: bound.high}),
    ]
  }
  if (bound.kind !== 'within') throw new RangeError(`"${rule.text}" is no band`)
  const {tolerance, champion} = bound
  const shifted = (sign: 1 | -1): Rule['bound'] => ({
    kind: 'relative',
    shift: {...tolerance, amount: sign * tolerance.amount},
    ...(champion ? {champion} : {}),
  })
  return [side('higher', shifted(-1)), side('lower', shifted(1))]
}

function allowedBy({bound}: Rule): string {
  if (bound.kind === 'between') return `${bound.low} … ${bound.high}`
  return bound.kind === 'within' ? `± ${printAmount(bound.tolerance)}` : ''
}
