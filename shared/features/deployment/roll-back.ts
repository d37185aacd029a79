import type {Digest} from '../../domain/digest.ts'
import type {Target} from '../../domain/ports/target.ts'
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

/**
 * After the process that made a model live is gone: goes back to the one before if the untried one is still live. What
 * others made live meanwhile is left alone. Answers what is live now, `undefined` where nobody can tell.
 */
export async function undo(
  target: Target,
  {model, back}: {readonly model: Digest; readonly back: Digest},
): Promise<Digest | null | undefined> {
  const now = target.active ? await target.active() : undefined
  if (now !== undefined && now !== model) return now
  await bringBack(target, back, model)
  return back
}
