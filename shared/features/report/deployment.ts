import {NEXT_STEPS, type Refusal} from '../../domain/deployment/refusals.ts'
import {type Digest, shortDigest} from '../../domain/digest.ts'
import type {RuleResult} from '../../domain/gate.ts'
import type {DeployResult} from '../../domain/results.ts'
import type {Sign} from '../../domain/symbols.ts'
import {UNSCORED, type UnscoredCode} from '../../domain/unscored.ts'
import {baseHoldoutBlock} from './base-holdout.ts'
import {
  type Block,
  clip,
  code,
  type Document,
  type Inline,
  line,
  paragraph,
  strong,
  symbol,
} from './document.ts'
import {counted} from './figures.ts'
import {acceptedWords, statement} from './headline.ts'
import {commitLink, type ReportInput, subjectOf} from './report-input.ts'
import {changeOf, rangeOf, valuesOf} from './rule-view.ts'

/** By the rules that compare; or one sentence why there is no comparison, and what that is called. */
export type AgainstLive =
  | {readonly rules: readonly RuleResult[]}
  | {readonly why: string; readonly code?: UnscoredCode | 'no-comparing-rule'}

export type DeploymentReport = {
  readonly result: DeployResult
  /** Links and names; its gate section, when there is one, gives the verdict. */
  readonly input: ReportInput
  readonly commit?: string | undefined
  /** Logins of those who made what is new. */
  readonly authors?: readonly string[]
  readonly data?: Digest | undefined
  /** How the candidate stands to what is live. */
  readonly against?: AgainstLive
}

/** What the approver reads before they approve, and afterwards what became of it. */
export function composeDeployment(report: DeploymentReport): Document {
  const {result, input} = report
  const blocks: readonly (Block | undefined)[] = [
    {kind: 'heading', content: heading(report)},
    // Of a plan that may go on the guards below say all of it.
    result.reasonCode === 'ready'
      ? undefined
      : paragraph(...withDigests(clip(result.reason, 1000))),
    verdict(input),
    baseHoldoutBlock(input),
    ...comparisonWithLive(report),
    origin(report),
    guardTable(result),
    smoke(result),
    kept(result),
    next(result),
  ]
  return {blocks: blocks.filter(block => block !== undefined)}
}

const SIGNS: Readonly<Record<string, Sign>> = {
  ready: 'pass',
  deployed: 'pass',
  'rolled-back': 'pass',
  'already-live': 'pass',
}

function heading({result, input}: DeploymentReport) {
  const {model, environment, reasonCode} = result
  const sign = symbol(SIGNS[reasonCode] ?? 'fail')
  const parts: (Inline | string)[] = [sign, ` ${subjectOf(input)} → ${clip(environment)}`]
  if (model) parts.push(': model ', code(shortDigest(model)), ' ', ...standing(result))
  return line(...parts)
}

function standing({live, model, reasonCode}: DeployResult): readonly (Inline | string)[] {
  const before = live ? [code(shortDigest(live.model))] : []
  switch (reasonCode) {
    case 'already-live':
      return ['is live already']
    case 'ready':
      if (live && live.model === model) return ['is made live again after one that broke off']
      return live ? ['replaces ', ...before] : ['is the first there']
    case 'deployed':
    case 'rolled-back':
      return live ? ['is live in place of ', ...before] : ['is live, the first there']
    default:
      return live ? ['is refused; live is ', ...before] : ['is refused']
  }
}

/** GitHub makes links of what looks like a commit, and renderers take that apart; a digest must stay whole. */
function withDigests(words: string): readonly (Inline | string)[] {
  return words
    .split(/(sha256:[0-9a-f]{64})/)
    .map((part, index) => (index % 2 === 1 ? code(part) : part))
}

function verdict(input: ReportInput): Block | undefined {
  const body = input.gate?.body
  if (!body) return undefined
  const {accepted} = body
  if (accepted)
    return paragraph(
      `Verdict: ${body.verdict}. ${acceptedWords(subjectOf(input), body, accepted)}.`,
    )
  return paragraph(`Verdict: ${body.verdict}. ${statement(subjectOf(input), body)}.`)
}

/** The verdict compares with the commit before; what is replaced may be older. */
function comparisonWithLive({against, result: {live}}: DeploymentReport): readonly Block[] {
  if (!against || !live) return []
  const model = code(shortDigest(live.model))
  if ('why' in against) return notCompared(model, against)
  const figures = against.rules.map(rule => {
    const {before, now} = valuesOf(rule)
    const range = rangeOf(rule)
    const noise = range === '' ? 'noise unknown' : `95 %: ${range}`
    return `${clip(rule.metric)} ${before} → ${now} (${changeOf(rule)}, ${noise})`
  })
  const noise = against.rules.find(rule => rule.noise)?.noise
  const rows = noise?.rows ? ` Both scored on the same ${counted(noise.rows, 'row')}.` : ''
  return [paragraph('Against ', model, `, which is live: ${figures.join('; ')}.${rows}`)]
}

const COMPARING_RULE = 'gate:\n  rules:\n    - rmse <= baseline + 2%'

function notCompared(
  model: Inline,
  {why, code: reason}: Extract<AgainstLive, {readonly why: string}>,
): readonly Block[] {
  const add = reason === 'no-comparing-rule' ? COMPARING_RULE : reason && UNSCORED[reason].add
  const rest = add === undefined ? '.' : '. To have it the next time, add:'
  const told = clip(why.replace(/\.\s*$/, ''), 400)
  const said = paragraph('Not compared with ', model, `, which is live: ${told}${rest}`)
  return [said, ...(add === undefined ? [] : [{kind: 'code', text: add} as const])]
}

function origin({commit, authors = [], data, input}: DeploymentReport): Block | undefined {
  if (commit === undefined) return undefined
  const parts: (Inline | string)[] = ['Built from ', commitLink(input, commit)]
  if (authors.length > 0) parts.push(` by ${authors.slice(0, 20).join(', ')}`)
  if (data) parts.push(', trained on data ', code(shortDigest(data)))
  return paragraph(...parts)
}

function guardTable({guards}: DeployResult): Block | undefined {
  if (guards.length === 0) return undefined
  return {
    kind: 'table',
    columns: [{title: line('guard')}, {title: line('')}, {title: line('because')}],
    rows: guards.map(({name, state, reason, reasonCode}) => [
      line(name),
      state === 'asked'
        ? line('asked now')
        : line(symbol(state === 'holds' ? 'pass' : 'fail'), ` ${reasonCode ?? 'holds'}`),
      line(...withDigests(clip(reason, 800))),
    ]),
  }
}

function smoke({smoke: tried}: DeployResult): Block | undefined {
  if (!tried?.holds) return undefined
  return paragraph(
    `Smoke test: ${tried.rows} rows of the holdout answered as evaluated, largest difference ${tried.largestDifference ?? 0}.`,
  )
}

function kept({section}: DeployResult): Block | undefined {
  return section && paragraph('Record: deployment section ', code(section), '.')
}

function isRefusal(code: DeployResult['reasonCode']): code is Refusal {
  return Object.hasOwn(NEXT_STEPS, code)
}

function next({reasonCode, model}: DeployResult): Block | undefined {
  if (isRefusal(reasonCode)) return paragraph(strong('Next:'), ' ', NEXT_STEPS[reasonCode])
  if (reasonCode !== 'ready' || !model) return undefined
  return paragraph(
    'Approving allows exactly ',
    code(model),
    ', in this run. The deploying job checks all of this again.',
  )
}
