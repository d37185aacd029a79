import {createHash, randomUUID} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {access, mkdir, open, rm} from 'node:fs/promises'
import type {IncomingMessage} from 'node:http'
import {join} from 'node:path'
import {type Digest, hexOf} from './digest.ts'
import {place} from './durable-file.ts'
import {Refusal} from './refusal.ts'
import {chunksOf} from './request-body.ts'

export type Upload = {
  readonly path: string
  /** True when the model was not there before. */
  readonly keep: () => Promise<boolean>
  readonly discard: () => Promise<void>
}

export type ModelFiles = {
  readonly has: (digest: Digest) => Promise<boolean>
  /** Where the model is; refused when it is not there, or not as it was. */
  readonly find: (digest: Digest) => Promise<string>
  /** Takes a body to disk, refused unless its bytes have the digest; nothing is stored before `keep`. */
  readonly receive: (request: IncomingMessage, digest: Digest) => Promise<Upload>
}

/** A name of its own in a folder of its own: a model finds no other files beside it. */
const NAME = 'model.onnx'

/** Models in `models/<hex>/`, half uploads in `uploads/`; those of an earlier run go. */
export async function openModelFiles(folder: string, limit: number): Promise<ModelFiles> {
  const uploads = join(folder, 'uploads')
  await rm(uploads, {recursive: true, force: true})
  await mkdir(uploads, {recursive: true})

  const folderOf = (digest: Digest) => join(folder, 'models', hexOf(digest))
  const has = (digest: Digest) =>
    access(join(folderOf(digest), NAME)).then(
      () => true,
      () => false,
    )

  async function find(digest: Digest): Promise<string> {
    if (!(await has(digest))) {
      throw new Refusal(404, 'unknown-model', {message: `${digest} is not stored here`})
    }
    const path = join(folderOf(digest), NAME)
    if ((await digestOf(path)) === digest) return path
    const message = `the file of ${digest} has changed on disk; store the model again`
    throw new Refusal(500, 'model-damaged', {message})
  }

  async function receive(request: IncomingMessage, digest: Digest): Promise<Upload> {
    const own = join(uploads, randomUUID())
    const path = join(own, NAME)
    const discard = () => rm(own, {recursive: true, force: true})
    await mkdir(own)
    try {
      const found = await write(path, chunksOf(request, limit))
      if (found !== digest) {
        throw new Refusal(422, 'other-bytes', {
          message: `the body is ${found}, not ${digest}`,
          fields: {digest: found},
        })
      }
    } catch (error) {
      await discard()
      throw error
    }
    const keep = async () => {
      const isNew = !(await has(digest))
      await mkdir(folderOf(digest), {recursive: true})
      await place(path, join(folderOf(digest), NAME))
      return isNew
    }
    return {path, keep, discard}
  }

  return {has, find, receive}
}

async function write(path: string, chunks: AsyncIterable<Buffer>): Promise<Digest> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      await file.appendFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return `sha256:${hash.digest('hex')}`
}

async function digestOf(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return `sha256:${hash.digest('hex')}`
}
