import type {TrainingBody} from '../../domain/training.ts'
import {ifThere} from '../../platform/absence.ts'
import {readCapped} from '../../platform/files.ts'
import {sha256} from '../../platform/hash.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'

/** Files at the top of a repository that pin what a program runs on. */
const LOCKFILES = [
  'requirements.txt',
  'requirements.lock',
  'uv.lock',
  'poetry.lock',
  'Pipfile.lock',
  'pdm.lock',
  'pixi.lock',
  'conda-lock.yml',
  'environment.yml',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'Cargo.lock',
  'go.sum',
  'Gemfile.lock',
  'renv.lock',
  'Manifest.toml',
]
const LIMIT = 64 * 2 ** 20

type KnownFile = TrainingBody['lockfiles'][number]

/** The lockfiles that lie there, with their digests. */
export async function findLockfiles(place: Place): Promise<readonly KnownFile[]> {
  const found = await Promise.all(LOCKFILES.map(path => knownFile(path, place)))
  return found.flatMap(file => (file ? [file.known] : []))
}

export type ReadFile = {readonly known: KnownFile; readonly bytes: Uint8Array}

/** A small file with its digest; nothing when it is not there. */
export async function knownFile(path: string, place: Place): Promise<ReadFile | undefined> {
  const bytes = await ifThere(readCapped(await userPath(place, path), LIMIT, path))
  return bytes && {known: known(path, bytes), bytes}
}

/** The digest of a file that the user named, so that it must be there. */
export async function namedFile(path: string, place: Place): Promise<KnownFile> {
  return known(path, await readUserFile(place, path, LIMIT))
}

function known(path: string, bytes: Uint8Array): KnownFile {
  return {path, digest: sha256(bytes), bytes: bytes.byteLength}
}
