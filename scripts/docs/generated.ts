import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {loadActions, REPOSITORY} from './action-list.ts'
import {actionYml, metadataPath} from './action-yml.ts'
import {configurationTables} from './configuration-keys.ts'
import {metricFormatsTable} from './metric-formats.ts'
import {reasonCodesPage} from './reason-codes.ts'
import {schemaFiles} from './schemas.ts'
import {tablesOf} from './tables.ts'

/** Every generated file of the repository with the content it must have; READMEs keep what people wrote around the tables. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>(schemaFiles())
  files.set('docs/reason-codes.md', reasonCodesPage())
  const page = 'docs/proofmark-yml.md'
  files.set(page, withTables(page, await read(page), Object.fromEntries(configurationTables())))
  const formats = 'docs/metric-files.md'
  files.set(formats, withTables(formats, await read(formats), {formats: metricFormatsTable()}))
  for (const [name, action] of await loadActions()) {
    files.set(metadataPath(name), actionYml(action))
    const readme = name === 'root' ? 'README.md' : `actions/${name}/README.md`
    if (!existsSync(join(REPOSITORY, readme))) throw new Error(`${readme} is missing`)
    files.set(readme, withTables(readme, await read(readme), tablesOf(action)))
  }
  return files
}

/** The generated files whose content on disk is another one. */
export async function staleFiles(): Promise<readonly string[]> {
  const stale: string[] = []
  for (const [path, content] of await generatedFiles()) {
    const isThere = existsSync(join(REPOSITORY, path))
    if (!isThere || (await read(path)) !== content) stale.push(path)
  }
  return stale
}

function withTables(path: string, text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((result, [name, content]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [result.indexOf(begin), result.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`${path} lacks ${begin} … ${end}`)
    return `${result.slice(0, from + begin.length)}\n${content}\n${result.slice(to)}`
  }, text)
}

async function read(path: string): Promise<string> {
  return readFile(join(REPOSITORY, path), 'utf8')
}
