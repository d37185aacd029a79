import {indexMetrics, type MetricIndex} from '../metric-index.ts'
import {refersTo} from '../reason.ts'
import {judgeBand} from '../rules/band-judgement.ts'
import {frameOf, judgeComparison} from '../rules/judgement.ts'
import type {Groups, Rule} from '../rules/rule.ts'
import {broken, type Finding, type JudgedRule, otherOf, type Sides} from '../rules/sides.ts'
import {printSubject} from '../rules/text.ts'
import {fewestExamples} from '../rules/values.ts'
import type {Interval} from '../statistics/units.ts'
import {judgeHarm, type Verdict} from '../verdict.ts'
import {fairnessOf} from './fairness.ts'
import {quotientInterval, ratioInterval, type SizedShare, spreadInterval} from './interval.ts'
import {FAIRNESS_MEASURES, type FairnessMeasure, isFairnessMeasure} from './names.ts'
import {groupsIn, type Rate, readRates} from './rates.ts'

/**
 * How differently groups are treated. A difference between small groups is mostly chance: they are left out and said, and
 * nothing passes on what is left. Where groups say their sizes, limits are held against what chance leaves open.
 */
export function judgeFairness(rule: Rule, groups: Groups, sides: Sides): JudgedRule {
  const frame = {...frameOf(rule), metric: printSubject(rule)}
  if (!isFairnessMeasure(rule.metric)) {
    return {...frame, ...broken('missing-metric', `${rule.metric} is not measured between groups`)}
  }
  const asked = {rule, measure: rule.metric, groups, alpha: sides.alpha}
  const gone = lostGroups(asked, sides)
  if (gone) return {...frame, ...gone}
  const own = measured(asked, sides.candidate)
  if ('verdict' in own) return {...frame, ...own}
  const judged = judgeValue(asked, own, sides)
  const {parts, small} = own
  const sized = {...judged, ...frame, parts}
  if (judged.verdict === 'error' || judged.verdict === 'no-baseline') return sized
  const isFixed = rule.bound.kind === 'absolute' || rule.bound.kind === 'between'
  const found = own.intervals && isFixed ? worstOf(rule, own.intervals) : judged.verdict
  const isCut = found === 'pass' && small.length > 0
  const sizes = parts.map(({name, n}) => `${name} ${n ?? 'unknown'}`).join(', ')
  const words = `examples: ${sizes}${small.length > 0 ? `; too few to tell: ${small.join(', ')}` : ''}`
  const doubt = found === 'inconclusive' ? '; chance leaves it open' : ''
  const reason = `${judged.reason}${doubt}; ${words}`
  if (isCut) return {...sized, verdict: 'inconclusive', reasonCode: 'small-slice', reason}
  if (found === judged.verdict) return {...sized, reason}
  return {...sized, verdict: found, reason, reasonCode: codeOf(rule, found)}
}

type Asked = {
  readonly rule: Rule
  readonly measure: FairnessMeasure
  readonly groups: Groups
  readonly alpha: number
}

type Measured = {
  readonly value: number
  readonly source: string
  readonly parts: NonNullable<JudgedRule['parts']>
  /** Groups that were left out. */
  readonly small: readonly string[]
  /** Where the value may lie, of disparate impact for each group; all hold together. */
  readonly intervals: readonly Interval[] | undefined
}

/** The measure is judged as any metric of its name. */
function judgeValue(
  {rule, measure, groups, alpha}: Asked,
  own: Measured,
  sides: Sides,
): JudgedRule {
  const {groups: _, examples: _examples, ...plain} = rule
  const named = ({value, source}: Measured) => indexMetrics([{key: [rule.metric], value, source}])
  const {bound} = rule
  const isComparing = bound.kind === 'relative' || bound.kind === 'within'
  const reference = isComparing ? bound : {}
  const other = otherOf(reference, sides, printSubject(rule))
  const before =
    'metrics' in other ? measured({rule, measure, groups, alpha}, other.metrics) : other
  const {champion: _champion, ...rest} = {champion: undefined, ...bound}
  const known = 'verdict' in before ? undefined : named(before)
  const isLacking = 'verdict' in before && before.reasonCode !== 'no-baseline'
  const baseline = known ?? (isLacking ? indexMetrics([]) : undefined)
  const asked: Rule = {...plain, bound: rest as Rule['bound']}
  const over = {...sides, candidate: named(own), baseline, noise: undefined}
  return rule.bound.kind === 'between' || rule.bound.kind === 'within'
    ? judgeBand(asked, over)
    : judgeComparison(asked, over)
}

/** Groups that left: without the one that fares worst, all others are treated alike. Limits hold for them, too. */
function lostGroups({rule, measure, groups}: Asked, sides: Sides): Finding | undefined {
  const {bound} = rule
  const reference = bound.kind === 'relative' || bound.kind === 'within' ? bound : {}
  const other = otherOf(reference, sides, printSubject(rule))
  if (!('metrics' in other)) return undefined
  const own = readRates(measure, groups.dimension, sides.candidate)
  const before = readRates(measure, groups.dimension, other.metrics)
  if ('verdict' in own || 'verdict' in before) return undefined
  const gone = new Set(before.flatMap((list, at) => lackingIn(own[at] ?? [], list.map(groupOf))))
  if (gone.size === 0) return undefined
  const reason = `${printSubject(rule)} has no group ${[...gone].join(', ')}, which ${refersTo(reference)} has`
  return broken('missing-metric', reason)
}

function groupOf({group}: Rate): string {
  return group
}

function lackingIn(rates: readonly Rate[], groups: readonly string[]): readonly string[] {
  const here = new Set(rates.map(groupOf))
  return groups.filter(group => !here.has(group))
}

function measured({rule, measure, groups, alpha}: Asked, metrics: MetricIndex): Measured | Finding {
  const lists = readRates(measure, groups.dimension, metrics)
  if ('verdict' in lists) return lists
  const fewest = fewestExamples(rule)
  const isSmall = ({n}: Rate) => fewest > 0 && (n === undefined || n < fewest)
  // A group without a single positive, or negative, has no rate of them, which is fewer than a few.
  const known = fewest > 0 ? groupsIn(groups.dimension, metrics) : []
  const small = new Set([
    ...lists.flat().filter(isSmall).map(groupOf),
    ...lists.flatMap(list => lackingIn(list, known)),
  ])
  const large = lists.map(list => list.filter(({group}) => !small.has(group)))
  const [first = []] = lists
  const parts = first.map(({group, value, n}) => ({
    name: group,
    value,
    ...(n === undefined ? {} : {n}),
  }))
  const subject = printSubject(rule)
  const left = large[0]?.length ?? 0
  if (left < 2) {
    const reason = `${subject} compares groups, and ${left} of ${first.length} ${left === 1 ? 'comes' : 'come'} from ${fewest} examples or more`
    return {verdict: 'inconclusive', reasonCode: 'small-slice', reason, parts}
  }
  const figure =
    measure === 'disparate_impact'
      ? impactOf(large[0] ?? [], rule, {groups, alpha})
      : spreadOf(measure, large, alpha)
  if ('verdict' in figure) return figure
  if (!Number.isFinite(figure.value)) {
    return broken('metric-not-finite', `${subject} is not defined where a group is never chosen`)
  }
  return {...figure, source: first[0]?.source ?? '', parts, small: [...small]}
}

type Figure = Pick<Measured, 'value' | 'intervals'>

function spreadOf(
  measure: Exclude<FairnessMeasure, 'disparate_impact'>,
  lists: readonly (readonly Rate[])[],
  alpha: number,
): Figure {
  const value = fairnessOf(
    measure,
    lists.map(list => list.map(one => one.value)),
  )
  const sized = lists.map(sizedOf)
  if (!sized.every(list => list !== undefined)) return {value, intervals: undefined}
  const isDifference = FAIRNESS_MEASURES[measure].how === 'difference'
  const interval = (isDifference ? spreadInterval : ratioInterval)(sized, alpha)
  return {value, intervals: [interval]}
}

function sizedOf(rates: readonly Rate[]): readonly SizedShare[] | undefined {
  const sized = rates.flatMap(({value, n}) => (n === undefined ? [] : [{value, n}]))
  return sized.length < rates.length ? undefined : sized
}

/** Each group against the reference, which is the largest unless it is named; the group that the rule is hardest on counts. */
function impactOf(
  rates: readonly Rate[],
  rule: Rule,
  {groups, alpha}: Pick<Asked, 'groups' | 'alpha'>,
): Figure | Finding {
  const reference =
    groups.reference === undefined
      ? rates.reduce<Rate | undefined>(
          (most, one) => (most && (most.n ?? 0) >= (one.n ?? 0) ? most : one),
          undefined,
        )
      : rates.find(({group}) => group === groups.reference)
  if (!reference) {
    const known = rates.map(({group}) => group).join(', ')
    return broken(
      'missing-metric',
      `no group of enough examples is ${groups.reference}; there is ${known}`,
    )
  }
  if (groups.reference === undefined && rates.some(({n}) => n === undefined)) {
    const example = `${rule.metric}[${groups.dimension}, reference=${reference.group}]`
    return broken(
      'too-few-examples',
      `no group is known to be the largest; name the reference, as in "${example}"`,
    )
  }
  const others = rates.filter(one => one !== reference)
  const impacts = others.map(({value}) => value / reference.value)
  const value = impacts.reduce((worst, one) => (isWorse(rule, one, worst) ? one : worst))
  const sized = sizedOf([reference, ...others])
  if (!sized) return {value, intervals: undefined}
  const [base, ...shares] = sized
  const intervals =
    base && shares.map(one => quotientInterval(one, base, (2 * alpha) / shares.length))
  return {value, intervals}
}

function isWorse({bound, direction}: Rule, one: number, than: number): boolean {
  if (bound.kind === 'between' || bound.kind === 'within') {
    return Math.abs(Math.log(one)) > Math.abs(Math.log(than))
  }
  return direction === 'lower' ? one > than : one < than
}

/** Shown for one group it is shown. */
function worstOf(rule: Rule, intervals: readonly Interval[]): Verdict {
  const verdicts = intervals.map(one => verdictOn(rule, one))
  if (verdicts.includes('fail')) return 'fail'
  return verdicts.every(one => one === 'pass') ? 'pass' : 'inconclusive'
}

function verdictOn({bound, direction, strict}: Rule, {low, high}: Interval): Verdict {
  // Nothing bounds the quotient of a share that may be 0.
  const end = Math.min(high, Number.MAX_VALUE / 4)
  if (bound.kind === 'between') {
    return judgeHarm(
      {
        low: Math.max(low - bound.high, bound.low - end),
        high: Math.max(end - bound.high, bound.low - low),
      },
      0,
      false,
    )
  }
  if (bound.kind !== 'absolute') return 'inconclusive'
  const {limit} = bound
  const harm =
    direction === 'lower'
      ? {low: low - limit, high: end - limit}
      : {low: limit - end, high: limit - low}
  return judgeHarm(harm, 0, strict)
}

function codeOf({bound, direction}: Rule, verdict: Verdict): JudgedRule['reasonCode'] {
  if (verdict === 'pass') return 'within-limits'
  if (verdict !== 'fail') return 'within-noise'
  if (bound.kind === 'between') return 'outside-band'
  return direction === 'lower' ? 'over-limit' : 'under-limit'
}
