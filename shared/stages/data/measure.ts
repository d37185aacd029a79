import type {DatasetRecord} from '../../domain/data.ts'
import {isRemotePath} from '../../domain/remote/location.ts'
import {type Measured, measureDataset, type Reach} from '../../features/data/index.ts'
import {askVersion, measureClaimed, measureRemote} from '../../features/remote/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {humanBytes} from '../../platform/runner/progress.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'
import {filesOf} from './track-outcome.ts'

/** Takes the checksums of a dataset wherever it lies: of its bytes here, of a provider's list, or of a version told. */
export async function measureAny(
  setting: Setting,
  wish: DatasetWish,
  reach: Reach,
): Promise<Measured> {
  const {name, role, path, settings} = wish
  const [program, ...words] = settings?.version ?? []
  if (program !== undefined) {
    refuseForeign(setting, name)
    const version = await askVersion({name, argv: [program, ...words], place: setting.place})
    return measureClaimed({name, role, path}, version)
  }
  if (!isRemotePath(path)) return measureDataset({name, role, path}, reach)
  refuseForeign(setting, name)
  const {notes, ...measured} = await measureRemote({name, role, path}, reach)
  for (const note of notes) setting.runner.annotate('notice', note)
  return measured
}

/** What a stranger's configuration names is neither run nor asked with the credentials of the default branch. */
function refuseForeign({context}: Setting, name: string): void {
  if (context?.foreignHead === undefined) return
  throw new ActionError(
    'untrusted-head',
    `${name} lies elsewhere, and this run (${context.run.event}) has rights that the code it looks at has not`,
    {hint: 'Track it in a workflow of its own:\non: pull_request\npermissions:\n  contents: read'},
  )
}

/** `prices: 3 files, 1.2 MB, sha256:…`, and what that digest is over where it is not over bytes. */
export function measuredLine({
  name,
  files,
  bytes,
  digest,
  kind = 'bytes',
  checksums = {},
  version,
}: DatasetRecord): string {
  const size = `${filesOf(files)}, ${humanBytes(bytes)}`
  switch (kind) {
    case 'bytes':
      return `${name}: ${size}, ${digest}`
    case 'claimed':
      return `${name}: claimed version ${version ?? ''}, ${digest}`
    case 'remote': {
      const by = Object.entries(checksums).map(([word, count]) => `${word} ${count}`)
      const at = version === undefined ? '' : ` at ${version}`
      return `${name}: ${size}${at}, remote ${digest} over checksums (${by.join(', ')})`
    }
  }
}
