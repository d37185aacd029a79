import {randomUUID} from 'node:crypto'
import {constants} from 'node:fs'
import {type FileHandle, lstat, mkdir, open, realpath, rename, rm, stat} from 'node:fs/promises'
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'
import {ActionError, systemCode} from './errors.ts'
import {isFolder} from './folders.ts'
import {pathText} from './path-text.ts'

/**
 * The whole file, or an error when it is larger than we are ready to hold in memory. Errors call it what the user calls
 * it (`shown`).
 */
export async function readCapped(
  path: string,
  limitBytes: number,
  shown = path,
): Promise<Uint8Array> {
  const handle = await openForReading(path, shown)
  try {
    if (!(await handle.stat()).isFile()) throw notAFile(shown)
    return await readUpTo(handle, limitBytes, shown)
  } catch (error) {
    throw error instanceof ActionError ? error : unreadable(shown, error)
  } finally {
    await handle.close()
  }
}

async function openForReading(path: string, shown: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new ActionError('file-missing', `there is no file ${pathText(shown)}`)
    }
    if (code === 'EISDIR' || code === 'ENXIO') throw notAFile(shown)
    throw unreadable(shown, error)
  }
}

/** The size that the system reports may be wrong (0 below /proc) or change, so only what arrives is counted. */
async function readUpTo(
  handle: FileHandle,
  limitBytes: number,
  shown: string,
): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for (let total = 0; ; ) {
    const chunk = Buffer.allocUnsafe(Math.min(256 * 1024, limitBytes + 1 - total))
    const {bytesRead} = await handle.read(chunk, 0, chunk.length, null)
    if (bytesRead === 0) return Buffer.concat(chunks, total)
    total += bytesRead
    if (total > limitBytes) {
      throw new ActionError(
        'file-too-large',
        `${pathText(shown)} is larger than ${limitBytes} bytes, the most that is read here`,
      )
    }
    chunks.push(chunk.subarray(0, bytesRead))
  }
}

function notAFile(path: string): ActionError {
  return new ActionError('not-a-file', `${pathText(path)} is not a plain file`)
}

function unreadable(path: string, cause: unknown): ActionError {
  return new ActionError('file-unreadable', `cannot read ${pathText(path)}`, {cause})
}

/** Readers see the old file or the new one, never a part; what is written survives a crash of the machine. */
export async function writeAtomically(
  path: string,
  bytes: Uint8Array | string | Iterable<Uint8Array | string>,
  {mode = 0o666}: {readonly mode?: number} = {},
): Promise<void> {
  const temporary = join(dirname(path), `.proofmark-${randomUUID()}`)
  try {
    await makeFolder(dirname(path))
    try {
      const handle = await open(temporary, 'wx', mode)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, {force: true})
      throw error
    }
    await syncFolder(dirname(path))
  } catch (error) {
    throw new ActionError('file-unwritable', `cannot write ${pathText(path)}`, {cause: error})
  }
}

/** A folder and those above it. Node's own way never ends where a folder is refused with ENOENT, as below /proc. */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = []
  for (let here = path; !(await isFolder(here)); here = dirname(here)) {
    if (here === dirname(here)) break
    missing.unshift(here)
  }
  for (const folder of missing) {
    await mkdir(folder).catch(async (error: unknown) => {
      if (!(await isFolder(folder))) throw error
    })
  }
}

/** Makes the new name last. Some file systems cannot, and the file is complete all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/**
 * The absolute form of a path that a user wrote, if it lies inside the root. Absolute paths elsewhere, `..` and links
 * that lead out are refused (`path-outside`). The path itself need not exist.
 */
export async function resolveInside(root: string, userPath: string): Promise<string> {
  const path = resolve(root, checkedForm(userPath))
  if (!isInside(root, path)) throw outside(userPath, 'it leads out of it')
  const real = await realpathOfExisting(path, userPath)
  if (!isInside(await realpath(root), real)) {
    throw outside(userPath, `a link on the way leads to ${pathText(real)}`)
  }
  return path
}

function checkedForm(path: string): string {
  if (!path.includes('\0')) return path
  throw new ActionError('invalid-path', `the path ${pathText(path)} holds a NUL character`)
}

/** Whether a path is the root or below it, by names alone. Both must be absolute. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The real path of the deepest part that exists. A link that leads nowhere is refused: a writer would follow it. */
async function realpathOfExisting(path: string, userPath: string): Promise<string> {
  for (let here = path; ; here = dirname(here)) {
    try {
      return await realpath(here)
    } catch (error) {
      const isAbsent = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')
      if (!isAbsent || here === dirname(here)) throw unreadable(userPath, error)
      const isBroken = await lstat(here).then(
        () => true,
        () => false,
      )
      if (isBroken) {
        throw new ActionError('path-outside', `${pathText(userPath)} is a link that leads nowhere`)
      }
    }
  }
}

function outside(userPath: string, why: string): ActionError {
  return new ActionError(
    'path-outside',
    `the path ${pathText(userPath)} is not inside the workspace: ${why}`,
    {hint: 'Only files inside the workspace are read and written here; use a path relative to it.'},
  )
}

/** A new file that only this user can read. */
export async function writePrivately(path: string, bytes: Uint8Array): Promise<void> {
  await writeNew(path, bytes, {mode: 0o600})
}

/** A new file. What is there already stays, also where it came a moment ago. */
export async function writeNew(
  path: string,
  bytes: Uint8Array | string,
  {mode = 0o666}: {readonly mode?: number} = {},
): Promise<void> {
  try {
    await makeFolder(dirname(path))
    const handle = await open(path, 'wx', mode)
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new ActionError('file-unwritable', `cannot write ${pathText(path)}`, {cause: error})
  }
}

/** Whether there is a plain file, also at the end of a link. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  )
}
