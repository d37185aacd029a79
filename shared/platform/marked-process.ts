import {sweepMarked} from './process-sweep.ts'
import {type ProcessOptions, type ProcessResult, runProcess} from './processes.ts'
import {randomName} from './random.ts'

const MARK = 'PROOFMARK_RUN_ID'
const KEPT_LINES = 50

export type MarkedResult = ProcessResult & {
  /** How many processes had left the group. */
  readonly left: number
  /** What it said last, on either stream. */
  readonly lastLines: readonly string[]
}

/** Like `runProcess`; what left the process group is ended, too. */
export async function runMarked(
  argv: readonly [string, ...string[]],
  options: ProcessOptions,
): Promise<MarkedResult> {
  const mark = randomName()
  const environment = {...options.environment, [MARK]: mark}
  const lastLines: string[] = []
  const result = await runProcess(argv, {
    ...options,
    environment,
    onLine(line, stream) {
      options.onLine?.(line, stream)
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
    },
  })
  return {...result, lastLines, left: await sweepMarked(MARK, mark)}
}
