import {listName} from '../../domain/dataset-kind.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {type Measured, manifestJson} from '../../features/data/index.ts'
import {describeLarge, MANIFEST_LIMIT, manifestName} from '../../features/history/index.ts'
import {joinPieces} from '../../platform/byte-pieces.ts'
import {writeAtomically} from '../../platform/files.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Setting} from '../setting.ts'

/** The file lists that the history will keep; of others there is no use in handing them on. */
export function handedOn({runner}: Setting, all: readonly Measured[]): Bundle {
  const manifests = new Map<string, Uint8Array>()
  for (const {record, text, textBytes} of all) {
    const name = manifestName(record.digest)
    if (textBytes <= MANIFEST_LIMIT) manifests.set(name, joinPieces(text()))
    else runner.annotate('warning', `${record.name}: ${describeLarge(name, textBytes)}`)
  }
  return manifests
}

/** Where manifests are written; nowhere in a terminal that names no folder. */
export function manifestFolder({place}: Setting, wish: string | undefined): string | undefined {
  if (wish !== undefined) return absolutePath(place, wish)
  return place.kind === 'github' ? `${place.temporary}/manifests` : undefined
}

/** Writes them where the user can read them, each with its twin for programs; answers where by dataset. */
export async function writeManifests(
  setting: Setting,
  wish: string | undefined,
  measured: readonly Measured[],
): Promise<ReadonlyMap<string, string>> {
  const folder = manifestFolder(setting, wish)
  const files = new Map<string, string>()
  if (folder === undefined) return files
  for (const one of measured) {
    const file = `${folder}/${listName(one.record)}`
    await writeAtomically(file, one.text())
    await writeAtomically(`${folder}/${one.record.name}.json`, manifestJson(one))
    files.set(one.record.name, file)
  }
  return files
}
