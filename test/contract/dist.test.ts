import {existsSync, statSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {importsOf, REPOSITORY} from './source-files.ts'

const DIST = join(REPOSITORY, 'dist')
const files = existsSync(DIST) ? (await readdir(DIST)).sort() : []
const entries = (await readdir(join(REPOSITORY, 'actions'))).sort()
const MEGABYTE = 1_000_000

/** Every file that loading this one loads at once, itself first. */
async function loadedBy(file: string): Promise<readonly string[]> {
  const loaded = [file]
  for (const path of loaded) {
    const text = await readFile(join(DIST, path), 'utf8')
    for (const {kind, path: target} of importsOf(path, text)) {
      if (kind === 'static' && target !== undefined && !loaded.includes(target)) loaded.push(target)
    }
  }
  return loaded
}

const sizeOf = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0)

describe('dist', () => {
  it('holds one file for each action, the command line, and licences of what is inside', () => {
    const expected = [...entries.map(name => `${name}.js`), 'cli.js', 'licenses.txt']
    expect(files).toEqual(expect.arrayContaining([...expected, 'package.json']))
  })

  it('has names that stay, and nothing but code', () => {
    expect(files.filter(name => !/^[a-z][a-z0-9.-]*\.(js|json|txt)$/.test(name))).toEqual([])
    expect(
      files.filter(name => /-[A-Za-z0-9_-]{8}\.js$/.test(name) && /[A-Z_]/.test(name)),
    ).toEqual([])
  })

  it('weighs at most 10 MB', () => {
    expect(sizeOf(files)).toBeLessThanOrEqual(10 * MEGABYTE)
  })

  it.each(entries)('%s loads at most 1.5 MB before it asks for an API', async name => {
    const loaded = await loadedBy(`${name}.js`)
    expect(sizeOf(loaded)).toBeLessThanOrEqual(1.5 * MEGABYTE)
    const heavy = ['actions-artifact.js', 'azure.js', 'octokit.js', 'protobuf.js', 'undici.js']
    expect(loaded.filter(file => heavy.includes(file))).toEqual([])
  })

  it('starts the command line without any action', async () => {
    const loaded = await loadedBy('cli.js')
    expect(loaded.filter(file => /-(action|command)\.js$/.test(file))).toEqual([])
  })

  it('starts workers without the rest of the suite', async () => {
    for (const worker of files.filter(name => name.endsWith('.worker.js'))) {
      expect(sizeOf(await loadedBy(worker)), worker).toBeLessThanOrEqual(100_000)
    }
  })

  it('makes the command line a program', async () => {
    expect(await readFile(join(DIST, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(join(DIST, 'cli.js')).mode & 0o111).toBe(0o111)
  })

  it('knows nothing of the machine that built it', async () => {
    for (const name of files) {
      const text = await readFile(join(DIST, name), 'utf8')
      expect(text.includes(REPOSITORY), name).toBe(false)
    }
  })
})
