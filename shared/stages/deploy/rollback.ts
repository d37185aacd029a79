import {guardApproval} from '../../domain/deployment/approval-guard.ts'
import {
  championOf,
  type DeploymentPayload,
  type OwnDeployment,
  rollbackTarget,
} from '../../domain/deployment/champion.ts'
import {refusalOf} from '../../domain/deployment/guard.ts'
import {judgeRollback} from '../../domain/deployment/guards.ts'
import {type Digest, isDigest} from '../../domain/digest.ts'
import {rollBack} from '../../features/deployment/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {countRunApprovals} from './approvals.ts'
import {type DeployJob, readOwn, readProtections} from './job.ts'
import {endDeploy} from './outcome.ts'
import {keepDeployment} from './section.ts'
import {say, sayLive} from './status.ts'
import {withTarget} from './target.ts'
import {type Broken, type Ended, inTurn, type Turned} from './turn.ts'

/** By hand: makes a model live again that was live here before. It is asked for, approved and written down as well. */
export async function rollBackByHand(job: DeployJob, wish: 'previous' | Digest) {
  const own = await readOwn(job, found => rollbackTarget(found, wish) !== undefined)
  const live = championOf(own)
  const back = rollbackTarget(own, wish)
  const judged = await judge(job, back)
  const common = {way: 'rollback', ...judged, live, back, model: back?.payload.model} as const
  const refusal = refusalOf(judged.guards)
  if (refusal || !back) {
    const {reasonCode = 'no-way-back', reason = ''} = refusal ?? {}
    return endDeploy(job, {...common, outcome: 'refused', reasonCode, reason})
  }
  const payload = payloadOf(job, {back, live})
  const description = `rollback: ${job.inputs.reason ?? ''}`
  const {commit} = back
  const onBroken = async (broken: Broken) =>
    void (await keepDeployment(job, {...common, ...broken}))
  const turn = {task: 'rollback', commit, description, payload, onBroken} as const
  const ended = await inTurn(job, turn, turned => rollBackInTurn(job, payload, turned))
  return endDeploy(job, {...common, ...ended})
}

/** Whoever asks for a rollback is its author, and cannot be the only one to approve it. */
async function judge(job: DeployJob, back: OwnDeployment | undefined) {
  const {context} = job.github
  const evidence = judgeRollback({
    isReviewedRun: context.isDefaultBranch,
    environments: await readProtections(job),
    wish: job.wish.approvals,
    doubts: [],
    back,
  })
  const {actors} = context
  const people = {author: actors, 'last-pusher': actors, actor: actors}
  const approvals = await countRunApprovals(job, people)
  return {guards: [...evidence, guardApproval(approvals)], approvals} as const
}

async function rollBackInTurn(
  job: DeployJob,
  {model, previous}: DeploymentPayload,
  {deployment, own, signal, touch}: Turned,
): Promise<Ended> {
  const live = championOf(own)
  if (live && live.model !== model && live.deployment !== previous?.deployment) {
    const reason = `${live.model} went live while this waited; say again what to go back to`
    await say(job, deployment, {state: 'inactive', description: reason})
    return {outcome: 'refused', reasonCode: 'deploy-in-progress', reason}
  }
  await say(job, deployment, {state: 'in_progress', description: 'rolling back'})
  const from = live?.model ?? null
  const rolled = await withTarget(job, {deployment, signal}, target => {
    touch()
    return rollBack(target, model, from)
  })
  if (rolled.outcome !== 'deployed') {
    const {outcome, reasonCode, reason} = rolled
    await say(job, deployment, {state: 'error', description: `${reasonCode}: ${reason}`})
    return {outcome, reasonCode, reason}
  }
  await sayLive(job, deployment, {own, description: `live again: ${job.inputs.reason ?? ''}`})
  return {outcome: 'deployed', reasonCode: 'rolled-back', reason: `${model} is live again`}
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
