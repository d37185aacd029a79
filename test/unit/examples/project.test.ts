import {execFile} from 'node:child_process'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {configSchema} from '../../../shared/domain/config.ts'
import {EXAMPLE, emptyFolder, exampleFolder} from './folder.ts'

const ROOT = join(EXAMPLE, '../..')
const run = promisify(execFile)

test('proofmark.yml keeps the schema, and what it names is there', async () => {
  const config = configSchema.parse(parse(await readFile(join(EXAMPLE, 'proofmark.yml'), 'utf8')))
  const names = await readdir(EXAMPLE)
  expect(names).toContain(config.train?.params)
  for (const code of config.train?.code ?? []) expect(names).toContain(code.replace(/\/$/, ''))
})

test('the packages are those of the suite', async () => {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  const example = await read(join(EXAMPLE, 'package.json'))
  const suite = await read(join(ROOT, 'package.json'))
  const lock = await read(join(EXAMPLE, 'package-lock.json'))
  const versions = {...suite.devDependencies, ...suite.dependencies}
  for (const [name, version] of Object.entries(example.dependencies)) {
    expect([name, version]).toEqual([name, versions[name]])
  }
  expect(lock.packages[''].dependencies).toEqual(example.dependencies)
})

test('its workflows are those that people copy', async () => {
  const folder = join(EXAMPLE, '.github/workflows')
  for (const name of await readdir(folder)) {
    const copied = await readFile(join(ROOT, 'workflows-examples', name), 'utf8')
    expect(await readFile(join(folder, name), 'utf8')).toBe(copied)
  }
})

test('the commands of the README run, from any folder', async () => {
  const [folder, elsewhere] = [await exampleFolder(), await emptyFolder()]
  const generate = [join(EXAMPLE, 'generate.ts'), '--through', '2019', '--folder', folder]
  const generated = await run(process.execPath, generate, {cwd: elsewhere})
  expect(generated.stdout).toContain('data/prices/2019.csv')
  const trained = await run(process.execPath, [join(EXAMPLE, 'train.ts'), folder], {cwd: elsewhere})
  expect(trained.stdout).toMatch(/^trained in \d+\.\d s; on 1461 days: rmse 3\.\d+/)
  expect(await readdir(elsewhere)).toEqual([])
})
