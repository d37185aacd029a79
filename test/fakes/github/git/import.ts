import {spawn} from 'node:child_process'
import type {ObjectStore, ObjectType} from './objects.ts'

/** Copies what is reachable from some revisions of a repository on disk; gives their commit ids in order. */
export async function importObjects(
  store: ObjectStore,
  directory: string,
  revisions: readonly string[],
): Promise<readonly string[]> {
  if (revisions.length === 0) return []
  const named = revisions.map(revision => `${revision}^{commit}`)
  const heads = lines(await git(directory, ['rev-parse', '--verify', '--end-of-options', ...named]))
  const listed = await git(directory, ['rev-list', '--objects', ...heads])
  const missing = lines(listed)
    .map(line => line.slice(0, 40))
    .filter(id => !store.get(id))
  addBatch(store, await git(directory, ['cat-file', '--batch'], `${missing.join('\n')}\n`))
  return heads
}

function addBatch(store: ObjectStore, batch: Buffer): void {
  let at = 0
  while (at < batch.length) {
    const end = batch.indexOf(0x0a, at)
    const [id = '', type = '', size = ''] = batch.toString('latin1', at, end).split(' ')
    if (id === '') {
      at = end + 1
      continue
    }
    const length = Number(size)
    const added = store.add(type as ObjectType, batch.subarray(end + 1, end + 1 + length))
    if (added !== id) throw new Error(`git says ${id} where the bytes say ${added}`)
    at = end + 1 + length + 1
  }
}

function lines(bytes: Buffer): readonly string[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
}

async function git(directory: string, args: readonly string[], input = ''): Promise<Buffer> {
  const child = spawn('git', ['-C', directory, ...args], {stdio: 'pipe'})
  const out: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code === 0) return Buffer.concat(out)
  throw new Error(`git ${args[0]} failed: ${Buffer.concat(errors).toString()}`)
}
