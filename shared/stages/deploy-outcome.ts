import type {Champion} from '../domain/deployment/champion.ts'
import type {Guard} from '../domain/deployment/guard.ts'
import {
  DEPLOYED,
  type Deployed,
  NEXT_STEPS,
  REFUSALS,
  type Refusal,
} from '../domain/deployment/refusals.ts'
import type {Digest} from '../domain/digest.ts'
import type {DeployResult} from '../domain/results.ts'
import {SUMMARY_BUDGET} from '../domain/text-size.ts'
import type {SmokeResult} from '../features/deployment/index.ts'
import {
  type AgainstLive,
  composeDeployment,
  renderWithin,
  toMarkdown,
} from '../features/report/index.ts'
import type {Decision, Outcome} from '../platform/action.ts'
import type {Facts} from './deploy-facts.ts'
import type {DeployJob} from './deploy-job.ts'
import {composeInput} from './report.ts'

export type Ending = {
  readonly way: DeployResult['way']
  readonly reasonCode: Deployed | Refusal
  readonly reason: string
  readonly guards: readonly Guard[]
  readonly model?: Digest | undefined
  readonly live?: Champion | undefined
  readonly deployment?: number | undefined
  readonly smoke?: SmokeResult | undefined
  readonly stamp?: string
  readonly facts?: Facts
  /** How the candidate stands to what is live. */
  readonly against?: AgainstLive | undefined
}

/** Writes the summary and answers. What a person or a machine must look at is an error, the rest a refusal. */
export async function endDeploy(job: DeployJob, ending: Ending) {
  const {setting, environment, github} = job
  const {way, reasonCode, reason, guards, model, live, deployment, smoke, facts} = ending
  const result: DeployResult = {
    schema: 'proofmark/deploy-result/v1',
    way,
    pipeline: setting.pipeline,
    leg: setting.leg,
    environment,
    reasonCode,
    reason,
    ...(model ? {model} : {}),
    ...(live ? {live: {...live}} : {}),
    guards: guards.map(guard => ({...guard})),
    ...(deployment === undefined ? {} : {deployment}),
    ...(smoke
      ? {
          smoke: {
            rows: smoke.rows,
            holds: smoke.holds,
            ...(smoke.holds ? {largestDifference: smoke.largestDifference} : {}),
          },
        }
      : {}),
  }
  const report = composeDeployment({
    result,
    input: composeInput(setting, {gate: facts?.chain.gate, data: undefined, failOn: []}),
    ...(ending.against ? {against: ending.against} : {}),
    ...(facts
      ? {commit: github.context.sha, authors: facts.authors.logins, data: facts.chain.data}
      : {}),
  })
  await setting.runner.summarize(
    renderWithin([report], {render: toMarkdown, budget: SUMMARY_BUDGET}),
  )
  github.client.spent()
  const isReady = reasonCode === 'ready'
  if (way === 'plan' && isRefusal(reasonCode)) {
    setting.runner.annotate('notice', `nothing is deployed: ${headlineOf(result)}`)
  }
  return {
    decision: decisionOf(way, reasonCode),
    headline: headlineOf(result),
    outputs: {
      deploy: way === 'plan' ? String(isReady) : '',
      stamp: ending.stamp ?? '',
      'reason-code': reasonCode,
      model: model ?? '',
      deployment: deployment === undefined ? '' : String(deployment),
    },
    result,
  } as const satisfies Outcome<string>
}

const TROUBLES: readonly string[] = ['target-failed', 'rollback-failed', 'cancelled']

function headlineOf({environment, reasonCode, reason}: DeployResult): string {
  if (!isRefusal(reasonCode)) return `${environment}: ${reasonCode}: ${reason}`
  const next = NEXT_STEPS[reasonCode].replace(/^/gm, '  ')
  return `${environment}: refused, ${reasonCode}: ${reason}\n${next}`
}

function isRefusal(code: Deployed | Refusal): code is Refusal {
  return Object.hasOwn(REFUSALS, code)
}

/** The judging job is not red because there is nothing to deploy. */
function decisionOf(way: Ending['way'], reasonCode: string): Decision {
  if (way === 'plan' || Object.hasOwn(DEPLOYED, reasonCode)) return 'accepted'
  return TROUBLES.includes(reasonCode) ? 'error' : 'refused'
}
