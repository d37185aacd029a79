import type {ObjectStore, ObjectType} from './objects.ts'
import {runGit} from './run.ts'

/** Copies what is reachable from some revisions of a repository on disk; gives their commit ids in order. */
export async function importObjects(
  store: ObjectStore,
  directory: string,
  revisions: readonly string[],
): Promise<readonly string[]> {
  if (revisions.length === 0) return []
  const named = revisions.map(revision => `${revision}^{commit}`)
  const heads = lines(await runGit(directory, ['rev-parse', ...named]))
  const listed = await runGit(directory, ['rev-list', '--objects', ...heads])
  const missing = lines(listed)
    .map(line => line.slice(0, 40))
    .filter(id => !store.get(id))
  addBatch(
    store,
    await runGit(directory, ['cat-file', '--batch'], {input: `${missing.join('\n')}\n`}),
  )
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
