import {Buffer} from 'node:buffer'
import type {Bundle} from '../../domain/ports/store.ts'
import {ActionError} from '../errors.ts'
import {checkedName} from './names.ts'

/** A section with the file list of a million files fits twice. */
export const BUNDLE_LIMIT = 256 * 2 ** 20

export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

export function isSameBundle(one: Bundle, other: Bundle): boolean {
  if (one.size !== other.size) return false
  return [...one].every(([name, bytes]) => {
    const there = other.get(name)
    return there !== undefined && isSameBytes(bytes, there)
  })
}

/** Nothing is kept that could not be read again. */
export function checkBundle(name: string, bundle: Bundle): void {
  checkedName(name)
  for (const file of bundle.keys()) checkedName(file)
  const bytes = [...bundle.values()].reduce((sum, file) => sum + file.byteLength, 0)
  if (bundle.size > 0 && bytes <= BUNDLE_LIMIT) return
  throw new ActionError('too-large', `${name} has ${bundle.size} files with ${bytes} bytes.`, {
    hint: `At least one file and at most ${BUNDLE_LIMIT} bytes can be handed from job to job.`,
  })
}

export function alreadyStored(name: string): ActionError {
  return new ActionError('already-stored', `"${name}" is there already, with other content.`, {
    hint: {
      github: [
        'Two steps or jobs of this run made it under one name. In a matrix, tell the legs apart:',
        'with:',
        `  leg: \${{ matrix.… }}`,
      ].join('\n'),
      terminal:
        'A run before this one left it. Take another folder for --store, or empty this one.',
    },
  })
}

export function alreadyRecorded(path: string): ActionError {
  return new ActionError('already-recorded', `The history holds ${path} with other content.`, {
    hint: 'A record never changes. In a matrix, give each leg its own name: input "leg".',
  })
}
