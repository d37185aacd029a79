import type {Config} from '../../domain/config.ts'
import {FLOORS_FILE, type Floors, needsFloors} from '../../domain/rules/floor-file.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import {FLOORS_LIMIT, readFloors} from '../../features/configuration/index.ts'
import {isFile, readCapped} from '../../platform/files.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'

type Read = (path: string) => Promise<Uint8Array | undefined>

/** The floors that rules ask for, from wherever their file is trusted to lie; a file that is not there has none. */
export async function floorsFor(
  rules: readonly Rule[],
  config: Config | undefined,
  read: Read,
): Promise<Floors> {
  if (!needsFloors(rules)) return new Map()
  const path = floorsPath(config)
  const bytes = await read(path)
  return bytes ? readFloors(bytes, path) : new Map()
}

export function floorsPath(config: Config | undefined): string {
  return config?.gate?.floors ?? FLOORS_FILE
}

/** Reads files as they lie here. */
export function filesHere(place: Place): Read {
  return async path => {
    const file = await userPath(place, path)
    return (await isFile(file)) ? readCapped(file, FLOORS_LIMIT, path) : undefined
  }
}
