import {Buffer} from 'node:buffer'
import * as z from 'zod'
import type {Bundle} from '../../domain/ports/store.ts'
import {readZip} from '../stores/zip.ts'
import type {Transport} from './transport.ts'

const list = z.object({
  artifacts: z.array(z.object({id: z.int(), name: z.string(), expired: z.boolean()})),
})

/** What the archive may unpack to; GitHub's answer itself is bounded by the transport. */
const UNPACKED_LIMIT = 256 * 2 ** 20

/** What an earlier run kept under the name; nothing when it never did, or no longer does. */
export async function loadRunArtifact(
  transport: Transport,
  run: number,
  name: string,
): Promise<Bundle | undefined> {
  const found = await transport.find('list-artifacts', {run_id: run, name}, {schema: list})
  const kept = found?.artifacts.find(artifact => artifact.name === name && !artifact.expired)
  if (!kept) return undefined
  const bytes = await transport.raw('download-artifact', {
    artifact_id: kept.id,
    archive_format: 'zip',
  })
  return bytes && readZip(Buffer.from(bytes), UNPACKED_LIMIT)
}
