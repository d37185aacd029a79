import {
  aheadOf,
  type DeploymentPayload,
  type OwnDeployment,
} from '../../domain/deployment/champion.ts'
import {now, pause} from '../../platform/clock.ts'

export type Queue = {
  /** Deployments of the pipeline to the environment, read anew. */
  readonly list: () => Promise<readonly OwnDeployment[]>
  /** Ours among them. */
  readonly id: number
  readonly run: DeploymentPayload['run']
  readonly waitMs: number
  readonly signal: AbortSignal
  /** Whether the run that made a deployment is over, so that nobody will end it. */
  readonly isOver: (run: DeploymentPayload['run']) => Promise<boolean>
  readonly onWait: (ahead: OwnDeployment) => void
}

export type Turn =
  | {
      readonly is: 'ours'
      readonly own: readonly OwnDeployment[]
      /** Whose run ended without a word about them. */
      readonly dead: readonly OwnDeployment[]
    }
  | {readonly is: 'taken'; readonly by: OwnDeployment | undefined}
  | {readonly is: 'cancelled'}

/** Longer than any deployment of ours may take; a contender that is silent for longer is taken for dead. */
const PATIENCE_MS = 90 * 60_000
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 15_000

/** Waits until all deployments that came before have ended. Each waits for lower numbers only, so one always goes. */
export async function takeTurn(queue: Queue): Promise<Turn> {
  const {list, id, run, waitMs, signal, isOver, onWait} = queue
  const dead = new Map<number, OwnDeployment>()
  const until = now().getTime() + waitMs
  let told: number | undefined
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    if (signal.aborted) return {is: 'cancelled'}
    const own = await list()
    // A list without ours is older than ours, and others may be missing too.
    const isFresh = own.some(one => one.id === id)
    const contenders = own.filter(one => !dead.has(one.id))
    const ahead = aheadOf(contenders, {id, run, now: now(), patienceMs: PATIENCE_MS})
    if (ahead && (await isOver(ahead.payload.run))) {
      dead.set(ahead.id, ahead)
      continue
    }
    if (isFresh && !ahead) return {is: 'ours', own, dead: [...dead.values()]}
    if (now().getTime() + wait > until) return {is: 'taken', by: ahead}
    if (ahead && ahead.id !== told) {
      told = ahead.id
      onWait(ahead)
    }
    await pauseUnless(signal, wait)
  }
}

async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  const step = 200
  for (let left = ms; left > 0 && !signal.aborted; left -= step) await pause(Math.min(step, left))
}
