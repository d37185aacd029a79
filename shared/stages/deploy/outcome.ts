import {
  DEPLOYED,
  type Deployed,
  NEXT_STEPS,
  REFUSALS,
  type Refusal,
} from '../../domain/deployment/refusals.ts'
import type {DeployResult} from '../../domain/results.ts'
import {SUMMARY_BUDGET} from '../../domain/text-size.ts'
import {composeDeployment, renderWithin, toMarkdown} from '../../features/report/index.ts'
import type {Decision, Outcome} from '../../platform/action.ts'
import {composeInput} from '../report.ts'
import type {Ending} from './ending.ts'
import type {DeployJob} from './job.ts'
import {keepDeployment, smokeRecord} from './section.ts'

/** Writes the summary and answers. What a person or a machine must look at is an error, the rest a refusal. */
export async function endDeploy(job: DeployJob, ending: Ending) {
  const {setting, environment, github} = job
  const {way, reasonCode, reason, guards, model, live, deployment, smoke, facts} = ending
  const section = await keepDeployment(job, ending)
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
    ...(smoke ? {smoke: smokeRecord(smoke)} : {}),
    ...(section ? {section} : {}),
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
