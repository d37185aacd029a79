import type {Buffer} from 'node:buffer'
import {inflateRawSync} from 'node:zlib'
import type {Bundle} from '../../domain/ports/store.ts'
import {ActionError} from '../errors.ts'
import {checkedName} from './names.ts'

const END = {signature: 0x06054b50, size: 22, comment: 0xffff}
const ENTRY = {signature: 0x02014b50, size: 46}
const LOCAL = {signature: 0x04034b50, size: 30}
const STORED = 0
const DEFLATED = 8
const MAX_ENTRIES = 1000

/**
 * The flat files of a zip that any job of the run may have made: nothing is unpacked to disk, nothing grows above the
 * limit, and a name with a folder in it is refused instead of followed.
 */
export function readZip(zip: Buffer, limitBytes: number): Bundle {
  try {
    return readEntries(zip, limitBytes)
  } catch (error) {
    if (error instanceof ActionError) throw error
    throw new ActionError('corrupt-archive', 'The archive cannot be read.', {cause: error})
  }
}

function readEntries(zip: Buffer, limitBytes: number): Bundle {
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) throw new Error(`it has ${count} entries`)
  const files = new Map<string, Uint8Array>()
  let left = limitBytes
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== ENTRY.signature) throw new Error('its directory is damaged')
    const nameSize = zip.readUInt16LE(at + 28)
    const name = checkedName(zip.toString('utf8', at + ENTRY.size, at + ENTRY.size + nameSize))
    if (files.has(name)) throw new Error(`it holds ${name} twice`)
    const bytes = readEntry(zip, at, left)
    left -= bytes.byteLength
    files.set(name, bytes)
    at += ENTRY.size + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

function findEnd(zip: Buffer): number {
  const first = Math.max(0, zip.length - END.size - END.comment)
  for (let at = zip.length - END.size; at >= first; at--) {
    if (zip.readUInt32LE(at) === END.signature) return at
  }
  throw new Error('it has no end')
}

function readEntry(zip: Buffer, at: number, limitBytes: number): Uint8Array {
  const method = zip.readUInt16LE(at + 10)
  const packedSize = zip.readUInt32LE(at + 20)
  const size = zip.readUInt32LE(at + 24)
  const local = zip.readUInt32LE(at + 42)
  if (size > limitBytes) throw new ActionError('too-large', 'The archive unpacks to too much.')
  if (zip.readUInt32LE(local) !== LOCAL.signature) throw new Error('an entry is damaged')
  const from = local + LOCAL.size + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const packed = zip.subarray(from, from + packedSize)
  const bytes = unpack(packed, method, size)
  if (packed.length !== packedSize || bytes.length !== size) throw new Error('an entry is cut off')
  return bytes
}

function unpack(packed: Buffer, method: number, size: number): Buffer {
  if (method === STORED) return packed
  if (method !== DEFLATED) throw new Error(`it is packed by method ${method}`)
  // One more than announced, so that an entry that grows beyond it is noticed; zero is not a limit to zlib.
  return inflateRawSync(packed, {maxOutputLength: size + 1})
}
