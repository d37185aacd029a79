import {
  championOf,
  type DeploymentPayload,
  leftBehind,
  type OwnDeployment,
} from '../domain/deployment/champion.ts'
import {takeTurn} from '../features/deployment/index.ts'
import {watchCancellation} from '../platform/cancellation.ts'
import {isRunOver} from '../platform/github/run-state.ts'
import {type DeployJob, readOwn} from './deploy-job.ts'
import type {Ending} from './deploy-outcome.ts'
import {beginDeployment, buryDead, say, sayBroken} from './deploy-status.ts'

export type Ended = Pick<Ending, 'reasonCode' | 'reason'> & Partial<Ending>

export type Turned = {
  /** Ours. */
  readonly deployment: number
  /** Deployments as they are now that it is our turn. */
  readonly own: readonly OwnDeployment[]
  /** Others went first, so that much may have changed. */
  readonly hasWaited: boolean
  readonly signal: AbortSignal
}

type Wish = {
  readonly task: 'deploy' | 'rollback'
  readonly commit: string
  readonly description: string
  readonly payload: DeploymentPayload
}

/** Makes our deployment and works when it is its turn. However it ends, the deployment has a truthful last word. */
export async function inTurn(
  job: DeployJob,
  wish: Wish,
  work: (turned: Turned) => Promise<Ended>,
): Promise<Ended> {
  const cancellation = watchCancellation()
  try {
    const deployment = await beginDeployment(job, wish)
    try {
      return {deployment, ...(await waitAndWork(job, wish, {deployment, work, cancellation}))}
    } catch (error) {
      await sayBroken(job, deployment, error)
      throw error
    }
  } finally {
    cancellation.ignore()
  }
}

type Work = {
  readonly deployment: number
  readonly work: (turned: Turned) => Promise<Ended>
  readonly cancellation: {readonly signal: AbortSignal}
}

async function waitAndWork(
  job: DeployJob,
  {payload}: Wish,
  {deployment, work, cancellation: {signal}}: Work,
): Promise<Ended> {
  const {github, inputs, setting} = job
  let hasWaited = false
  const isEnough = (own: readonly OwnDeployment[]) =>
    own.some(({id}) => id === deployment) && championOf(own) !== undefined
  const turn = await takeTurn({
    list: () => readOwn(job, isEnough),
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
  switch (turn.is) {
    case 'cancelled':
      return gaveUp(job, deployment, 'cancelled while it waited')
    case 'taken':
      return gaveWay(job, deployment, turn.by?.id)
    case 'ours': {
      const {own, dead} = turn
      await buryDead(job, [...leftBehind(own, payload.run), ...dead])
      return work({deployment, own, hasWaited, signal})
    }
  }
}

async function gaveUp(job: DeployJob, deployment: number, reason: string): Promise<Ended> {
  await say(job, deployment, {state: 'error', description: reason})
  return {reasonCode: 'cancelled', reason}
}

async function gaveWay(job: DeployJob, deployment: number, to: number | undefined): Promise<Ended> {
  const other = to === undefined ? 'another one' : `deployment ${to}`
  const reason = `${other} is under way, and did not end within the time to wait`
  await say(job, deployment, {state: 'inactive', description: `gave way: ${reason}`})
  return {reasonCode: 'deploy-in-progress', reason}
}
