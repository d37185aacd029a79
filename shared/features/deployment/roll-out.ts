import type {Refusal} from '../../domain/deployment/refusals.ts'
import {type Digest, shortDigest} from '../../domain/digest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import type {Delivery, Target} from '../../domain/ports/target.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import type {SmokeResult} from './smoke-test.ts'

export type RollOut = {
  readonly target: Target
  readonly delivery: Delivery
  /** What the last deployment of ours left there. */
  readonly champion: Digest | undefined
  /** Absent where nothing can be asked. */
  readonly smoke?: (predict: NonNullable<Target['predict']>) => Promise<SmokeResult>
  readonly runner: Pick<Runner, 'info' | 'annotate'>
  readonly signal: AbortSignal
}

export type RolledOut =
  | {readonly isLive: true; readonly smoke?: SmokeResult}
  | {
      readonly isLive: false
      readonly reasonCode: Refusal
      /** One sentence: what happened, and what is live now. */
      readonly reason: string
      readonly smoke?: SmokeResult
    }

/** Puts the model into the target, makes it live and tries it; what does not answer as evaluated is taken back. */
export async function rollOut(work: RollOut): Promise<RolledOut> {
  const {target, delivery, champion, runner, signal} = work
  const {digest} = delivery
  let before: Digest | null
  try {
    before = target.active ? await target.active() : (champion ?? null)
    const strange = strangerOf(work, before)
    if (strange !== undefined) return failed('live-differs', strange)
    if (signal.aborted) return failed('cancelled', 'cancelled before anything was put there')
    runner.info(`putting ${digest} into ${target.place}`)
    await target.put(delivery)
    if (signal.aborted) return failed('cancelled', 'cancelled before the model was made live')
  } catch (error) {
    return failed(signal.aborted ? 'cancelled' : 'target-failed', untouched(error))
  }
  const back = champion ?? (before === digest ? undefined : (before ?? undefined))
  try {
    runner.info(`making it live in place of ${before ?? 'nothing'}`)
    await target.activate(digest, before)
  } catch (error) {
    if (codeOf(error) === 'active-differs') return failed('live-differs', untouched(error))
    if (await isStill(target, before, digest)) return failed('target-failed', untouched(error))
    return takeBack(work, back, {reasonCode: 'target-failed', reason: describeError(error)})
  }
  return tryOut(work, back)
}

async function tryOut(work: RollOut, back: Digest | undefined): Promise<RolledOut> {
  const {target, delivery, smoke, runner, signal} = work
  if (signal.aborted) return takeBack(work, back, {reasonCode: 'cancelled', reason: 'cancelled'})
  if (!smoke || !target.predict) return {isLive: true}
  try {
    const result = await smoke(target.predict)
    if (result.holds) {
      runner.info(
        `smoke test: ${result.rows} rows answered as evaluated, largest difference ${result.largestDifference}`,
      )
      return {isLive: true, smoke: result}
    }
    return takeBack(work, back, {
      reasonCode: 'smoke-test-failed',
      reason: `${shortDigest(delivery.digest)} does not answer as evaluated: ${result.reason}`,
      smoke: result,
    })
  } catch (error) {
    const reasonCode = signal.aborted ? 'cancelled' : 'smoke-test-failed'
    return takeBack(work, back, {reasonCode, reason: describeError(error)})
  }
}

type Trouble = Omit<Extract<RolledOut, {isLive: false}>, 'isLive'>

async function takeBack(
  {target, delivery, runner}: RollOut,
  back: Digest | undefined,
  trouble: Trouble,
): Promise<RolledOut> {
  const {reason} = trouble
  if (back === undefined) {
    const left = `nothing was live before, so ${target.place} keeps serving ${delivery.digest}`
    return {isLive: false, ...trouble, reason: `${reason}; ${left}`}
  }
  runner.annotate('warning', `rolling back to ${back}: ${reason}`)
  try {
    await restore(target, back, delivery.digest)
    return {isLive: false, ...trouble, reason: `${reason}; ${back} is live again`}
  } catch (error) {
    const why = `rolling back to ${back} failed: ${describeError(error)}`
    return {isLive: false, ...trouble, reasonCode: 'rollback-failed', reason: `${reason}; ${why}`}
  }
}

/** Makes a model live again that was live before, whatever is live now. */
export async function rollBack(
  target: Target,
  to: Digest,
  from: Digest | null,
): Promise<RolledOut> {
  try {
    const before = target.active ? await target.active() : from
    if (before !== to) await target.restore(to, before)
    const now = target.active ? await target.active() : to
    if (now === to) return {isLive: true}
    return failed('rollback-failed', `${target.place} serves ${now ?? 'nothing'}, not ${to}`)
  } catch (error) {
    return failed('rollback-failed', describeError(error))
  }
}

/** What is live may be either of both when an answer was lost. */
async function restore(target: Target, back: Digest, from: Digest): Promise<void> {
  const now = target.active ? await target.active() : from
  if (now === back) return
  await target.restore(back, now)
}

/** Somebody else's model must not be replaced without a word; ours may be there from a try that was cut short. */
function strangerOf(
  {target, delivery, champion, runner}: RollOut,
  before: Digest | null,
): string | undefined {
  if (before === null || before === champion || before === delivery.digest) return undefined
  if (champion !== undefined) {
    return `${target.place} serves ${before}, but the last deployment left ${champion} there`
  }
  runner.annotate(
    'notice',
    `${target.place} serves ${before}, which no deployment of this pipeline put there; it is replaced`,
  )
  return undefined
}

async function isStill(target: Target, before: Digest | null, digest: Digest): Promise<boolean> {
  if (!target.active || before === digest) return false
  return target.active().then(
    now => now === before,
    () => false,
  )
}

function untouched(error: unknown): string {
  return `${describeError(error)}; what was live stays live`
}

function failed(reasonCode: Refusal, reason: string): RolledOut {
  return {isLive: false, reasonCode, reason}
}
