import {mkdtemp, realpath, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll} from 'vitest'

/** A folder that lives as long as the tests of a file. */
export function temporaryFolder(): () => string {
  let folder = ''
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-test-')))
  })
  afterAll(() => rm(folder, {recursive: true, force: true}))
  return () => folder
}
