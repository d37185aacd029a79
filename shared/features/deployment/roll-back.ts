import type {Digest} from '../../domain/digest.ts'
import type {Target} from '../../domain/ports/target.ts'
import {pause} from '../../platform/clock.ts'
import {ActionError, describeError} from '../../platform/errors.ts'
import type {RolledOut} from './rolled-out.ts'

/**
 * Makes a model live again that was live before, whatever is live now, and looks whether it is. A target that cannot
 * tell is told in any case.
 */
export async function bringBack(target: Target, to: Digest, from: Digest | null): Promise<void> {
  const before = target.active ? await target.active() : from
  if (!target.active || before !== to) await target.restore(to, before)
  const now = target.active ? await target.active() : to
  if (now === to) return
  const word = `${target.place} serves ${now ?? 'nothing'}, not ${to}`
  throw new ActionError('active-differs', word)
}

/** The same, by hand. */
export async function rollBack(
  target: Target,
  to: Digest,
  from: Digest | null,
): Promise<RolledOut> {
  try {
    await bringBack(target, to, from)
    return {outcome: 'deployed'}
  } catch (error) {
    return {outcome: 'unclear', reasonCode: 'rollback-failed', reason: describeError(error)}
  }
}

type Undone = {
  /** What is served now; `undefined` where nobody can tell. */
  readonly live: Digest | null | undefined
  /** Nothing that was sent can change it any more. */
  readonly isSettled: boolean
}

type Undoing = {
  readonly model: Digest
  readonly back: Digest
  /** The target had answered that the model is live; otherwise the request may still be on its way. */
  readonly wasLive: boolean
  readonly pauseMs: number
}

/**
 * After the process that made a model live is gone: goes back to the one before if the untried one is live. What others
 * made live meanwhile is left alone. A request that nobody answered may arrive late, so it is looked for twice.
 */
export async function undo(
  target: Target,
  {model, back, wasLive, pauseMs}: Undoing,
): Promise<Undone> {
  if (!target.active) {
    await bringBack(target, back, model)
    return {live: back, isSettled: true}
  }
  let live = await target.active()
  if (live === back && !wasLive) {
    await pause(pauseMs)
    live = await target.active()
  }
  if (live !== model) return {live, isSettled: wasLive}
  await bringBack(target, back, model)
  return {live: back, isSettled: true}
}
