import type {Refusal} from '../../domain/deployment/refusals.ts'
import {type Digest, shortDigest} from '../../domain/digest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import type {Delivery, Target} from '../../domain/ports/target.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import {bringBack} from './roll-back.ts'
import type {RolledOut, Trouble} from './rolled-out.ts'
import type {SmokeResult} from './smoke-test.ts'

export type RollOut = {
  readonly target: Target
  readonly delivery: Delivery
  /** What the last deployment of ours left there. */
  readonly champion: Digest | undefined
  /** What deployments of ours may have left there that broke off since, by the deployment. */
  readonly remains: ReadonlyMap<Digest, number>
  /** Which other road of ours a model belongs to that is live there; nothing when none says so. */
  readonly whose: (model: Digest) => Promise<string | undefined>
  /** Absent where nothing can be asked. */
  readonly smoke?: (predict: NonNullable<Target['predict']>) => Promise<SmokeResult>
  /** Just before the model is made live; who finds this process gone goes back to that. */
  readonly onActivate: (back: Digest | undefined) => void
  /** The target has answered that it is live. */
  readonly onLive: () => void
  readonly runner: Pick<Runner, 'info' | 'annotate'>
  readonly signal: AbortSignal
}

/** Puts the model into the target, makes it live and tries it; what does not answer as evaluated is taken back. */
export async function rollOut(work: RollOut): Promise<RolledOut> {
  const {target, delivery, champion, onActivate, runner, signal} = work
  const {digest} = delivery
  let before: Digest | null
  try {
    before = target.active ? await target.active() : (champion ?? null)
    const strange = await strangerOf(work, before)
    if (strange !== undefined) return failed('live-differs', strange)
    if (signal.aborted) return failed('cancelled', 'cancelled before anything was put there')
    runner.info(`putting ${digest} into ${target.place}`)
    await target.put(delivery)
    if (signal.aborted) return failed('cancelled', 'cancelled before the model was made live')
  } catch (error) {
    return failed(signal.aborted ? 'cancelled' : 'target-failed', untouched(error))
  }
  const earlier = champion ?? before
  const back = earlier === null || earlier === digest ? undefined : earlier
  try {
    onActivate(back)
    runner.info(`making it live in place of ${before ?? 'nothing'}`)
    await target.activate(digest, before)
    work.onLive()
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
  if (!smoke || !target.predict) return {outcome: 'deployed'}
  try {
    const result = await smoke(target.predict)
    if (result.holds) {
      runner.info(
        `smoke test: ${result.rows} rows answered as evaluated, largest difference ${result.largestDifference}`,
      )
      return {outcome: 'deployed', smoke: result}
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

async function takeBack(
  {target, delivery, runner}: RollOut,
  back: Digest | undefined,
  trouble: Trouble,
): Promise<RolledOut> {
  const {reason} = trouble
  if (back === undefined) {
    const left = `no other was live before, so ${target.place} keeps serving ${delivery.digest}`
    return {outcome: 'left-live', ...trouble, reason: `${reason}; ${left}`}
  }
  runner.annotate('warning', `rolling back to ${back}: ${reason}`)
  try {
    await bringBack(target, back, delivery.digest)
    return {outcome: 'rolled-back', ...trouble, reason: `${reason}; ${back} is live again`}
  } catch (error) {
    const why = `rolling back to ${back} failed: ${describeError(error)}`
    const told = {reasonCode: 'rollback-failed', reason: `${reason}; ${why}`} as const
    return {outcome: 'unclear', ...trouble, ...told}
  }
}

/** Somebody else's model must not be replaced without a word; ours may be there from a try that was cut short. */
async function strangerOf(
  {target, delivery, champion, remains, whose, runner}: RollOut,
  before: Digest | null,
): Promise<string | undefined> {
  if (before === null || before === champion || before === delivery.digest) return undefined
  const there = `${target.place} serves ${before}`
  const left = remains.get(before)
  if (left !== undefined) {
    const word = `${there}, which deployment ${left} left there without having tried it; it is replaced`
    runner.annotate('warning', word)
    return undefined
  }
  if (champion !== undefined) return `${there}, but the last deployment left ${champion} there`
  const owner = await whose(before)
  if (owner !== undefined) return `${there}, which is live for ${owner}; each needs a target alone`
  const word = `${there}, which no deployment of this pipeline put there; it is replaced`
  runner.annotate('notice', word)
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
  return {outcome: 'failed', reasonCode, reason}
}
