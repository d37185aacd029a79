/**
 * Does what actions do with @actions/artifact and @actions/cache, which read their settings from the environment and
 * write to the runner, so they get a process of their own. One for all tests: loading them is what takes the time.
 */
import {DefaultArtifactClient} from '@actions/artifact'
import {restoreCache, saveCache} from '@actions/cache'
import type {Job} from './results-job.ts'

const client = new DefaultArtifactClient()
const own = {...process.env}

process.on('message', async ({environment, steps}: Job) => {
  process.env = {...own, ...environment}
  const results: unknown[] = []
  for (const [name, ...values] of steps) {
    try {
      results.push(await call(name, values))
    } catch (error) {
      results.push({error: error instanceof Error ? error.message : String(error)})
    }
  }
  process.send?.(results)
})

async function call(name: string, values: readonly unknown[]): Promise<unknown> {
  const [first, second, third, fourth] = values as readonly [never, never, never, never]
  switch (name) {
    case 'upload':
      return client.uploadArtifact(first, second, third, fourth)
    case 'list':
      return (await client.listArtifacts(first)).artifacts
    case 'get':
      return (await client.getArtifact(first, second)).artifact
    case 'download':
      return client.downloadArtifact(first, second)
    case 'delete':
      return client.deleteArtifact(first, second)
    case 'save':
      return saveCache(first, second)
    case 'restore':
      return (await restoreCache(first, second, third)) ?? null
    default:
      throw new Error(`unknown step ${name}`)
  }
}
