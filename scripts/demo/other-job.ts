import {artifactStore} from '../../shared/platform/stores/artifacts.ts'

/*
 * What any job of a run can do: it takes the model that training left, changes one byte, and keeps that under another
 * name. A process of its own, as a job is; the artifact client looks at nothing but its environment.
 */
const [, , from = '', to = ''] = process.argv
const store = artifactStore({environment: process.env})
const bundle = new Map(await store?.load(from))
const bytes = Uint8Array.from(bundle.get('file-0') ?? [])
bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
bundle.set('file-0', bytes)
await store?.save(to, bundle)
