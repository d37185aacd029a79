import type {Runner} from '../../domain/ports/runner.ts'
import {classifyEnd, type TrainingBody} from '../../domain/training.ts'
import {watchCancellation} from '../../platform/cancellation.ts'
import {now} from '../../platform/clock.ts'
import {countMemoryKills} from '../../platform/memory-kills.ts'
import {sweepMarked} from '../../platform/process-sweep.ts'
import {runProcess} from '../../platform/processes.ts'

export type TrainingCommand = {
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** All that the child sees. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs?: number | undefined
  /** Unlike any other; processes that carry it belong to this training. */
  readonly mark: string
}

export type Supervised = Pick<TrainingBody, 'exit' | 'startedAt' | 'wallSeconds'>

/** The name of the variable that carries the mark. */
const MARK = 'PROOFMARK_RUN_ID'
/** Within what GitHub's runner leaves a cancelled step. */
const GRACE_MS = 6000
const KEPT_LINES = 50

/** Runs the training to its end, tells what it says, and leaves no process of it behind. */
export async function supervise(
  {argv, cwd, environment, timeoutMs, mark}: TrainingCommand,
  runner: Pick<Runner, 'info' | 'annotate'>,
): Promise<Supervised> {
  const lastLines: string[] = []
  const killsBefore = await countMemoryKills()
  const started = now()
  const cancellation = watchCancellation()
  try {
    const {exit} = await runProcess(argv, {
      cwd,
      environment: {...environment, [MARK]: mark},
      ...(timeoutMs === undefined ? {} : {timeoutMs}),
      graceMs: GRACE_MS,
      outputLimitBytes: 0,
      onLine(line) {
        runner.info(line)
        lastLines.push(line)
        if (lastLines.length > KEPT_LINES) lastLines.shift()
      },
    })
    const wallSeconds = (now().getTime() - started.getTime()) / 1000
    const left = await sweepMarked(MARK, mark)
    if (left > 0) {
      const what = left === 1 ? '1 process' : `${left} processes`
      runner.annotate('warning', `training left ${what} behind; ended now`)
    }
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
