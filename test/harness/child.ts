import {spawn} from 'node:child_process'
import {delimiter, join} from 'node:path'
import {createInterface} from 'node:readline'
import {setTimeout as wait} from 'node:timers/promises'
import {REPOSITORY} from './action-metadata.ts'

/** Node 24, as GitHub's runner brings it along. */
export const NODE = join(REPOSITORY, 'node_modules', 'node', 'bin', 'node')
/** A quarter of a short step is Node reading dist/, which is the same for all of them. */
export const COMPILED = join(REPOSITORY, 'node_modules', '.cache', 'proofmark-compiled')
/** How the runner cancels a step: to the entry process alone, never to its children. */
const LADDER = [
  {signal: 'SIGINT', thenMs: 7500},
  {signal: 'SIGTERM', thenMs: 2500},
  {signal: 'SIGKILL', thenMs: 0},
] as const
/** Children of the step may keep its output open after it ended. */
const DRAIN_MS = 500

export type Cancel = {
  /** Cancel this long after the start, or … */
  readonly afterMs?: number
  /** … when a line of the log matches. */
  readonly onLine?: RegExp
  /** … or as soon as this is so. */
  readonly when?: () => boolean
  /** Multiplies the waits of the ladder, so that tests need not wait ten seconds. */
  readonly scale?: number
  /** Instead of the ladder: this signal alone, as from somebody else on the machine. */
  readonly signal?: NodeJS.Signals
}

export type Ended = {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** Signals that were sent, in order. */
  readonly ladder: readonly NodeJS.Signals[]
  /** Lines of standard output and standard error, in the order they came. */
  readonly lines: readonly string[]
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}

type Child = {
  readonly script: string
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  readonly cancel?: Cancel | undefined
}

/** Runs one script as the runner would: clean environment, no standard input, the cancel ladder. */
export async function runChild({script, directory, environment, cancel}: Child): Promise<Ended> {
  const startedAt = performance.now()
  const child = spawn(NODE, [script], {
    cwd: directory,
    env: {NODE_COMPILE_CACHE: COMPILED, ...environment},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const texts = {stdout: '', stderr: ''}
  const ladder: NodeJS.Signals[] = []
  const stop = new AbortController()
  let isCancelled = false

  const climb = async () => {
    if (isCancelled) return
    isCancelled = true
    if (cancel?.signal) {
      child.kill(cancel.signal)
      return
    }
    for (const {signal, thenMs} of LADDER) {
      if (stop.signal.aborted) return
      ladder.push(signal)
      child.kill(signal)
      await wait(thenMs * (cancel?.scale ?? 1), undefined, {signal: stop.signal})
    }
  }
  const startLadder = () => void climb().catch(() => {})

  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8')
    child[name].on('data', (text: string) => {
      texts[name] += text
    })
    createInterface({input: child[name], crlfDelay: Number.POSITIVE_INFINITY}).on('line', line => {
      lines.push(line)
      if (cancel?.onLine?.test(line)) startLadder()
    })
  }
  const timer = cancel?.afterMs === undefined ? undefined : setTimeout(startLadder, cancel.afterMs)
  const watch = setInterval(() => {
    if (cancel?.when?.()) startLadder()
  }, 5)
  const closed = new Promise<void>(resolve => child.on('close', () => resolve()))
  const {code, signal} = await new Promise<{code: number | null; signal: NodeJS.Signals | null}>(
    (resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) => resolve({code, signal}))
    },
  )
  stop.abort()
  clearTimeout(timer)
  clearInterval(watch)
  await Promise.race([closed, wait(DRAIN_MS, undefined, {ref: false})])
  child.stdout.destroy()
  child.stderr.destroy()
  return {
    exitCode: code,
    signal,
    ladder,
    lines,
    ...texts,
    durationMs: performance.now() - startedAt,
  }
}

/** PATH with Node 24 in front; the only thing besides it that a step inherits from the machine. */
export function runnerPath(): string {
  return [join(NODE, '..'), process.env['PATH'] ?? ''].join(delimiter)
}
