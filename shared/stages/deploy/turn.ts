import {championOf, leftBehind, type OwnDeployment} from '../../domain/deployment/champion.ts'
import {takeTurn} from '../../features/deployment/index.ts'
import {watchCancellation} from '../../platform/cancellation.ts'
import {codeOf, describeError, firstLine} from '../../platform/errors.ts'
import {isRunOver} from '../../platform/github/run-state.ts'
import type {Ending} from './ending.ts'
import {type DeployJob, readOwn} from './job.ts'
import {beginDeployment, buryDead, type DeploymentWish, STATE, say, sayBroken} from './status.ts'

export type Ended = Pick<Ending, 'outcome' | 'reasonCode' | 'reason'> & Partial<Ending>
/** Something went wrong that no ending has a word for; its code is any. */
export type Broken = Pick<Ending, 'deployment' | 'outcome' | 'reason'> & {
  readonly reasonCode: string
}

export type Turned = {
  /** Ours. */
  readonly deployment: number
  /** Deployments as they are now that it is our turn. */
  readonly own: readonly OwnDeployment[]
  /** Others went first, so that much may have changed. */
  readonly hasWaited: boolean
  readonly signal: AbortSignal
  /** From now on nobody knows what the target serves unless somebody says so. */
  readonly touch: () => void
}

type Wish = DeploymentWish & {
  readonly onBroken: (broken: Broken) => Promise<void>
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
    let isTouched = false
    const touch = () => {
      isTouched = true
      job.setting.runner.saveState(STATE.touched, 'true')
    }
    try {
      const way = {deployment, work, cancellation, touch}
      return {deployment, ...(await waitAndWork(job, wish, way))}
    } catch (error) {
      await sayBroken(job, deployment, {error, isTouched})
      const outcome = isTouched ? 'unclear' : 'failed'
      const reason = firstLine(describeError(error))
      await wish.onBroken({deployment, outcome, reason, reasonCode: codeOf(error)})
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
  readonly touch: () => void
}

async function waitAndWork(
  job: DeployJob,
  {payload}: Wish,
  {deployment, work, cancellation: {signal}, touch}: Work,
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
      return work({deployment, own, hasWaited, signal, touch})
    }
  }
}

async function gaveUp(job: DeployJob, deployment: number, reason: string): Promise<Ended> {
  await say(job, deployment, {state: 'inactive', description: reason})
  return {outcome: 'failed', reasonCode: 'cancelled', reason}
}

async function gaveWay(job: DeployJob, deployment: number, to: number | undefined): Promise<Ended> {
  const other = to === undefined ? 'another one' : `deployment ${to}`
  const reason = `${other} is under way, and did not end within the time to wait`
  await say(job, deployment, {state: 'inactive', description: `gave way: ${reason}`})
  return {outcome: 'refused', reasonCode: 'deploy-in-progress', reason}
}
