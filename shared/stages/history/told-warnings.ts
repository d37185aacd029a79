import type {Runner} from '../../domain/ports/runner.ts'

const TOLD = 3

/** Each warning once, and of many only the first: files of one history are mostly odd in one way. */
export function tellWarnings(runner: Runner, warnings: ReadonlySet<string>): void {
  const all = [...warnings]
  for (const one of all.slice(0, TOLD)) runner.annotate('warning', one)
  if (all.length > TOLD) runner.annotate('warning', `and ${all.length - TOLD} more like these`)
}
