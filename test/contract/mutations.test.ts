import {globSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import type {Mutation} from '../mutations/mutation.ts'
import {REPOSITORY} from './source-files.ts'

/** An edit that no longer finds its place breaks nothing, and shows nothing. */
it('finds the place of every edit that a test must notice', async () => {
  const lost: string[] = []
  for (const path of globSync('test/mutations/*.ts', {cwd: REPOSITORY}).sort()) {
    const module: {readonly mutations?: readonly Mutation[]} = await import(join(REPOSITORY, path))
    for (const {file, find} of module.mutations ?? []) {
      const parts = (await readFile(join(REPOSITORY, file), 'utf8')).split(find)
      if (parts.length !== 2) lost.push(`${path}: ${file}: ${find}`)
    }
  }
  expect(lost).toEqual([])
})
