import {extname} from 'node:path'
import {ActionError} from '../errors.ts'
import {startChild} from '../native/child.ts'
import type {Environment} from '../place.ts'
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

/**
 * Opens a model in a process of its own, which may crash, hang or swell: then it ends, and what it did is an error
 * with words. Loaded by its path, so that files beside it are looked for in its own folder and nowhere else.
 */
export async function openSession(options: SessionOptions): Promise<OnnxSession> {
  const {modules, file, folder, environment} = options
  const {limitMs = LIMIT_MS, memoryBytes = MEMORY_BYTES} = options
  const child = startChild<SessionRequest, SessionReply>({
    worker: new URL(`./session.worker${extname(import.meta.filename)}`, import.meta.url),
    folder,
    environment,
    limitMs,
    memoryBytes,
    read: readReply,
    broken,
  })
  const ask = async (request: SessionRequest) => {
    const reply = await child.ask(request)
    if (reply.kind === 'failed') throw refused(reply.message)
    return reply
  }
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
      close: child.close,
    }
  } catch (error) {
    child.close()
    throw error
  }
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
