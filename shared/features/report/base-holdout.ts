import type {GateBody, RuleResult} from '../../domain/gate.ts'
import {type Block, clip, type Inline, join, line, paragraph} from './document.ts'
import {counted} from './figures.ts'
import {commitLink, type ReportInput} from './report-input.ts'
import {allowedBy, changeOf, rangeOf, shownMovement, valuesOf} from './rule-view.ts'

type BaseHoldout = NonNullable<GateBody['baseHoldout']>

/** How the candidate does on the rows that judged the baseline, where the change brings others; it decides nothing. */
export function baseHoldoutBlock(input: ReportInput): Block | undefined {
  const onBase = input.gate?.body.baseHoldout
  if (!onBase) return undefined
  const whose = owner(input, onBase)
  if ('problem' in onBase) {
    const why = clip(onBase.problem.replace(/\.\s*$/, ''), 400)
    return paragraph('Not judged on ', ...whose, `: ${why}.`)
  }
  const said = told(onBase.rules).map(rule => line(sentence(rule)))
  if (said.length === 0) return undefined
  return paragraph(
    'On ',
    ...whose,
    ` (${counted(onBase.rows, 'row')}): `,
    ...join(said, '; '),
    '. This informs, and decides nothing: a holdout may be changed for good reasons.',
  )
}

/** For the first line, where the candidate breaks a rule on the rows that judged the baseline. */
export function baseHoldoutWarning(input: ReportInput): string | undefined {
  const onBase = input.gate?.body.baseHoldout
  if (!onBase || 'problem' in onBase) return undefined
  const failed = onBase.rules.filter(({blocking, verdict}) => blocking && verdict === 'fail')
  if (failed.length === 0) return undefined
  const state = failed.some(({kind}) => kind === 'relative') ? 'worse' : 'not good enough'
  return isOfBase(input, onBase)
    ? `${state} on ${clip(input.baseBranch ?? '')}'s`
    : `${state} on the one before`
}

function owner(input: ReportInput, onBase: BaseHoldout): readonly (Inline | string)[] {
  if (isOfBase(input, onBase)) return [`${input.baseBranch}'s holdout`]
  return ['the holdout of ', commitLink(input, onBase.commit)]
}

function isOfBase({gate, baseBranch, stage}: ReportInput, {commit}: BaseHoldout): boolean {
  const baseline = gate?.body.baseline
  const wanted = baseline && 'wanted' in baseline ? baseline.wanted : undefined
  return stage === 'pull-request' && baseBranch !== undefined && wanted === commit
}

/** Each metric once, compared if a rule compares it; limits where they are broken. */
function told(rules: readonly RuleResult[]): readonly RuleResult[] {
  const compared = rules.filter(({baseline}) => baseline !== undefined)
  const limits = rules.filter(({kind, verdict}) => kind === 'absolute' && verdict === 'fail')
  const once = compared.filter(
    (rule, index) => compared.findIndex(({metric}) => metric === rule.metric) === index,
  )
  return [...once, ...limits]
}

function sentence(rule: RuleResult): string {
  const {before, now} = valuesOf(rule)
  const name = clip(rule.metric)
  if (rule.kind === 'absolute') return `${name} ${now}, allowed ${allowedBy(rule)}`
  const range = rangeOf(rule)
  const noise = range === '' ? '' : `, 95 %: ${range}`
  return `${name} ${before} → ${now} (${changeOf(rule)}${noise}, ${state(rule)})`
}

function state(rule: RuleResult): string {
  if (rule.verdict === 'fail') return 'worse'
  switch (shownMovement(rule)) {
    case 'better':
      return 'better'
    case 'worse':
      return rule.verdict === 'pass' ? 'slightly worse, as allowed' : 'perhaps too much worse'
    case 'same':
      return 'the same'
    case undefined:
      return 'no clear change'
  }
}
