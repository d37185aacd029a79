import {readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {sha256} from '../shared/platform/hash.ts'

/**
 * Writes runtime/duckdb/files.json from installed packages: what queries load, by platform, with SHA-256. Run it as
 * `node scripts/duckdb-files.ts MODULES` after the version in runtime/duckdb/package.json was raised and `npm install
 * --ignore-scripts` was run beside it, or with the unpacked packages of other platforms among the modules.
 */
const [modules] = process.argv.slice(2)
if (modules === undefined) throw new Error('name the folder node_modules to read')

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(modules ?? '', folder), {recursive: true, withFileTypes: true})
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice((modules ?? '').length + 1))
    .sort()
}

async function digests(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const pairs = paths.map(
    async path => [path, sha256(await readFile(join(modules ?? '', path)))] as const,
  )
  return Object.fromEntries(await Promise.all(pairs))
}

const isCode = (path: string) => /\.(js|node|so|dylib|dll)$|package\.json$/.test(path)
const common = ['@duckdb/node-api', '@duckdb/node-bindings', 'detect-libc']
const {version} = JSON.parse(await readFile(join(modules, '@duckdb/node-api/package.json'), 'utf8'))
const platforms: Record<string, Readonly<Record<string, string>>> = {}
for (const name of (await readdir(join(modules, '@duckdb'))).sort()) {
  const platform = /^node-bindings-(\w+-\w+)$/.exec(name)?.[1]
  if (platform === undefined) continue
  platforms[platform] = await digests((await filesBelow(`@duckdb/${name}`)).filter(isCode))
}
const shared = (await Promise.all(common.map(filesBelow))).flat().filter(isCode)
const list = {version, common: await digests(shared), platforms}
const target = join(import.meta.dirname, '../runtime/duckdb/files.json')
await writeFile(target, `${JSON.stringify(list, null, 2)}\n`)
