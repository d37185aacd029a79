import {askNoise, fewestFor, type Noise} from '../noise.ts'
import {noiseOfStated, type StatedFigure} from '../noise-tests/stated-noise.ts'
import {formatTogether} from '../numbers.ts'
import type {Verdict} from '../verdict.ts'
import {compare, frameOf, notComparable, placeOf} from './judgement.ts'
import type {Rule} from './rule.ts'
import {meanOf, otherRuns, ownRuns} from './runs.ts'
import type {Finding, JudgedRule, Sides} from './sides.ts'
import {type Found, subjectOf} from './values.ts'

type Asked = NonNullable<Rule['runs']>

/**
 * A rule that must hold in some of several runs. Where all runs state their errors, each is judged by its own interval:
 * what chance leaves open in one neither holds nor is broken.
 */
export function judgeRuns(rule: Rule, runs: Asked, sides: Sides): JudgedRule {
  return {...frameOf(rule), ...findingOf(rule, runs, sides)}
}

type Run = {readonly one: Found; readonly judged: Finding; readonly noise: Noise | undefined}

function findingOf(rule: Rule, runs: Asked, sides: Sides): Finding {
  const own = ownRuns(rule, runs.of, sides)
  if ('verdict' in own) return own
  const sign = rule.direction === 'lower' ? 1 : -1
  const ranked = [...own].sort((a, b) => sign * (a.value - b.value))
  const other = otherRuns(rule, sides)
  const [decisive] = ranked.slice(runs.least - 1)
  if (!decisive) throw new RangeError('a rank beyond the runs')
  if (other && 'verdict' in other) return {...placeOf(decisive), ...other}
  // So many must be broken for the rule to be; by chance alone some of them are, the more there are.
  const share = (runs.of - runs.least + 1) / runs.of
  const alpha = sides.alpha * share
  const before = other && meanOf(other.runs)
  const stated = other && statedMean(other.runs)
  const errors = ranked.map(one => statedMean([one]))
  const isStated = stated !== undefined && errors.every(error => error !== undefined)
  const all = ranked.map((one, at): Run => {
    const error = errors[at]
    const noiseOf =
      isStated && error
        ? () => noiseOfStated(rule, {candidate: error, baseline: stated}, {alpha})
        : undefined
    const noise = askNoise(noiseOf, rule, {alpha})
    if (noise && 'problem' in noise) {
      return {one, noise: undefined, judged: notComparable(rule, noise)}
    }
    return {one, noise, judged: compare(rule, one, before && {before, noise, alpha})}
  })
  const verdict = verdictOf(all, runs)
  const shown = all.find(run => run.one === decisive && run.judged.verdict === verdict)
  const speaking = shown ?? all.find(run => run.judged.verdict === verdict)
  if (!speaking) throw new RangeError('a verdict that no run has')
  const count = (wanted: Verdict) => all.filter(({judged}) => judged.verdict === wanted).length
  const held = count('pass')
  const open = count('inconclusive')
  const values = formatTogether(ranked.map(({value}) => value)).join(', ')
  const unsure = open === 0 ? '' : ` and may in ${open} more`
  const holds = `${subjectOf(rule)} holds in ${held} of ${runs.of} runs${unsure} (${values}); ${runs.least} must hold`
  const {judged, noise, one} = speaking
  return {
    ...placeOf(one),
    ...(before ? {baseline: before.value} : {}),
    ...(noise ? {noise: {...noise, ...familyOf(all, share)}} : {}),
    ...judged,
    ...(verdict === 'error' ? {} : {reason: `${holds}: ${judged.reason}`}),
    runs: {held, ...runs},
  }
}

/** A mistake of the rule is one in every run. */
function verdictOf(all: readonly Run[], {least, of}: Asked): Verdict {
  const verdicts = all.map(({judged}) => judged.verdict)
  if (verdicts.includes('error')) return 'error'
  if (verdicts.filter(one => one === 'pass').length >= least) return 'pass'
  return verdicts.filter(one => one === 'fail').length > of - least ? 'fail' : 'inconclusive'
}

/** The mean of figures with the errors that their files state, taken as independent; nothing where one states none. */
function statedMean(runs: readonly Found[]): StatedFigure | undefined {
  let squares = 0
  for (const {metric} of runs) {
    if (metric.stderr === undefined) return undefined
    squares += metric.stderr ** 2
  }
  const counts = runs.map(({metric}) => metric.n)
  const known = counts.filter(n => n !== undefined)
  const n = known.length < counts.length ? undefined : Math.min(...known)
  return {value: meanOf(runs).value, error: Math.sqrt(squares) / runs.length, n}
}

/** Of tests that may hang together in any way: the p that so many reach, over the share that they are (Rüger 1978). */
function familyOf(all: readonly Run[], share: number): Pick<Noise, 'p'> {
  const p = all.flatMap(({noise}) => noise?.p ?? [])
  const reached = p.sort((a, b) => a - b)[Math.round(share * all.length) - 1]
  const isKnown = all.every(({noise}) => noise && noise.independent >= fewestFor(noise))
  return reached === undefined || !isKnown ? {} : {p: Math.min(1, reached / share)}
}
