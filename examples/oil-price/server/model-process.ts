import {fork} from 'node:child_process'
import {dirname} from 'node:path'
import {type Deferred, defer} from './deferred.ts'
import {watchMemory} from './memory-watch.ts'
import type {Port, Question, Report, Tensors} from './model-message.ts'
import {Refusal} from './refusal.ts'

export type ModelLimits = {
  readonly loadMs: number
  readonly predictMs: number
  readonly memoryBytes: number
}

export type OpenModel = {
  readonly inputs: readonly Port[]
  readonly run: (feeds: Tensors) => Promise<Tensors>
  readonly close: () => void
  /** Settles when its process has ended, for whatever reason. */
  readonly ended: Promise<void>
}

/** How many questions one model may have at a time; more would only wait until they are too late. */
const QUESTIONS = 64
const MESSAGE_LENGTH = 500
const WORKER = new URL('./model-worker.ts', import.meta.url)

/**
 * Opens a model in a process of its own. It is named by its path: other files that it asks for are then looked for
 * in its folder, where there are none.
 */
export async function openModel(
  file: string,
  {limits, signal}: {readonly limits: ModelLimits; readonly signal: AbortSignal},
): Promise<OpenModel> {
  const child = fork(WORKER, [file], {
    cwd: dirname(file),
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    signal,
    killSignal: 'SIGKILL',
  })
  const opening = defer<readonly Port[]>()
  const questions = new Map<number, Deferred<Tensors>>()
  const ended = defer<void>()
  let count = 0
  let why: Error = new Refusal(500, 'model-crashed', {message: 'the process of the model ended'})

  const end = (reason = why) => {
    why = reason
    child.kill('SIGKILL')
  }
  const memory = watchMemory(child.pid, {
    limit: limits.memoryBytes,
    tooMuch: () => end(tooMuch(limits.memoryBytes)),
  })
  const giveUp = () => {
    memory.stop()
    opening.reject(why)
    for (const {reject} of questions.values()) reject(why)
    ended.resolve()
  }
  child.once('exit', giveUp)
  child.on('error', error => {
    // A process that has begun also tells its end.
    if (child.pid !== undefined) return
    why = error
    giveUp()
  })
  child.on('message', (report: Report) => {
    switch (report.kind) {
      case 'opened':
        return opening.resolve(report.inputs)
      case 'refused':
        return opening.reject(modelFailed(report.message))
      case 'answered':
        return questions.get(report.id)?.resolve(report.outputs)
      case 'failed':
        return questions.get(report.id)?.reject(modelFailed(report.message))
    }
  })

  try {
    const inputs = await within(opening.promise, limits.loadMs, end)
    return {inputs, run, close: () => end(), ended: ended.promise}
  } catch (error) {
    end()
    if (!(error instanceof Refusal)) throw error
    const message = `the model cannot be opened: ${error.message}`
    throw new Refusal(422, 'model-refused', {message})
  }

  async function run(feeds: Tensors): Promise<Tensors> {
    if (questions.size >= QUESTIONS) {
      const message = `${QUESTIONS} questions are waiting for this model`
      throw new Refusal(503, 'busy', {message, headers: {'retry-after': '1'}})
    }
    const id = count++
    const answer = defer<Tensors>()
    questions.set(id, answer)
    try {
      if (!child.connected) throw why
      child.send({id, feeds} satisfies Question)
      return await within(answer.promise, limits.predictMs, end)
    } finally {
      questions.delete(id)
    }
  }
}

/** A process that is late cannot be asked to stop, so it is ended. */
async function within<T>(
  promise: Promise<T>,
  limitMs: number,
  end: (reason: Refusal) => void,
): Promise<T> {
  const message = `the model gave no answer within ${limitMs / 1000} s`
  const timer = setTimeout(() => end(new Refusal(504, 'model-too-slow', {message})), limitMs)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}

function tooMuch(limit: number): Refusal {
  const message = `the model took more than ${Math.round(limit / 2 ** 20)} MiB of memory`
  return new Refusal(500, 'model-crashed', {message})
}

/** The runtime tells where on this machine it looked; that is nobody's business. */
function modelFailed(message: string): Refusal {
  const text = message.replace(/(?:\/[^\s/"']+){2,}/g, '…').slice(0, MESSAGE_LENGTH)
  return new Refusal(422, 'model-failed', {message: `ONNX Runtime says: ${text}`})
}
