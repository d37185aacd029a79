import {
  type DeploymentPayload,
  liveOnes,
  type OwnDeployment,
} from '../../domain/deployment/champion.ts'
import type {Json} from '../../domain/json.ts'
import {describeError, firstLine} from '../../platform/errors.ts'
import {
  createDeployment,
  type DeploymentStatus,
  setDeploymentStatus,
} from '../../platform/github/deployments.ts'
import {runUrl} from '../report.ts'
import type {DeployJob} from './job.ts'

/** What the first half of the step leaves for the second. */
export const STATE = {
  deployment: 'deployment',
  /** The target may have been changed. */
  touched: 'touched',
  undo: 'undo',
  /** The target has answered that the model is live. */
  live: 'live',
  ended: 'ended',
} as const

/** What a deployment is made of. */
export type DeploymentWish = {
  readonly task: 'deploy' | 'rollback'
  readonly commit: string
  readonly description: string
  readonly payload: DeploymentPayload
}

/** Makes our deployment, which waits for its turn. From now on something must be said in the end. */
export async function beginDeployment(job: DeployJob, wish: DeploymentWish): Promise<number> {
  const {setting, github, environment} = job
  const {id} = await createDeployment(github.client.transport, {
    ...wish,
    environment,
    payload: wish.payload as Readonly<Record<string, Json>>,
    isProduction: environment.toLowerCase() === 'production',
  })
  setting.runner.saveState(STATE.deployment, String(id))
  setting.runner.info(`deployment ${id} of ${wish.payload.model} to ${environment}`)
  await say(job, id, {state: 'queued', description: wish.description})
  return id
}

type Said = Pick<DeploymentStatus, 'state' | 'description'>
const FINAL: readonly Said['state'][] = ['success', 'failure', 'error', 'inactive']

export async function say(
  {setting, github}: DeployJob,
  id: number,
  {state, description}: Said,
): Promise<void> {
  const status = {state, description: firstLine(description), logUrl: runUrl(setting)}
  await setDeploymentStatus(github.client.transport, id, status)
  if (FINAL.includes(state)) setting.runner.saveState(STATE.ended, 'true')
}

/** The model is live: now, and not before, what it replaced is not. */
export async function sayLive(
  job: DeployJob,
  id: number,
  {own, description}: {readonly own: readonly OwnDeployment[]; readonly description: string},
): Promise<void> {
  await say(job, id, {state: 'success', description})
  for (const older of liveOnes(own).filter(one => one.id !== id)) {
    await sayQuietly(job, older.id, {
      state: 'inactive',
      description: `replaced by deployment ${id}`,
    })
  }
}

/** Nobody else will ever say how these went. */
export async function buryDead(job: DeployJob, dead: readonly OwnDeployment[]): Promise<void> {
  for (const {id, payload} of dead) {
    const description = `attempt ${payload.run.attempt} of run ${payload.run.id} ended without a word`
    await sayQuietly(job, id, {state: 'error', description})
  }
}

/** Something went wrong that nobody foresaw; it must not hide behind a status that GitHub does not take. */
export async function sayBroken(
  job: DeployJob,
  id: number,
  {error, isTouched}: {readonly error: unknown; readonly isTouched: boolean},
): Promise<void> {
  const state = isTouched ? 'error' : 'failure'
  await say(job, id, {state, description: describeError(error)}).catch(warning(job, id))
}

/** Of other deployments; what is decided about ours stays so. */
async function sayQuietly(job: DeployJob, id: number, said: Said): Promise<void> {
  const {setting, github} = job
  const status = {...said, logUrl: runUrl(setting)}
  await setDeploymentStatus(github.client.transport, id, status).catch(warning(job, id))
}

function warning({setting}: DeployJob, id: number) {
  return (error: unknown): void =>
    setting.runner.annotate(
      'warning',
      `GitHub did not take the status of deployment ${id}:\n${describeError(error)}`,
    )
}
