import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {sha256} from '../shared/platform/hash.ts'

/**
 * Writes runtime/onnxruntime/files.json from the installed package: what evaluate loads, by platform, with SHA-256.
 * Run it after the version in runtime/onnxruntime/package.json and ours was raised.
 */
const ROOT = join(import.meta.dirname, '..')
const MODULES = join(ROOT, 'node_modules')
const BIN = 'onnxruntime-node/bin/napi-v6'

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(MODULES, folder), {withFileTypes: true})
  const lists = await Promise.all(
    entries.map(entry =>
      entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    ),
  )
  return lists.flat().sort()
}

async function digests(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const pairs = paths.map(
    async path => [path, sha256(await readFile(join(MODULES, path)))] as const,
  )
  return Object.fromEntries(await Promise.all(pairs))
}

const isCode = (path: string) => path.endsWith('.js') || path.endsWith('package.json')
const {version} = JSON.parse(await readFile(join(MODULES, 'onnxruntime-node/package.json'), 'utf8'))
const common = [
  'onnxruntime-common/package.json',
  ...(await filesBelow('onnxruntime-common/dist/cjs')),
  'onnxruntime-node/package.json',
  ...(await filesBelow('onnxruntime-node/dist')),
].filter(isCode)
const platforms: Record<string, Readonly<Record<string, string>>> = {}
for (const platform of (await readdir(join(MODULES, BIN))).sort()) {
  for (const arch of (await readdir(join(MODULES, BIN, platform))).sort()) {
    platforms[`${platform}-${arch}`] = await digests(await filesBelow(`${BIN}/${platform}/${arch}`))
  }
}
const list = {version, common: await digests(common), platforms}
await writeFile(join(ROOT, 'runtime/onnxruntime/files.json'), `${JSON.stringify(list, null, 1)}\n`)
