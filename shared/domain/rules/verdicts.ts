import {directionWarning} from '../direction.ts'
import {judgeFairness} from '../fairness/judgement.ts'
import {judgeBand} from './band-judgement.ts'
import {judgeBudget} from './budget-judgement.ts'
import {expandRule} from './expansion.ts'
import {judgeFloor} from './floors.ts'
import {frameOf, judgeComparison} from './judgement.ts'
import {judgeMean} from './mean-judgement.ts'
import {isComparing, type Rule} from './rule.ts'
import {judgeRuns} from './runs-judgement.ts'
import {isAboveShare} from './share-scale.ts'
import type {JudgedRule, Sides} from './sides.ts'
import {printSubject} from './text.ts'
import {judgeWorst} from './worst-slice.ts'

/** A rule's results: one, or one for each metric and slice that it means. */
export function judgeRule(rule: Rule, sides: Sides): readonly JudgedRule[] {
  const rules = expandRule(rule, sides)
  const odd = directionWarning(rule)
  if ('verdict' in rules) {
    return [withWarning(rule, {...frameOf(rule), metric: printSubject(rule), ...rules}, odd)]
  }
  return rules.map(one => withWarning(rule, judgeOne(one, sides), odd))
}

function withWarning(rule: Rule, judged: JudgedRule, odd: string | undefined): JudgedRule {
  const warning = odd ?? percentWarning(rule, judged)
  const spared = spare(rule, judged)
  return warning === undefined ? spared : {...spared, warning}
}

/** What is odd about a share above 1, where both sides of a comparison may have percent. */
function percentWarning(rule: Rule, {candidate, verdict}: JudgedRule): string | undefined {
  const {metric, bound} = rule
  if (bound.kind !== 'relative' || candidate === undefined || verdict === 'error') return undefined
  if (!isAboveShare(rule, candidate)) return undefined
  return `${metric} is ${candidate}, and a share is at most 1; where the file has percent, let it write the share, or name the metric ${metric}_percent`
}

/** Judges a rule for a model that did not change: what compares it with itself has nothing to say against it. */
export function judgeUnchanged(rule: Rule, sides: Sides): readonly JudgedRule[] {
  const {candidate} = sides
  const isItself = isComparing(rule) && !('champion' in rule.bound)
  const judged = judgeRule(rule, isItself ? {...sides, baseline: candidate} : sides)
  if (!isItself) return judged
  return judged.map(({limit: _, ...one}) => {
    if (one.candidate === undefined && one.parts === undefined) return one
    // A percentage of nothing is no mistake of a model that stayed what it was; all else is.
    if (one.verdict === 'error' && one.reasonCode !== 'zero-baseline') return one
    const reason = `${one.metric} is the baseline's, because the model is`
    return {...one, verdict: 'pass', reasonCode: 'model-unchanged', reason}
  })
}

function judgeOne(rule: Rule, sides: Sides): JudgedRule {
  const {bound, groups, slice, runs, over} = rule
  if (groups) return judgeFairness(rule, groups, sides)
  if (bound.kind === 'floor') return judgeFloor(rule, sides, judgeOne)
  if (bound.kind === 'budget') return judgeBudget(rule, bound, sides)
  if (bound.kind === 'between' || bound.kind === 'within') return judgeBand(rule, sides)
  if (runs) return judgeRuns(rule, runs, sides)
  if (over !== undefined) return judgeMean(rule, over, sides)
  if (slice?.pick === 'worst') return judgeWorst(rule, slice, sides)
  return judgeComparison(rule, sides)
}

/** What may be absent and is decides nothing. */
function spare(rule: Rule, judged: JudgedRule): JudgedRule {
  if (!rule.optional || judged.reasonCode !== 'missing-metric') return judged
  const reason = `${judged.reason}; it need not be there`
  return {...judged, blocking: false, verdict: 'inconclusive', reasonCode: 'metric-absent', reason}
}
