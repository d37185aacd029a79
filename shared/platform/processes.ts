import type {ChildProcessByStdio} from 'node:child_process'
import type {Readable, Writable} from 'node:stream'
import {endGroup, signalGroup, watchGroup} from './process-group.ts'
import {collectOutput, splitLines} from './process-output.ts'

export type ProcessOptions = {
  readonly cwd: string
  /** All of the child's environment; see `childEnvironment`. */
  readonly environment: Readonly<Record<string, string>>
  /** Absent: it may run as long as it likes. */
  readonly timeoutMs?: number
  /** Of each stream the first bytes are kept, the rest only streamed. Default 16 MiB. */
  readonly outputLimitBytes?: number
  /** Each line as it comes, without its end; very long ones are cut. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Between the request to stop and SIGKILL. Default 5 s, within what GitHub's runner leaves us. */
  readonly graceMs?: number
  /** Stops the process when aborted. */
  readonly signal?: AbortSignal
  /** What it reads from its standard input, which is empty else. */
  readonly input?: Uint8Array
}

export type ProcessExit =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'signalled'; readonly signal: NodeJS.Signals}
  | {readonly kind: 'timed-out'}
  | {readonly kind: 'not-started'; readonly cause: unknown}

export type ProcessResult = {
  readonly exit: ProcessExit
  readonly stdout: Buffer
  readonly stderr: Buffer
  /** More came than `outputLimitBytes`. */
  readonly isCut: boolean
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>

/** How long streams may stay open after the leader ended: a process that left the group may hold them for ever. */
const DRAIN_MS = 1000

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Runs a program without a shell, as leader of its own process group, to its end. Whatever it leaves behind in the
 * group is killed then. How it ended is a value; nothing is thrown.
 */
export async function runProcess(
  argv: readonly [string, ...string[]],
  options: ProcessOptions,
): Promise<ProcessResult> {
  const limit = options.outputLimitBytes ?? 16 * 2 ** 20
  const outputs = {stdout: collectOutput(limit), stderr: collectOutput(limit)}
  const exit = await live(argv, options, outputs)
  return {
    exit,
    stdout: outputs.stdout.bytes(),
    stderr: outputs.stderr.bytes(),
    isCut: outputs.stdout.isCut() || outputs.stderr.isCut(),
  }
}

type Outputs = Readonly<Record<'stdout' | 'stderr', ReturnType<typeof collectOutput>>>

async function live(
  [program, ...args]: readonly [string, ...string[]],
  options: ProcessOptions,
  outputs: Outputs,
): Promise<ProcessExit> {
  // Most actions start no process, and all would load what it takes.
  const {spawn} = await import('node:child_process')
  return new Promise(resolve => {
    let child: Child
    try {
      child = spawn(program, args, {
        cwd: options.cwd,
        env: options.environment,
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        detached: true,
        windowsHide: true,
      }) as Child
    } catch (cause) {
      resolve({kind: 'not-started', cause})
      return
    }
    const {pid} = child
    child.on('error', cause => {
      if (pid === undefined) resolve({kind: 'not-started', cause})
    })
    if (pid === undefined) return
    // Who ends before it read all of it says so by its exit.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input)
    const ladder = climb(pid, options)
    const drained = [
      drain(child.stdout, outputs.stdout, line => options.onLine?.(line, 'stdout')),
      drain(child.stderr, outputs.stderr, line => options.onLine?.(line, 'stderr')),
    ]
    child.on('exit', (code, signal) => {
      ladder.leave()
      const late = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, DRAIN_MS)
      void Promise.all(drained).then(() => {
        clearTimeout(late)
        resolve(exitOf(code, signal, ladder.isTimedOut()))
      })
      endGroup(pid)
    })
  })
}

/** Asks a group to stop when its time is up, when it is aborted or when we are; then makes it stop. */
function climb(pid: number, {timeoutMs, graceMs = 5000, signal: aborted}: ProcessOptions) {
  let isTimedOut = false
  let grace: NodeJS.Timeout | undefined
  const stop = (signal: NodeJS.Signals): void => {
    signalGroup(pid, signal)
    grace ??= setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs)
  }
  const onAbort = (): void => stop('SIGTERM')
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => {
            isTimedOut = true
            stop('SIGTERM')
          },
          Math.min(timeoutMs, LONGEST_TIMER_MS),
        )
  watchGroup(pid, stop)
  aborted?.addEventListener('abort', onAbort, {once: true})
  if (aborted?.aborted) onAbort()
  return {
    isTimedOut: () => isTimedOut,
    leave(): void {
      clearTimeout(timer)
      clearTimeout(grace)
      aborted?.removeEventListener('abort', onAbort)
    },
  }
}

function drain(
  stream: Readable,
  output: ReturnType<typeof collectOutput>,
  onLine: (line: string) => void,
): Promise<void> {
  const lines = splitLines(onLine)
  return new Promise(resolve => {
    stream.on('data', (chunk: Buffer) => {
      output.push(chunk)
      lines.push(chunk)
    })
    stream.on('error', () => undefined)
    stream.on('close', () => {
      lines.end()
      resolve()
    })
  })
}

function exitOf(
  code: number | null,
  signal: NodeJS.Signals | null,
  isTimedOut: boolean,
): ProcessExit {
  if (isTimedOut) return {kind: 'timed-out'}
  return signal === null ? {kind: 'exited', code: code ?? 1} : {kind: 'signalled', signal}
}
