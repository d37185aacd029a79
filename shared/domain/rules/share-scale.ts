import {isShareMetric} from '../share-metric.ts'
import {PERCENT_FROM} from './bound.ts'
import type {Rule} from './rule.ts'
import {broken, type Finding} from './sides.ts'
import {printRule, printShift} from './text.ts'
import {type Found, subjectOf} from './values.ts'

/** Sums of singles may leave a share a little above 1. */
const ABOVE_ONE = 1 + 1e-6

/** Whether a value can be no share although its name says so; most likely it is in percent. */
export function isAboveShare({metric, direction}: Rule, value: number): boolean {
  return direction === 'higher' && value > ABOVE_ONE && isShareMetric(metric)
}

/**
 * Why a share and its rule do not speak of the same: one of them is in percent. 91.2 is at least 90 % of everything, and
 * 0.912 never reaches 90, so neither says anything about the model.
 */
export function scaleProblem(rule: Rule, {value}: Found): Finding | undefined {
  const {bound, direction, metric} = rule
  const subject = subjectOf(rule)
  if (bound.kind === 'absolute' && direction === 'higher' && isShareMetric(metric)) {
    const isPercent = bound.limit >= PERCENT_FROM
    if (isPercent && value <= 1) {
      const limit = JSON.stringify(withLimit(rule, scaled(bound.limit, 0.01)))
      return mixed(
        `${subject} ${value} is a share, and the limit is ${bound.limit}: write ${limit}`,
      )
    }
    if (!isAboveShare(rule, value) || bound.limit > 1) return undefined
    const limit = scaled(bound.limit, 100)
    const way =
      limit >= PERCENT_FROM
        ? `write ${JSON.stringify(withLimit(rule, limit))}`
        : `name the metric ${metric}_percent`
    return mixed(
      `${subject} is ${value}, and ${bound.limit} of a share is asked for: ${way}, or let the file say ${scaled(value, 0.01)}`,
    )
  }
  if (bound.kind !== 'relative' || bound.shift.unit !== 'points') return undefined
  if (!isAboveShare(rule, value)) return undefined
  const asked = `${printShift(bound.shift)} of a share is ${scaled(bound.shift.amount, 0.01)}`
  return mixed(
    `${subject} is ${value}, and ${asked}: let the file say ${scaled(value, 0.01)}, or name the metric ${metric}_percent and write the distance in its own unit`,
  )
}

function mixed(reason: string): Finding {
  return broken('share-or-percent', reason)
}

function withLimit(rule: Rule, limit: number): string {
  return printRule({...rule, bound: {kind: 'absolute', limit}})
}

/** Without the last digits of a multiplication: 93.1 is 0.931, not 0.9309999999999999. */
function scaled(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15))
}
