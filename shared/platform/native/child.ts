import {type ChildProcess, fork} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import type {ActionError} from '../errors.ts'
import type {Environment} from '../place.ts'
import {childEnvironment} from '../process-environment.ts'

export type ChildOptions<Reply> = {
  /** The file that the process runs; it calls `serveParent`. */
  readonly worker: URL
  readonly folder: string
  readonly environment: Environment
  /** For each question. */
  readonly limitMs: number
  readonly memoryBytes: number
  /** Nothing for what is no answer, for hostile code may be what speaks. */
  readonly read: (message: unknown) => Reply | undefined
  /** `ended its process`, `gave no answer within 5 s`, … */
  readonly broken: (why: string, cause?: unknown) => ActionError
}

export type NativeChild<Request, Reply> = {
  /** One question; it may take as long as is said, or as all of them. */
  readonly ask: (request: Request, limitMs?: number) => Promise<Reply>
  readonly close: () => void
}

const WATCH_MS = 200
const PAGE_BYTES = 4096

/**
 * Native code in a process of its own, without tokens, which may crash, hang or swell: then it ends, and what it did is
 * an error with words.
 */
export function startChild<Request extends object, Reply>(
  options: ChildOptions<Reply>,
): NativeChild<Request, Reply> {
  const child = fork(options.worker, {
    cwd: options.folder,
    env: childEnvironment(options.environment),
    execArgv: [],
    serialization: 'advanced',
    // What native code prints would stop it once a pipe that nobody reads were full.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Between questions nobody else listens; the next question says that the process is gone.
  child.on('error', () => undefined)
  return {
    ask: (request, limitMs = options.limitMs) => exchange(child, request, {...options, limitMs}),
    close: () => void child.kill('SIGKILL'),
  }
}

function exchange<Reply>(
  child: ChildProcess,
  request: object,
  {limitMs, memoryBytes, read, broken}: ChildOptions<Reply>,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      clearInterval(watch)
      child.off('message', onMessage)
      child.off('exit', onExit)
      child.off('error', onError)
      settle()
    }
    const giveUp = (why: string): void => {
      child.kill('SIGKILL')
      end(() => reject(broken(why)))
    }
    const onMessage = (message: unknown): void => {
      const reply = read(message)
      if (reply === undefined) giveUp('answered oddly')
      else end(() => resolve(reply))
    }
    const onExit = (code: number | null, signal: string | null): void =>
      end(() => reject(broken(`ended its process (${signal ?? `exit code ${code}`})`)))
    const onError = (cause: Error): void => end(() => reject(broken('could not be loaded', cause)))
    const timer = setTimeout(() => giveUp(`gave no answer within ${limitMs / 1000} s`), limitMs)
    const watch = setInterval(() => {
      void residentBytes(child.pid).then(bytes => {
        if (bytes > memoryBytes)
          giveUp(`took more than ${Math.round(memoryBytes / 2 ** 20)} MiB of memory`)
      })
    }, WATCH_MS)
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.on('error', onError)
    child.send(request)
  })
}

/** Memory that a process holds; 0 where the system does not tell. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * PAGE_BYTES
}
