import {type Accepted, acceptWords} from '../../domain/acceptance.ts'
import {hasFailure} from '../../domain/finding.ts'
import type {GateBody, RuleResult} from '../../domain/gate.ts'
import {FEWEST_ROWS, fewestFor} from '../../domain/noise.ts'
import {nearestToFailing} from '../../domain/rules/speaker.ts'
import {type Block, clip, code, type Inline, line, strong} from './document.ts'
import {exactFigure, roundedBound, whole} from './figures.ts'
import type {ReportInput} from './report-input.ts'
import {countedIn, isTooFew, valuesOf} from './rule-view.ts'

/** The one thing to do now. */
export function nextStep(input: ReportInput): Block {
  return {kind: 'paragraph', content: [strong('Next:'), ...line(' ', ...step(input))]}
}

const REPAIR =
  'repair the data, or what is said of it in the configuration, as the findings above ask'

type Words = readonly (Inline | string)[]

function step(input: ReportInput): Words {
  const body = input.gate?.body
  if (!body) {
    if (hasFailure(input.data?.body.findings ?? [])) return [`${REPAIR}, then push.`]
    if (input.problem !== undefined) return ['repair what the first line names, then push.']
    return input.stage === 'terminal'
      ? ['run ', code('proofmark gate'), ' first, and give both the same ', code('--store'), '.']
      : ['look at the log of the gate step; if there is none, add one before this step.']
  }
  if (body.accepted) return taken(input, body.accepted)
  switch (body.verdict) {
    case 'pass':
      return accepted(input)
    case 'fail':
      return [...failed(input, body), ...orAccept(body)]
    case 'error':
      return broken(input, body)
    case 'no-baseline':
      return unknown(input, body)
    case 'inconclusive':
      return [...unsettled(body), ...orAccept(body), ...orStop(input)]
  }
}

function unsettled({rules}: GateBody): Words {
  const rule = nearestToFailing(
    rules.filter(({verdict, blocking}) => verdict === 'inconclusive' && blocking),
  )
  if (rule && isTooFew(rule)) {
    const noun = countedIn(rule)
    if (noun !== 'row') {
      const fewest = rule.noise ? fewestFor(rule.noise) : 1
      return [`judge more ${noun}s: ${fewest} on each side are the least, and ten tell far more.`]
    }
    return [
      `judge on more rows: ${FEWEST_ROWS} that do not depend on each other are the least, and a few hundred tell more.`,
    ]
  }
  const needed = rule?.noise?.needed
  const noun = rule ? countedIn(rule) : 'row'
  const more = noun === 'row' ? 'Judge on more rows' : `Judge more ${noun}s`
  return [
    rule?.reasonCode === 'chance-of-many'
      ? `${clip(rule.metric)} alone would fail, and of so many rules one may look as bad by chance. `
      : 'it is not shown that the model is within its rule, nor that it is not. ',
    needed === undefined
      ? `${more}, or a person decides.`
      : `About ${whole(Number(needed.toPrecision(2)))} ${noun}s would settle it, if the change is what it seems; or a person decides.`,
  ]
}

/** A green check is easily taken for a pass. */
function orStop({stage, failOn}: ReportInput): Words {
  if (stage !== 'pull-request' || failOn.includes('inconclusive')) return []
  return [' To stop such changes, give the gate ', code('fail-on: fail, inconclusive, error'), '.']
}

function taken({stage}: ReportInput, {as}: Accepted): Words {
  const whose = `${as} answers for this model and no other`
  return stage === 'pull-request'
    ? [`review the code as usual; ${whose}: another push is judged anew.`]
    : [`nothing to do; ${whose}.`]
}

/** How a person takes it upon themselves, with the words to copy. */
function orAccept({acceptable}: GateBody): Words {
  if (!acceptable) return []
  const {label, by, digest, problem} = acceptable
  const lead: Words = problem === undefined ? [] : [` Not accepted: ${clip(problem, 400)}.`]
  return [
    ...lead,
    ` To accept it as it is, ${by.map(who => clip(who)).join(' or ')} sets the label `,
    code(label),
    ', comments ',
    code(acceptWords(digest)),
    ', and runs the failed jobs again.',
  ]
}

function accepted({stage, data}: ReportInput): Words {
  if (hasFailure(data?.body.findings ?? [])) {
    return [`${REPAIR}; the model itself passes.`]
  }
  switch (stage) {
    case 'pull-request':
      return ['nothing to do for the model; review the code as usual.']
    case 'default-branch':
      return ['nothing to do; later changes are compared with this record.']
    case 'terminal':
      return ['nothing to do.']
  }
}

function failed({stage, baseBranch}: ReportInput, body: GateBody): Words {
  const rule = strictest(body.rules.filter(({verdict, blocking}) => verdict === 'fail' && blocking))
  if (!rule) return ['look at the rules above.']
  const goal: Words = ['bring ', code(rule.metric), ` ${target(rule)}`]
  switch (stage) {
    case 'pull-request': {
      const branch = baseBranch ?? 'the base branch'
      return [
        ...goal,
        ` and push; or agree on another rule in a pull request of its own to ${branch}.`,
      ]
    }
    case 'default-branch':
      return [...goal, ', or revert this commit.']
    case 'terminal':
      return [...goal, '.']
  }
}

/** Of the rules on the first metric the one that asks most: who keeps it keeps the others. */
function strictest([first, ...more]: readonly RuleResult[]): RuleResult | undefined {
  return more
    .filter(({metric, direction}) => metric === first?.metric && direction === first.direction)
    .reduce<RuleResult | undefined>((most, rule) => {
      if (most?.limit === undefined || rule.limit === undefined) return most
      const isStricter =
        rule.direction === 'lower' ? rule.limit < most.limit : rule.limit > most.limit
      return isStricter ? rule : most
    }, first)
}

/** `to 3.47 or below (now 3.62)`. */
function target(rule: RuleResult): string {
  const {limit, candidate, kind, direction} = rule
  if (limit === undefined || direction === undefined) return 'within its rule'
  const side = direction === 'lower' ? 'or below' : 'or above'
  const now = valuesOf(rule).now
  const bound = kind === 'absolute' ? exactFigure(limit) : roundedBound(limit, direction, now)
  return `to ${bound} ${side}${candidate === undefined ? '' : ` (now ${now})`}`
}

function broken({stage}: ReportInput, body: GateBody): Words {
  const again = stage === 'terminal' ? 'then run again.' : 'then push.'
  if (body.reasonCode === 'unreadable-metrics' || body.reasonCode === 'no-metrics') {
    return [`let a step before the gate write the metrics file as the first line asks, ${again}`]
  }
  if (body.reasonCode === 'training-failed') {
    return [`look at the log of the training step, repair what ended it, ${again}`]
  }
  if (body.reasonCode === 'plan-refused') {
    return [
      'run all jobs again from the start; if it stays, let the plan and the gate see the same files, or train.',
    ]
  }
  const others = ['invalid-config', 'unreadable-baseline', 'evaluation-missing']
  const isAboutRules = !others.includes(body.reasonCode)
  const rule = body.rules.find(({verdict, blocking}) => verdict === 'error' && blocking)
  if (!rule || !isAboutRules) return [`repair what the first line names, ${again}`]
  const metric = code(rule.metric)
  switch (rule.reasonCode) {
    case 'metric-not-finite':
    case 'metric-not-a-number': {
      const place = rule.line === undefined ? '' : ` (line ${rule.line})`
      const file: Words = rule.source === undefined ? [] : [' in ', code(rule.source), place]
      return ['write a number for ', metric, ...file, `, ${again}`]
    }
    case 'missing-metric':
      return ['write ', metric, ' into the metrics file, or take its rule away, ', again]
    case 'zero-baseline':
      return ['give the rule for ', metric, ' a tolerance without percent, or a fixed limit.']
    default:
      return [`repair what the first line names, ${again}`]
  }
}

function unknown({stage, baseBranch}: ReportInput, {baseline}: GateBody): Words {
  if (stage === 'default-branch')
    return ['nothing to do; later changes are compared with this record.']
  if (stage === 'terminal')
    return ['name metrics to compare with: ', code('--baseline old.json'), '.']
  const branch = clip(baseBranch ?? 'the default branch')
  return baseline.how === 'none'
    ? [`run the gate once on ${branch} (merging does that); from then on changes are compared.`]
    : [`merging adds the metric to the record of ${branch}; from then on it is compared.`]
}
