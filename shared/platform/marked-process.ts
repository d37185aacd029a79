import {sweepMarked} from './process-sweep.ts'
import {type ProcessOptions, type ProcessResult, runProcess} from './processes.ts'
import {randomName} from './random.ts'

const MARK = 'PROOFMARK_RUN_ID'

export type MarkedResult = ProcessResult & {
  /** How many processes had left the group. */
  readonly left: number
}

/** Like `runProcess`; what left the process group is ended, too. */
export async function runMarked(
  argv: readonly [string, ...string[]],
  options: ProcessOptions,
): Promise<MarkedResult> {
  const mark = randomName()
  const environment = {...options.environment, [MARK]: mark}
  const result = await runProcess(argv, {...options, environment})
  return {...result, left: await sweepMarked(MARK, mark)}
}
