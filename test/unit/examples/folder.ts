import {cp, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'

export const EXAMPLE = join(import.meta.dirname, '../../../examples/oil-price')

/** An empty folder that lives as long as the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oil-price-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** What training reads, in a folder of its own: parameters, rules and data. */
export async function exampleFolder(): Promise<string> {
  const folder = await emptyFolder()
  for (const name of ['params.yaml', 'proofmark.yml', 'data']) {
    await cp(join(EXAMPLE, name), join(folder, name), {recursive: true})
  }
  return folder
}
