import {randomBytes} from 'node:crypto'
import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {readCapped, writePrivately} from './files.ts'
import {randomName} from './random.ts'

/** More than any token has. */
const LIMIT = 64 * 1024

/**
 * Keeps a secret for a later process of this job in two halves: random bytes in a file that only this user can read,
 * and the answer. Whoever finds one of them (a state, a log, a swept folder) has learnt nothing.
 */
export async function splitSecret(secret: string, folder: string): Promise<string> {
  const bytes = Buffer.from(secret)
  const pad = randomBytes(bytes.length)
  const file = join(folder, `half-${randomName()}`)
  await writePrivately(file, pad)
  return JSON.stringify({file, half: exclusiveOr(bytes, pad).toString('base64')})
}

/** Puts both halves together, once: the file is gone afterwards. */
export async function joinSecret(kept: string): Promise<string> {
  const {file, half}: {readonly file: string; readonly half: string} = JSON.parse(kept)
  try {
    const pad = await readCapped(file, LIMIT)
    return exclusiveOr(Buffer.from(half, 'base64'), pad).toString()
  } finally {
    await rm(file, {force: true})
  }
}

function exclusiveOr(bytes: Uint8Array, pad: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)))
}
