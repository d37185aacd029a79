import {countApprovals} from '../domain/deployment/approvals.ts'
import {
  championOf,
  type DeploymentPayload,
  doubtAfter,
  leftBehind,
} from '../domain/deployment/champion.ts'
import {approvingEnvironments} from '../domain/deployment/config.ts'
import {
  type Guard,
  guardApproval,
  guardStamp,
  judgeEvidence,
  refusalOf,
} from '../domain/deployment/guards.ts'
import {encodeStamp} from '../domain/deployment/stamp.ts'
import {shortDigest} from '../domain/digest.ts'
import {type RolledOut, rollOut, smokeTest, takeTurn} from '../features/deployment/index.ts'
import {watchCancellation} from '../platform/cancellation.ts'
import {readApprovals} from '../platform/github/deployments.ts'
import {isRunOver} from '../platform/github/run-state.ts'
import {type Facts, gatherFacts, peopleOf} from './deploy-facts.ts'
import {type DeployJob, readOwn} from './deploy-job.ts'
import {type Ending, endDeploy} from './deploy-outcome.ts'
import {beginDeployment, buryDead, say, sayBroken, sayLive} from './deploy-status.ts'
import {withTarget} from './deploy-target.ts'

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
  return endDeploy(job, {...common, stamp, reasonCode: 'ready', reason: READY})
}

/** In the deploying job: everything is asked again, then the model goes where it belongs. */
export async function deployModel(job: DeployJob) {
  const facts = await gatherFacts(job)
  const guards = await judgeAgain(job, facts)
  const common = {way: 'deploy', guards, ...about(facts)} as const
  if (isLiveAlready(facts)) return endDeploy(job, {...common, ...alreadyLive(facts)})
  const refusal = refusalOf(guards)
  if (refusal || !facts.stamp) return endDeploy(job, {...common, ...refused(refusal)})
  const cancellation = watchCancellation()
  try {
    return endDeploy(job, {...common, ...(await inTurn(job, facts, cancellation.signal))})
  } finally {
    cancellation.ignore()
  }
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

type Ended = Pick<Ending, 'reasonCode' | 'reason'> & Partial<Ending>

/** Makes our deployment, waits for its turn, and looks again at what may have changed in the meantime. */
async function inTurn(job: DeployJob, facts: Facts, signal: AbortSignal): Promise<Ended> {
  const {github, inputs, setting} = job
  const payload = payloadOf(facts, job)
  const deployment = await beginDeployment(job, {
    task: 'deploy',
    commit: github.context.sha,
    description: `${setting.pipeline} ${shortDigest(payload.model)}`,
    payload,
  })
  try {
    let hasWaited = false
    const turn = await takeTurn({
      list: () =>
        readOwn(job, own => own.some(({id}) => id === deployment) && championOf(own) !== undefined),
      id: deployment,
      run: payload.run,
      waitMs: inputs.wait,
      signal,
      isOver: run => isRunOver(github.client.transport, run),
      onWait(ahead) {
        hasWaited = true
        setting.runner.info(`deployment ${ahead.id} goes first; waiting`)
      },
    })
    if (turn.is === 'cancelled') {
      await say(job, deployment, {state: 'error', description: 'cancelled while it waited'})
      return {deployment, reasonCode: 'cancelled', reason: 'cancelled while it waited'}
    }
    if (turn.is === 'taken') return await gaveWay(job, deployment, turn.by?.id)
    await buryDead(job, [...leftBehind(turn.own, payload.run), ...turn.dead])
    const isMoved = championOf(turn.own)?.deployment !== facts.live?.deployment
    const now = hasWaited || isMoved ? await gatherFacts(job) : facts
    const changed = now === facts ? undefined : await changedWhileWaiting(job, now)
    if (changed) {
      await say(job, deployment, {state: 'inactive', description: changed.reason})
      return {deployment, ...about(now), ...changed}
    }
    await say(job, deployment, {state: 'in_progress', description: 'deploying'})
    const rolled = await putThere(job, now, signal)
    await sayHow(job, deployment, {rolled, facts: {...now, own: turn.own}})
    return {deployment, live: now.live, ...endingOf(rolled, payload.model)}
  } catch (error) {
    await sayBroken(job, deployment, error)
    throw error
  }
}

async function gaveWay(job: DeployJob, deployment: number, to: number | undefined): Promise<Ended> {
  const other = to === undefined ? 'another one' : `deployment ${to}`
  const reason = `${other} is under way, and did not end within the time to wait`
  await say(job, deployment, {state: 'inactive', description: `gave way: ${reason}`})
  return {deployment, reasonCode: 'deploy-in-progress', reason}
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
  {rolled, facts}: {readonly rolled: RolledOut; readonly facts: Facts},
): Promise<void> {
  if (rolled.isLive) {
    const description = rolled.smoke ? 'live, and answers as evaluated' : 'live; no smoke test'
    return sayLive(job, deployment, {own: facts.own, description})
  }
  const {reasonCode, reason} = rolled
  const state = ['cancelled', 'rollback-failed'].includes(reasonCode) ? 'error' : 'failure'
  return say(job, deployment, {state, description: `${reasonCode}: ${reason}`})
}

function endingOf(rolled: RolledOut, model: string): Ended {
  const {smoke} = rolled
  if (!rolled.isLive) return {reasonCode: rolled.reasonCode, reason: rolled.reason, smoke}
  const tried = smoke ? `${smoke.rows} rows answered as evaluated` : 'no smoke test'
  return {reasonCode: 'deployed', reason: `${model} is live; ${tried}`, smoke}
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
