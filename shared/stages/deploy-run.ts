import {guardApproval} from '../domain/deployment/approval-guard.ts'
import {countApprovals} from '../domain/deployment/approvals.ts'
import {
  championOf,
  type DeploymentPayload,
  doubtAfter,
  type OwnDeployment,
} from '../domain/deployment/champion.ts'
import {approvingEnvironments} from '../domain/deployment/config.ts'
import {type Guard, refusalOf} from '../domain/deployment/guard.ts'
import {judgeEvidence} from '../domain/deployment/guards.ts'
import {encodeStamp} from '../domain/deployment/stamp.ts'
import {guardStamp} from '../domain/deployment/stamp-guard.ts'
import {shortDigest} from '../domain/digest.ts'
import {type RolledOut, rollOut, smokeTest} from '../features/deployment/index.ts'
import {readApprovals} from '../platform/github/approvals.ts'
import {compareWithLive} from './deploy-comparison.ts'
import {type Facts, gatherFacts, peopleOf} from './deploy-facts.ts'
import type {DeployJob} from './deploy-job.ts'
import {endDeploy} from './deploy-outcome.ts'
import {say, sayLive} from './deploy-status.ts'
import {withTarget} from './deploy-target.ts'
import {type Ended, inTurn, type Turned} from './deploy-turn.ts'

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
  const guards = await judgeAgain(job, facts)
  const common = {way: 'deploy', guards, ...about(facts)} as const
  if (isLiveAlready(facts)) return endDeploy(job, {...common, ...alreadyLive(facts)})
  const refusal = refusalOf(guards)
  if (refusal || !facts.stamp) return endDeploy(job, {...common, ...refused(refusal)})
  const payload = payloadOf(facts, job)
  const ended = await inTurn(
    job,
    {
      task: 'deploy',
      commit: job.github.context.sha,
      description: `${job.setting.pipeline} ${shortDigest(payload.model)}`,
      payload,
    },
    turned => deployInTurn(job, facts, turned),
  )
  return endDeploy(job, {...common, ...ended})
}

async function judgeAgain(job: DeployJob, facts: Facts): Promise<readonly Guard[]> {
  const {github, environment, inputs, wish} = job
  const evidence = judgeEvidence(facts.evidence)
  if (!facts.stamp) return evidence
  const approvals = await readApprovals(github.client.transport, {
    run: github.context.run.id,
    environments: approvingEnvironments(environment, wish.approvals),
  })
  const count = countApprovals(approvals, wish.approvals, peopleOf(job, facts.authors))
  return [...evidence, guardStamp(inputs.stamp, facts.stamp), guardApproval(count)]
}

/** What may have changed while others went first is looked at again. */
async function deployInTurn(
  job: DeployJob,
  facts: Facts,
  {deployment, own, hasWaited, signal}: Turned,
): Promise<Ended> {
  const isMoved = championOf(own)?.deployment !== facts.live?.deployment
  const now = hasWaited || isMoved ? await gatherFacts(job) : facts
  const changed = now === facts ? undefined : await changedWhileWaiting(job, now)
  if (changed) {
    await say(job, deployment, {state: 'inactive', description: changed.reason})
    return {...about(now), ...changed}
  }
  await say(job, deployment, {state: 'in_progress', description: 'deploying'})
  const rolled = await putThere(job, now, signal)
  await sayHow(job, deployment, {rolled, own})
  return {live: now.live, ...endingOf(rolled, now)}
}

async function changedWhileWaiting(job: DeployJob, now: Facts): Promise<Ended | undefined> {
  const guards = await judgeAgain(job, now)
  if (isLiveAlready(now)) return {...alreadyLive(now), guards}
  const refusal = refusalOf(guards)
  return refusal || !now.stamp ? {...refused(refusal), guards} : undefined
}

/** The token is asked for here, when nothing else can refuse any more. */
async function putThere(job: DeployJob, facts: Facts, signal: AbortSignal): Promise<RolledOut> {
  const {setting, wish, config} = job
  const {chain, holdout, live} = facts
  const {model, evaluation} = chain
  if (!model || !evaluation) throw new Error('the guards let a model without evidence pass')
  const {body} = model.section
  const rows = await holdout?.rows()
  if (!rows) setting.runner.info('no smoke test: the command target names no predict address')
  return withTarget(job, signal, target =>
    rollOut({
      target,
      delivery: {
        digest: body.digest,
        files: body.files.map(({path}, index) => ({
          path,
          bytes: model.contents[index] ?? new Uint8Array(),
        })),
      },
      champion: live?.model,
      ...(rows
        ? {
            smoke: predict =>
              smokeTest(predict, rows, {
                model: body.digest,
                output: evaluation.section.body.output,
                tolerance: wish.smoke.tolerance,
                classes: config.evaluate?.classes,
              }),
          }
        : {}),
      runner: setting.runner,
      signal,
    }),
  )
}

async function sayHow(
  job: DeployJob,
  deployment: number,
  {rolled, own}: {readonly rolled: RolledOut; readonly own: readonly OwnDeployment[]},
): Promise<void> {
  if (rolled.isLive) {
    const description = rolled.smoke ? 'live, and answers as evaluated' : 'live; no smoke test'
    return sayLive(job, deployment, {own, description})
  }
  const {reasonCode, reason} = rolled
  const state = ['cancelled', 'rollback-failed'].includes(reasonCode) ? 'error' : 'failure'
  return say(job, deployment, {state, description: `${reasonCode}: ${reason}`})
}

function endingOf(rolled: RolledOut, {chain}: Facts): Ended {
  const {smoke} = rolled
  if (!rolled.isLive) return {reasonCode: rolled.reasonCode, reason: rolled.reason, smoke}
  const tried = smoke ? `${smoke.rows} rows answered as evaluated` : 'no smoke test'
  return {
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

function isLiveAlready({chain, live}: Facts): boolean {
  return live !== undefined && live.model === chain.model?.section.body.digest
}

function alreadyLive({live, own}: Facts): Ended {
  const by = live ? `, by deployment ${live.deployment}` : ''
  const doubt = live && doubtAfter(own, live)
  const look = doubt
    ? `; but deployment ${doubt.id} broke off after it: look at the target, or make it live by a rollback`
    : ''
  return {
    reasonCode: 'already-live',
    reason: `the model is live already${by}; nothing to do${look}`,
  }
}

function refused(refusal: Guard | undefined): Ended {
  const {reasonCode = 'evidence-missing', reason = 'the run has no model with a verdict'} =
    refusal ?? {}
  return {reasonCode, reason}
}
