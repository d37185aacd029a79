import {stat} from 'node:fs/promises'

/** A text that changes whenever a file is written; nothing where none can be looked at. */
export async function fileStamp(path: string): Promise<string | undefined> {
  return stat(path, {bigint: true}).then(
    facts => [facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(':'),
    () => undefined,
  )
}
