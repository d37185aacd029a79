import {type ChildProcess, fork} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {extname} from 'node:path'
import {ActionError} from '../errors.ts'
import type {Environment} from '../place.ts'
import {childEnvironment} from '../process-environment.ts'
import {
  type Port,
  readReply,
  type SessionReply,
  type SessionRequest,
  type TensorValue,
} from './session-message.ts'

export type {Port, TensorValue} from './session-message.ts'

export type OnnxSession = {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** One batch; `outputs` names what is wanted. */
  readonly run: (
    feeds: Readonly<Record<string, TensorValue>>,
    outputs: readonly string[],
  ) => Promise<Readonly<Record<string, TensorValue>>>
  readonly close: () => void
}

export type SessionOptions = {
  /** Where onnxruntime-node lies; from `installRuntime`. */
  readonly modules: string
  /** Absolute; its folder must hold nothing but files of the model. */
  readonly file: string
  readonly folder: string
  readonly environment: Environment
  /** For opening, and for each batch. */
  readonly limitMs?: number
  readonly memoryBytes?: number
}

const LIMIT_MS = 120_000
const MEMORY_BYTES = 8 * 2 ** 30
const WATCH_MS = 200
const PAGE_BYTES = 4096

/**
 * Opens a model in a process of its own, which may crash, hang or swell: then it ends, and what it did is an error
 * with words. Loaded by its path, so that files beside it are looked for in its own folder and nowhere else.
 */
export async function openSession(options: SessionOptions): Promise<OnnxSession> {
  const {modules, file, folder, environment} = options
  const {limitMs = LIMIT_MS, memoryBytes = MEMORY_BYTES} = options
  const child = fork(new URL(`./session.worker${extname(import.meta.filename)}`, import.meta.url), {
    cwd: folder,
    env: childEnvironment(environment),
    execArgv: [],
    serialization: 'advanced',
    // What the model's code prints would stop it once a pipe that nobody reads were full.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Between questions nobody else listens; the next question says that the process is gone.
  child.on('error', () => undefined)
  const ask = (request: SessionRequest) => exchange(child, request, {limitMs, memoryBytes})
  try {
    const opened = await ask({kind: 'open', modules, file})
    if (opened.kind !== 'opened') throw broken('answered oddly')
    const {inputs, outputs} = opened
    return {
      inputs,
      outputs,
      async run(feeds, wanted) {
        const answer = await ask({kind: 'run', feeds, outputs: wanted})
        if (answer.kind !== 'answer') throw broken('answered oddly')
        return answer.outputs
      },
      close: () => void child.kill('SIGKILL'),
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

type Limits = {readonly limitMs: number; readonly memoryBytes: number}

function exchange(
  child: ChildProcess,
  request: SessionRequest,
  {limitMs, memoryBytes}: Limits,
): Promise<Exclude<SessionReply, {kind: 'failed'}>> {
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
      const reply = readReply(message)
      if (!reply) giveUp('answered oddly')
      else if (reply.kind === 'failed') end(() => reject(refused(reply.message)))
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

function refused(message: string): ActionError {
  return new ActionError(
    'invalid-model',
    `ONNX Runtime refuses the model: ${message.slice(0, 1000)}`,
  )
}

function broken(why: string, cause?: unknown): ActionError {
  return new ActionError('invalid-model', `the model ${why}`, {cause})
}
