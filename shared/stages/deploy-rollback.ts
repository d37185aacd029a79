import {countApprovals} from '../domain/deployment/approvals.ts'
import {
  championOf,
  type DeploymentPayload,
  leftBehind,
  type OwnDeployment,
  rollbackTarget,
} from '../domain/deployment/champion.ts'
import {approvingEnvironments} from '../domain/deployment/config.ts'
import {type Guard, guardApproval, judgeRollback, refusalOf} from '../domain/deployment/guards.ts'
import {type Digest, isDigest} from '../domain/digest.ts'
import {rollBack, takeTurn} from '../features/deployment/index.ts'
import {watchCancellation} from '../platform/cancellation.ts'
import {ActionError} from '../platform/errors.ts'
import {readApprovals} from '../platform/github/deployments.ts'
import {isRunOver} from '../platform/github/run-state.ts'
import {type DeployJob, readOwn, readProtections} from './deploy-job.ts'
import {type Ending, endDeploy} from './deploy-outcome.ts'
import {beginDeployment, buryDead, say, sayBroken, sayLive} from './deploy-status.ts'
import {withTarget} from './deploy-target.ts'

/** By hand: makes a model live again that was live here before. It is asked for, approved and written down as well. */
export async function rollBackByHand(job: DeployJob, wish: 'previous' | Digest) {
  const own = await readOwn(job, found => rollbackTarget(found, wish) !== undefined)
  const live = championOf(own)
  const back = rollbackTarget(own, wish)
  const guards = await judge(job, back)
  const common = {way: 'rollback', guards, live, model: back?.payload.model} as const
  const refusal = refusalOf(guards)
  if (refusal || !back) {
    const {reasonCode = 'no-way-back', reason = ''} = refusal ?? {}
    return endDeploy(job, {...common, reasonCode, reason})
  }
  const cancellation = watchCancellation()
  try {
    return endDeploy(job, {...common, ...(await inTurn(job, back, cancellation.signal))})
  } finally {
    cancellation.ignore()
  }
}

/** Whoever asks for a rollback is its author, and cannot be the only one to approve it. */
async function judge(job: DeployJob, back: OwnDeployment | undefined): Promise<readonly Guard[]> {
  const {github, environment, wish, setting} = job
  const {context, client} = github
  const evidence = judgeRollback({
    isReviewedRun: context.isDefaultBranch,
    environments: await readProtections(job),
    wish: wish.approvals,
    doubts: [],
    back,
  })
  const approvals = await readApprovals(client.transport, {
    run: context.run.id,
    environments: approvingEnvironments(environment, wish.approvals),
  })
  const again = setting.place.environment['GITHUB_TRIGGERING_ACTOR']
  const asking = [context.actor, ...(again ? [again] : [])]
  const people = {author: asking, 'last-pusher': asking, actor: asking}
  return [...evidence, guardApproval(countApprovals(approvals, wish.approvals, people))]
}

type Ended = Pick<Ending, 'reasonCode' | 'reason'> & Partial<Ending>

async function inTurn(job: DeployJob, back: OwnDeployment, signal: AbortSignal): Promise<Ended> {
  const {inputs, setting, github} = job
  const own = await readOwn(job)
  const payload = payloadOf(job, {back, live: championOf(own)})
  const deployment = await beginDeployment(job, {
    task: 'rollback',
    commit: back.commit,
    description: `rollback: ${inputs.reason ?? ''}`,
    payload,
  })
  try {
    const turn = await takeTurn({
      list: () =>
        readOwn(
          job,
          found => found.some(({id}) => id === deployment) && championOf(found) !== undefined,
        ),
      id: deployment,
      run: payload.run,
      waitMs: inputs.wait,
      signal,
      isOver: run => isRunOver(github.client.transport, run),
      onWait: ahead => setting.runner.info(`deployment ${ahead.id} goes first; waiting`),
    })
    if (turn.is !== 'ours') {
      const isCancelled = turn.is === 'cancelled'
      const reason = isCancelled ? 'cancelled while it waited' : 'another deployment is under way'
      await say(job, deployment, {state: isCancelled ? 'error' : 'inactive', description: reason})
      return {deployment, reasonCode: isCancelled ? 'cancelled' : 'deploy-in-progress', reason}
    }
    await buryDead(job, [...leftBehind(turn.own, payload.run), ...turn.dead])
    await say(job, deployment, {state: 'in_progress', description: 'rolling back'})
    const {model} = payload
    const from = championOf(turn.own)?.model ?? null
    const rolled = await withTarget(job, signal, target => rollBack(target, model, from))
    if (!rolled.isLive) {
      const {reasonCode, reason} = rolled
      await say(job, deployment, {state: 'error', description: `${reasonCode}: ${reason}`})
      return {deployment, reasonCode, reason}
    }
    const description = `live again: ${inputs.reason ?? ''}`
    await sayLive(job, deployment, {own: turn.own, description})
    return {deployment, reasonCode: 'rolled-back', reason: `${model} is live again`}
  } catch (error) {
    await sayBroken(job, deployment, error)
    throw error
  }
}

function payloadOf(
  {github}: DeployJob,
  {back, live}: {readonly back: OwnDeployment; readonly live: ReturnType<typeof championOf>},
): DeploymentPayload {
  const {id, attempt} = github.context.run
  const {previous: _, ...rest} = back.payload
  return {
    ...rest,
    ...(live && live.model !== rest.model
      ? {previous: {deployment: live.deployment, model: live.model}}
      : {}),
    run: {id, attempt},
  }
}

/** The input `rollback`: a word or a digest. */
export function readRollback(text: string): 'previous' | Digest {
  if (text === 'previous' || isDigest(text)) return text
  throw new ActionError(
    'invalid-input',
    'rollback: must be "previous" or sha256: and 64 hex digits',
  )
}
