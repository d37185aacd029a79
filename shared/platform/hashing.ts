import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import {ActionError} from './errors.ts'
import {type HashedFile, hashBuffer, hashFile} from './hash-file.ts'
import type {FoundFile} from './walk.ts'

const BATCH_FILES = 500
const BATCH_BYTES = 8 * 2 ** 20
/** Below these, starting threads costs more than it saves. */
const ALONE_FILES = 400
const ALONE_BYTES = 16 * 2 ** 20
const MOST_WORKERS = 8
const TOLD = 20

type Answer = HashedFile | {readonly problem: string}

/** SHA-256 of every file, in the order given; `onDone` hears of bytes as they are read. */
export async function hashFiles(
  files: readonly FoundFile[],
  onDone: (bytes: number, files: number) => void = () => {},
): Promise<readonly HashedFile[]> {
  const total = files.reduce((sum, {bytes}) => sum + bytes, 0)
  const isSmall = total < ALONE_BYTES && files.length < ALONE_FILES
  const script = workerScript()
  const answers = new Array<Answer>(files.length)
  const workers = isSmall || !script ? 0 : Math.min(availableParallelism(), MOST_WORKERS)
  const batches = makeBatches(files)
  const take = () => batches.pop()
  const done = (batch: readonly number[]) =>
    onDone(
      batch.reduce((sum, index) => sum + (files[index]?.bytes ?? 0), 0),
      batch.length,
    )
  if (script && workers > 1 && batches.length > 1) {
    const crew = Math.min(workers, batches.length)
    await Promise.all(
      Array.from({length: crew}, () => runWorker(script, {files, answers, take, done})),
    )
  } else {
    const buffer = hashBuffer()
    for (let batch = take(); batch; batch = take()) {
      for (const index of batch) answers[index] = tryHash(files[index]?.absolute ?? '', buffer)
      done(batch)
    }
  }
  return checked(files, answers)
}

/** Indexes of files, the largest batch last, so that it is taken first and nobody waits for it in the end. */
function makeBatches(files: readonly FoundFile[]): number[][] {
  const order = files.map((_, index) => index)
  order.sort((a, b) => (files[a]?.bytes ?? 0) - (files[b]?.bytes ?? 0))
  const batches: number[][] = []
  let batch: number[] = []
  let size = 0
  for (const index of order) {
    const bytes = files[index]?.bytes ?? 0
    if (batch.length > 0 && (batch.length >= BATCH_FILES || size + bytes > BATCH_BYTES)) {
      batches.push(batch)
      batch = []
      size = 0
    }
    batch.push(index)
    size += bytes
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

type Work = {
  readonly files: readonly FoundFile[]
  readonly answers: Answer[]
  readonly take: () => number[] | undefined
  readonly done: (batch: readonly number[]) => void
}

function runWorker(script: string, {files, answers, take, done}: Work): Promise<void> {
  const worker = new Worker(script)
  return new Promise<void>((resolve, reject) => {
    let batch: number[] | undefined
    const next = () => {
      batch = take()
      if (batch) worker.postMessage(batch.map(index => files[index]?.absolute ?? ''))
      else resolve()
    }
    worker.on('message', (results: readonly Answer[]) => {
      const indexes = batch ?? []
      for (const [position, index] of indexes.entries()) {
        answers[index] = results[position] ?? {problem: 'was not read'}
      }
      done(indexes)
      next()
    })
    worker.once('error', reject)
    worker.once('exit', code => {
      if (code !== 0) reject(new Error(`a hashing thread ended with ${code}`))
    })
    next()
  }).finally(() => worker.terminate())
}

function tryHash(path: string, buffer: Buffer): Answer {
  try {
    return hashFile(path, buffer)
  } catch (error) {
    return {problem: error instanceof Error ? error.message : String(error)}
  }
}

function checked(files: readonly FoundFile[], answers: readonly Answer[]): readonly HashedFile[] {
  const problems = answers.flatMap((answer, index) =>
    answer && 'problem' in answer ? [`${files[index]?.path}: ${answer.problem}`] : [],
  )
  if (problems.length > 0) {
    const some = problems.slice(0, TOLD).map(line => `- ${line}`)
    if (problems.length > TOLD) some.push(`- and ${problems.length - TOLD} more`)
    throw new ActionError('file-unreadable', `files could not be read:\n${some.join('\n')}`)
  }
  return answers.filter((answer): answer is HashedFile => 'digest' in answer)
}

/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; absent elsewhere, then we work alone. */
function workerScript(): string | undefined {
  const own = fileURLToPath(import.meta.url)
  const beside = new URL(
    own.endsWith('.ts') ? './hash.worker.ts' : './hash.worker.js',
    import.meta.url,
  )
  const path = fileURLToPath(beside)
  return existsSync(path) ? path : undefined
}
