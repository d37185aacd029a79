import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {codeOf} from '../errors.ts'
import {readCapped} from '../files.ts'
import {sha256} from '../hash.ts'
import {pathInside} from '../inside.ts'
import {packageRoot} from '../package-root.ts'

const files = z.record(z.string(), z.string())
const list = z.object({version: z.string(), common: files, platforms: z.record(z.string(), files)})

export type NativeFiles = {
  readonly version: string
  /** `linux-x64`, … */
  readonly platform: string
  readonly platforms: readonly string[]
  /** Path below node_modules → SHA-256; absent when the package has no binary for this machine. */
  readonly expected: ReadonlyMap<string, string> | undefined
}

/** A library of 100 MB, the largest of all, fits twice. */
const FILE_LIMIT = 256 * 2 ** 20

/** Native code that is installed at run time: its folder below `runtime/`, and its name for people. */
export type NativePackage = {readonly folder: string; readonly title: string}

/** What belongs to it on this machine, from the list that is part of the suite. */
export async function readNativeFiles({
  folder,
}: Pick<NativePackage, 'folder'>): Promise<NativeFiles> {
  const text = await readFile(join(packageRoot(), 'runtime', folder, 'files.json'), 'utf8')
  const {version, common, platforms} = list.parse(JSON.parse(text))
  const platform = `${process.platform}-${process.arch}`
  const own = platforms[platform]
  return {
    version,
    platform,
    platforms: Object.keys(platforms),
    expected: own && new Map([...Object.entries(common), ...Object.entries(own)]),
  }
}

/** A file below the folder that nobody expects: what lies beside a module can take its place. Nothing when all is well. */
export async function findStrangeFile(
  modules: string,
  expected: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const entries = await readdir(modules, {recursive: true, withFileTypes: true}).catch(() => [])
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => pathInside(modules, join(entry.parentPath, entry.name)))
    .find(path => !expected.has(path))
}

/** The first file below the folder that is missing or has other bytes than the list says; nothing when all is well. */
export async function findWrongFile(
  modules: string,
  expected: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  for (const [path, digest] of expected) {
    try {
      if (sha256(await readCapped(join(modules, path), FILE_LIMIT)) !== digest) return path
    } catch (error) {
      if (codeOf(error) === 'unexpected-error') throw error
      return path
    }
  }
  return undefined
}
