import {DefaultArtifactClient} from '@actions/artifact'
import {restoreCache, saveCache} from '@actions/cache'

const client = new DefaultArtifactClient()

/** One call of a real client. */
export async function artifactStep(name: string, values: readonly unknown[]): Promise<unknown> {
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
