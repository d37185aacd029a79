import type {Runner} from '../../domain/ports/runner.ts'
import {classifyEnd, type TrainingBody} from '../../domain/training.ts'
import {watchCancellation} from '../../platform/cancellation.ts'
import {now} from '../../platform/clock.ts'
import {runMarked} from '../../platform/marked-process.ts'
import {countMemoryKills} from '../../platform/memory-kills.ts'
import {tellLeft} from '../../platform/process-end.ts'

export type TrainingCommand = {
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** All that the child sees. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs?: number | undefined
}

export type Supervised = Pick<TrainingBody, 'exit' | 'startedAt' | 'wallSeconds'>

/** Within what GitHub's runner leaves a cancelled step. */
const GRACE_MS = 6000

/** Runs the training to its end, tells what it says, and leaves no process of it behind. */
export async function supervise(
  {argv, cwd, environment, timeoutMs}: TrainingCommand,
  runner: Pick<Runner, 'info' | 'annotate'>,
): Promise<Supervised> {
  const killsBefore = await countMemoryKills()
  const started = now()
  const cancellation = watchCancellation()
  try {
    const {exit, left, lastLines} = await runMarked(argv, {
      cwd,
      environment,
      ...(timeoutMs === undefined ? {} : {timeoutMs}),
      graceMs: GRACE_MS,
      outputLimitBytes: 0,
      onLine: line => runner.info(line),
    })
    const wallSeconds = (now().getTime() - started.getTime()) / 1000
    tellLeft(runner, 'training', left)
    const killsAfter = await countMemoryKills()
    const isOutOfMemory =
      killsBefore !== undefined && killsAfter !== undefined && killsAfter > killsBefore
    const isCancelled = cancellation.isCancelled()
    return {
      exit: classifyEnd({end: exit, isCancelled, isOutOfMemory, lastLines}),
      startedAt: started.toISOString(),
      wallSeconds,
    }
  } finally {
    cancellation.ignore()
  }
}
