import {guardApproval} from '../../domain/deployment/approval-guard.ts'
import {
  championOf,
  type DeploymentPayload,
  doubtAfter,
  type OwnDeployment,
} from '../../domain/deployment/champion.ts'
import {type Guard, refusalOf} from '../../domain/deployment/guard.ts'
import {judgeEvidence} from '../../domain/deployment/guards.ts'
import {encodeStamp} from '../../domain/deployment/stamp.ts'
import {guardStamp} from '../../domain/deployment/stamp-guard.ts'
import {shortDigest} from '../../domain/digest.ts'
import type {RolledOut} from '../../features/deployment/index.ts'
import {countRunApprovals, peopleOf} from './approvals.ts'
import {compareWithLive} from './comparison.ts'
import type {Ending} from './ending.ts'
import {type Facts, gatherFacts} from './facts.ts'
import type {DeployJob} from './job.ts'
import {endDeploy} from './outcome.ts'
import {putThere} from './put.ts'
import {keepDeployment} from './section.ts'
import {say, sayLive} from './status.ts'
import {type Ended, inTurn, type Turned} from './turn.ts'

const READY = 'every guard holds; the deploying job asks whom it must, and then all of this again'

/** In the judging job: asks every guard and stamps what it saw. */
export async function planDeployment(job: DeployJob) {
  const facts = await gatherFacts(job)
  const guards = judgeEvidence(facts.evidence)
  const common = {way: 'plan', guards, ...about(facts)} as const
  if (isLiveAlready(facts)) return endDeploy(job, {...common, ...alreadyLive(facts)})
  const refusal = refusalOf(guards)
  if (refusal || !facts.stamp) return endDeploy(job, {...common, ...refused(refusal)})
  const sections = Object.fromEntries(facts.stamp.sections)
  const stamp = encodeStamp({schema: 'proofmark/stamp/v1', ...facts.stamp, sections})
  const against = await compareWithLive(job, facts)
  return endDeploy(job, {...common, stamp, against, reasonCode: 'ready', reason: READY})
}

/** In the deploying job: everything is asked again, then the model goes where it belongs. */
export async function deployModel(job: DeployJob) {
  const facts = await gatherFacts(job)
  const common = {way: 'deploy', ...(await judgeAgain(job, facts)), ...about(facts)} as const
  const refusal = refusalOf(common.guards)
  if (isLiveAlready(facts)) return endDeploy(job, {...common, ...alreadyLive(facts)})
  if (refusal || !facts.stamp) return endDeploy(job, {...common, ...refused(refusal)})
  const payload = payloadOf(facts, job)
  const ended = await inTurn(
    job,
    {
      task: 'deploy',
      commit: job.github.context.sha,
      description: `${job.setting.pipeline} ${shortDigest(payload.model)}`,
      payload,
      onBroken: async broken => void (await keepDeployment(job, {...common, ...broken})),
    },
    turned => deployInTurn(job, facts, turned),
  )
  return endDeploy(job, {...common, ...ended})
}

type Judged = Required<Pick<Ending, 'guards' | 'approvals'>>

async function judgeAgain(job: DeployJob, facts: Facts): Promise<Judged> {
  const {stamp} = facts
  const evidence = judgeEvidence(facts.evidence)
  const approvals = await countRunApprovals(job, peopleOf(job, facts.authors))
  const asked = stamp ? [guardStamp(job.inputs.stamp, stamp), guardApproval(approvals)] : []
  return {guards: [...evidence, ...asked], approvals}
}

/** What may have changed while others went first is looked at again. */
async function deployInTurn(
  job: DeployJob,
  facts: Facts,
  {deployment, own, hasWaited, signal, touch}: Turned,
): Promise<Ended> {
  const isMoved = championOf(own)?.deployment !== facts.live?.deployment
  const now = hasWaited || isMoved ? await gatherFacts(job) : facts
  const changed = now === facts ? undefined : await changedWhileWaiting(job, now)
  if (changed) {
    await say(job, deployment, {state: 'inactive', description: changed.reason})
    return {...about(now), ...changed}
  }
  await say(job, deployment, {state: 'in_progress', description: 'deploying'})
  const rolled = await putThere(job, now, {deployment, signal, own, touch})
  await sayHow(job, deployment, {rolled, own})
  return {...about(now), ...endingOf(rolled, now)}
}

async function changedWhileWaiting(job: DeployJob, now: Facts): Promise<Ended | undefined> {
  const judged = await judgeAgain(job, now)
  if (isLiveAlready(now)) return {...alreadyLive(now), ...judged}
  const refusal = refusalOf(judged.guards)
  return refusal || !now.stamp ? {...refused(refusal), ...judged} : undefined
}

async function sayHow(
  job: DeployJob,
  deployment: number,
  {rolled, own}: {readonly rolled: RolledOut; readonly own: readonly OwnDeployment[]},
): Promise<void> {
  if (rolled.outcome === 'deployed') {
    const description = rolled.smoke ? 'live, and answers as evaluated' : 'live; no smoke test'
    return sayLive(job, deployment, {own, description})
  }
  const {outcome, reasonCode, reason} = rolled
  const state = outcome === 'unclear' ? 'error' : 'failure'
  return say(job, deployment, {state, description: `${reasonCode}: ${reason}`})
}

function endingOf(rolled: RolledOut, {chain}: Facts): Ended {
  const {smoke} = rolled
  if (rolled.outcome !== 'deployed') {
    const {outcome, reasonCode, reason} = rolled
    return {outcome, reasonCode, reason, smoke}
  }
  const tried = smoke ? `${smoke.rows} rows answered as evaluated` : 'no smoke test'
  return {
    outcome: 'deployed',
    reasonCode: 'deployed',
    reason: `${chain.model?.section.body.digest ?? ''} is live; ${tried}`,
    smoke,
  }
}

function payloadOf({chain, live, stamp}: Facts, {setting, github}: DeployJob): DeploymentPayload {
  if (!stamp || !chain.gate) throw new Error('the guards let a model without a verdict pass')
  const {id, attempt} = github.context.run
  return {
    schema: 'proofmark/deployment-payload/v1',
    pipeline: setting.pipeline,
    leg: setting.leg,
    model: stamp.model,
    policy: stamp.policy,
    verdict: chain.gate.body.verdict,
    ...(live ? {previous: {deployment: live.deployment, model: live.model}} : {}),
    run: {id, attempt},
  }
}

function about(facts: Facts) {
  return {facts, model: facts.chain.model?.section.body.digest, live: facts.live}
}

/** After a deployment that broke off nobody knows, and the same model is deployed again. */
function isLiveAlready({chain, live, own}: Facts): boolean {
  if (!live || live.model !== chain.model?.section.body.digest) return false
  return doubtAfter(own, live) === undefined
}

function alreadyLive({live}: Facts): Ended {
  const by = live ? `, by deployment ${live.deployment}` : ''
  const reason = `the model is live already${by}; nothing to do`
  return {outcome: 'unneeded', reasonCode: 'already-live', reason}
}

function refused(refusal: Guard | undefined): Ended {
  const {reasonCode = 'evidence-missing', reason = 'the run has no model with a verdict'} =
    refusal ?? {}
  return {outcome: 'refused', reasonCode, reason}
}
