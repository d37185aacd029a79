import type {Accepted} from '../../domain/acceptance.ts'
import {hexOf} from '../../domain/digest.ts'
import type {GateBody, RuleResult} from '../../domain/gate.ts'
import {nearestToFailing} from '../../domain/rules/speaker.ts'
import {type Sign, signOf} from '../../domain/symbols.ts'
import {baseHoldoutWarning} from './base-holdout.ts'
import {dataStatement} from './data-findings.ts'
import {clip, type Line, line, symbol} from './document.ts'
import {counted, whole} from './figures.ts'
import {predictionWords} from './prediction.ts'
import {type ReportInput, subjectOf} from './report-input.ts'
import {
  allowedBy,
  changeOf,
  countedIn,
  isTooFew,
  movementOf,
  rangeOf,
  shownMovement,
  valuesOf,
} from './rule-view.ts'

/** The line that must be enough: state, number, consequence. */
export function headline(input: ReportInput): Line {
  const data = dataStatement(input)
  const {sign, words} = aboutModel(input)
  if (data === undefined) return line(symbol(sign), ` ${words}`)
  return line(symbol(isBad(sign) ? sign : 'fail'), ` ${data} · ${words}`)
}

function isBad(sign: Sign): boolean {
  return sign === 'broken' || sign === 'failed'
}

function aboutModel(input: ReportInput): {readonly sign: Sign; readonly words: string} {
  const subject = subjectOf(input)
  const body = input.gate?.body
  if (!body) {
    const why = clip(input.problem ?? 'the gate left no result', 300)
    return {sign: 'broken', words: `${subject}: no verdict: ${why}`}
  }
  if (isSpared(body)) {
    return {sign: 'unchanged', words: `model unchanged: nothing of ${subject} changed`}
  }
  const warning = baseHoldoutWarning(input)
  const rows = body.isHoldoutChanged ? `on a changed holdout${warning ? `, ${warning}` : ''}` : ''
  const other = predictionWords(body.prediction)
  const says = [statement(subject, body), other, rows, consequence(input, body)].filter(
    part => part !== '',
  )
  if (body.accepted) return {sign: 'accepted', words: acceptedWords(subject, body, body.accepted)}
  const sign = body.reasonCode === 'training-failed' ? 'failed' : signOf(body.verdict)
  return {sign, words: says.join(' · ')}
}

/** Who answers for it, why, and for which bytes alone. */
export function acceptedWords(subject: string, body: GateBody, accepted: Accepted): string {
  const {by, reason, digest, of} = accepted
  const what = of === 'model' ? '' : 'figures '
  const only = `${what}${hexOf(digest).slice(0, 8)}…`
  return `${statement(subject, body)} · accepted by @${by}: “${clip(reason, 200)}”, for ${only} only`
}

/** The baseline's model, and nothing to say against it. */
function isSpared({unchanged, verdict}: GateBody): boolean {
  return unchanged !== undefined && verdict === 'pass'
}

/** State and number, without what follows from them. */
export function statement(subject: string, body: GateBody): string {
  switch (body.verdict) {
    case 'fail':
      return failure(subject, body)
    case 'pass':
      return success(subject, body)
    case 'inconclusive':
      return unsettled(subject, body)
    case 'no-baseline':
      return first(subject, body)
    case 'error':
      return `${subject}: no verdict: ${clip(body.reason.replace(/\.\s*$/, ''), 300)}`
  }
}

function failure(subject: string, body: GateBody): string {
  const failed = deciding(body).filter(({verdict}) => verdict === 'fail')
  const lead = failed.find(({kind}) => kind === 'relative') ?? failed[0]
  if (!lead) return `${subject} fails: ${clip(body.reason, 300)}`
  const isWorse = movementOf(lead) === 'worse'
  const state = isWorse ? 'is worse' : 'is not good enough'
  const limit = isWorse && lead.kind === 'relative' ? '' : `, allowed ${allowedBy(lead)}`
  const others = new Set(failed.map(({metric}) => metric)).size - 1
  const more = others > 0 ? `; ${counted(others, 'more metric fails', 'more metrics fail')}` : ''
  return `${subject} ${state}: ${values(lead, body)}${limit}${more}`
}

function unsettled(subject: string, body: GateBody): string {
  const open = deciding(body).filter(({verdict}) => verdict === 'inconclusive')
  const lead = nearestToFailing(open)
  const state = `${subject} could not be settled`
  if (!lead) return state
  const more = open.length > 1 ? `; ${whole(open.length - 1)} more unclear` : ''
  return `${state}, ${whyOpen(lead)}${colon(values(lead, body))}${more}`
}

function whyOpen(lead: RuleResult): string {
  if (isTooFew(lead)) return `too few ${countedIn(lead)}s to decide`
  if (lead.reasonCode === 'small-slice') return 'too few examples to decide'
  switch (shownMovement(lead)) {
    case 'worse':
      return 'worse and perhaps more than allowed'
    case 'better':
      return 'better and perhaps less than demanded'
    default:
      return 'no clear change'
  }
}

function success(subject: string, body: GateBody): string {
  const moves = new Set(deciding(body).filter(isLeading).map(shownMovement))
  const lead = colon(leadValues(body))
  if (isUnchanged(body)) return `${subject}: unchanged${lead}`
  if (moves.has('better') && moves.has('worse')) return `${subject}: better and worse${lead}`
  if (moves.has('better')) return `${subject} is better${lead}`
  if (moves.has('worse')) return `${subject} is slightly worse, as allowed${lead}`
  if (body.noise === 'known') return `${subject}: no clear change${lead}`
  return `${subject} passes${lead}`
}

function first(subject: string, body: GateBody): string {
  const fixed = deciding(body).filter(({verdict}) => verdict === 'pass').length
  const rest = fixed === 0 ? '' : `; ${counted(fixed, 'rule passes', 'rules pass')}`
  const {baseline} = body
  const missing = deciding(body).find(({verdict}) => verdict === 'no-baseline')
  if (baseline.how === 'none' || !missing) {
    const isApart = body.isHoldoutChanged || predictionWords(body.prediction) !== ''
    const what = isApart ? 'not compared with the model before' : 'nothing to compare with yet'
    return `${subject}: ${what}${colon(leadValues(body))}${rest}`
  }
  return `${subject}: the baseline has no ${clip(missing.metric)}${rest}`
}

/** A limit on a metric moves as the comparison of it does, and knows less of chance. */
function isLeading({metric, kind}: RuleResult, _: number, rules: readonly RuleResult[]): boolean {
  return kind === 'relative' || !rules.some(rule => rule.metric === metric && rule.noise)
}

/** What follows for the pull request, as far as this job can know: whether its own check fails. */
function consequence({stage, failOn}: ReportInput, body: GateBody): string {
  if (body.verdict === 'pass') return passedRules(body)
  if (stage === 'terminal') return ''
  if (failOn.includes(body.verdict)) return 'check fails'
  return body.verdict === 'inconclusive' ? 'no pass, though this check is green' : 'check passes'
}

function passedRules(body: GateBody): string {
  const count = deciding(body).length
  const quiet = body.rules.length - count
  const notPassed = body.rules.filter(rule => !rule.blocking && rule.verdict !== 'pass').length
  const rest = notPassed === 0 ? '' : `, ${notPassed} of ${quiet} report-only do not`
  return `${count === 1 ? 'its rule passes' : count === 2 ? 'both rules pass' : `all ${count} rules pass`}${rest}`
}

function deciding({rules}: GateBody): readonly RuleResult[] {
  return rules.filter(({blocking}) => blocking)
}

function isUnchanged(body: GateBody): boolean {
  const moves = deciding(body).map(movementOf)
  return moves.includes('same') && moves.every(move => move === 'same' || move === undefined)
}

/** The metric that the line is about: the first that moved, else the first with a value. */
function leadValues(body: GateBody): string {
  const rules = deciding(body).filter(({candidate}) => candidate !== undefined)
  const moved = rules.filter(rule => !['same', undefined].includes(movementOf(rule)))
  const lead = moved.find(({kind}) => kind === 'relative') ?? moved[0] ?? rules[0]
  return lead ? values(lead, body) : ''
}

function values(rule: RuleResult, body: GateBody): string {
  const {before, now} = valuesOf(rule)
  const name = clip(rule.metric)
  if (rule.candidate === undefined) return name
  if (rule.baseline === undefined) return `${name} ${now}`
  if (rule.baseline === rule.candidate) return `${name} ${now}`
  const range = rangeOf(rule)
  const unknown = rule.kind === 'absolute' && body.noise === 'known' ? '' : ', noise unknown'
  const few = isTooFew(rule)
    ? `, ${counted(rule.noise?.independent ?? 0, `independent ${countedIn(rule)}`)}`
    : ''
  const noise = few || (range === '' ? unknown : `, 95 %: ${range}`)
  return `${name} ${before} → ${now} (${changeOf(rule)}${noise})`
}

function colon(rest: string): string {
  return rest === '' ? '' : `: ${rest}`
}
