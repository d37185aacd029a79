import {fewestFor, type Noise} from './noise.ts'
import {nounOf} from './noise-words.ts'
import {formatBeside, formatTogether} from './numbers.ts'
import type {Reference, Rule, Shift} from './rules/rule.ts'
import type {JudgedRule} from './rules/sides.ts'
import {printAmount, printReference} from './rules/text.ts'
import {subjectOf} from './rules/values.ts'
import type {Interval} from './statistics/units.ts'

type Judged = {
  readonly rule: Rule
  readonly candidate: number
  /** Absent for absolute rules. */
  readonly baseline: number | undefined
  readonly limit: number
  /** As measured: positive is beyond the limit, 0 is at it. */
  readonly excess: number
  readonly isKept: boolean
  readonly noise?: Noise | undefined
  /** How many examples the value comes from, where that is to be said. */
  readonly examples?: number | undefined
}

/** `the baseline`, `the champion(production)`. */
export function refersTo(reference: Reference): string {
  return `the ${printReference(reference)}`
}

/** One sentence about a judged rule, with values that show what they say. */
export function explain(judged: Judged): string {
  const {rule, baseline, examples} = judged
  const said =
    rule.bound.kind === 'relative' && baseline !== undefined
      ? explainRelative(judged, rule.bound.shift, baseline)
      : explainAbsolute(judged)
  return examples === undefined ? said : `${said} (${counted(examples)})`
}

function counted(examples: number): string {
  return examples === 1 ? '1 example' : `${examples} examples`
}

/** One sentence about a band that was judged by its worse side. */
export function explainBand(rule: Rule, judged: JudgedRule): string {
  const {candidate = 0, baseline, verdict, n} = judged
  const {bound} = rule
  const name = subjectOf(rule)
  const examples = rule.slice && n !== undefined ? ` (${counted(n)})` : ''
  const state = {pass: 'inside', fail: 'outside', inconclusive: 'perhaps outside'}
  const where = state[verdict as keyof typeof state] ?? verdict
  if (bound.kind === 'between') {
    const [value = '', low = '', high = ''] = formatTogether([candidate, bound.low, bound.high])
    return `${name} ${value} is ${where} ${low} … ${high}${examples}`
  }
  if (bound.kind !== 'within' || baseline === undefined) return judged.reason
  const {tolerance} = bound
  const side = candidate > baseline ? 'above' : 'below'
  const [value = '', before = ''] = formatTogether([candidate, baseline])
  const of = `${refersTo(bound)}'s ${before}`
  const measured = {rule, candidate, baseline, limit: 0, excess: candidate - baseline, isKept: true}
  const shift = {...tolerance, amount: candidate > baseline ? tolerance.amount : -tolerance.amount}
  const moved =
    candidate === baseline
      ? `${name} equals ${of}`
      : `${name} ${value} is ${size({...measured, noise: judged.noise}, shift, baseline)} ${side} ${of}${spread({...measured, noise: judged.noise}, shift)}`
  return `${moved}, ${where} the band of ${printAmount(tolerance)} on either side${examples}`
}

function explainAbsolute({rule, candidate, limit, excess, isKept}: Judged): string {
  const [value = '', bound = ''] = formatTogether([excess === 0 ? limit : candidate, limit])
  const must = `${mustBe(rule)} ${bound}`
  const name = subjectOf(rule)
  if (isKept) return `${name} ${value} is within the limit (${must})`
  if (excess === 0) return `${name} ${value} must be ${must}`
  const side = rule.direction === 'lower' ? 'over' : 'under'
  return `${name} ${value} is ${side} the limit of ${bound} by ${formatBeside(excess, 0, 3)}`
}

function mustBe({direction, strict}: Rule): string {
  if (strict) return direction === 'lower' ? 'below' : 'above'
  return direction === 'lower' ? 'at most' : 'at least'
}

function explainRelative(judged: Judged, shift: Shift, baseline: number): string {
  const {rule, candidate, excess} = judged
  const isSame = candidate === baseline || (excess === 0 && shift.amount === 0)
  const [value = '', before = ''] = formatTogether([isSame ? baseline : candidate, baseline])
  const sense = candidate > baseline === (rule.direction === 'lower') ? 'worse' : 'better'
  const name = subjectOf(rule)
  const whose = rule.bound.kind === 'relative' ? refersTo(rule.bound) : 'the baseline'
  const change = isSame
    ? `${name} equals ${whose}'s ${before}`
    : `${name} ${value} is ${size(judged, shift, baseline)} ${sense} than ${whose}'s ${before}`
  return `${change}${spread(judged, shift)}; ${demand(rule, shift)}${doubt(judged)}`
}

/**
 * The size of the change in the unit of the tolerance. On the side of the tolerance it never looks like it when it is not;
 * on the other side nothing is decided by it, so it needs no more digits.
 */
function size({candidate, excess}: Judged, {amount, unit}: Shift, baseline: number): string {
  if (excess === 0 && amount !== 0) return printAmount({amount, unit})
  const change = Math.abs(candidate - baseline)
  const allowed = Math.sign(candidate - baseline) === Math.sign(amount) ? Math.abs(amount) : 0
  const shown = amount === 0 && baseline !== 0 ? 'percent' : unit
  switch (shown) {
    case 'percent':
      return `${formatBeside((change / Math.abs(baseline)) * 100, allowed, 2)} %`
    case 'points':
      return `${formatBeside(change * 100, allowed, 2)} pp`
    case 'plain':
      return formatBeside(change, allowed, 3)
  }
}

/** ` (95 %: -1.1 … 2.9 %)`: where the change lies, in the unit of the tolerance. */
function spread({noise, baseline}: Judged, {amount, unit}: Shift): string {
  if (!noise) return ''
  const from = noise.method === 'history' ? ` from the mean of ${noise.rows} earlier runs` : ''
  const isShare = unit === 'percent' || (amount === 0 && baseline !== 0)
  if (isShare && noise.relative) return interval(noise.relative, 100, ` %${from}`)
  if (!noise.change) return ''
  return unit === 'points'
    ? interval(noise.change, 100, ` pp${from}`)
    : interval(noise.change, 1, from)
}

function interval({low, high}: Interval, scale: number, unit: string): string {
  const [from = '', to = ''] = [low, high].map(end => formatBeside(end * scale, 0, 2))
  return ` (95 %: ${from} … ${to}${unit})`
}

function doubt({rule, noise}: Judged): string {
  if (!noise) return ''
  const {harm, independent} = noise
  const fewest = fewestFor(noise)
  if (independent < fewest) {
    const noun = nounOf(noise)
    const rows = independent === 1 ? `${noun} is` : `${noun}s are`
    return `; ${independent} independent ${rows} too few to decide, ${fewest} are needed`
  }
  if (!harm) return '; chance has no bounds here, so nothing is decided'
  const isMore = (value: number) => (rule.strict ? value >= 0 : value > 0)
  return !isMore(harm.low) && isMore(harm.high) ? '; more than that cannot be excluded' : ''
}

function demand({direction, strict}: Rule, shift: Shift): string {
  if (shift.amount === 0) return strict ? 'it must be better' : 'no loss is allowed'
  const isLossAllowed = shift.amount > 0 === (direction === 'lower')
  if (isLossAllowed) return `allowed is ${strict ? 'less than ' : ''}${printAmount(shift)}`
  return `demanded is ${strict ? 'more than' : 'at least'} ${printAmount(shift)} better`
}
