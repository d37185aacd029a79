import {execFileSync} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import * as z from 'zod'
import {VERSION} from '../../shared/platform/version.ts'
import {REPOSITORY} from './source-files.ts'

const versions = z.record(z.string(), z.string())
const read = (path: string) => readFile(join(REPOSITORY, path), 'utf8')
const manifest = z
  .object({
    version: z.string(),
    private: z.boolean(),
    bin: versions,
    scripts: versions,
    dependencies: versions,
    devDependencies: versions,
  })
  .parse(JSON.parse(await read('package.json')))

/** What may run on users' machines; a new name here is a decision. */
const RUN_TIME = [
  '@actions/artifact',
  '@actions/cache',
  '@actions/core',
  '@actions/github',
  '@octokit/plugin-retry',
  '@octokit/plugin-throttling',
  '@octokit/rest',
  '@smithy/signature-v4',
  'apache-arrow',
  'csv-parse',
  'fast-xml-parser',
  'hyparquet',
  'hyparquet-compressors',
  'onnxruntime-node',
  'picomatch',
  'smol-toml',
  'yaml',
  'zod',
]

const SCRIPTS = [
  'check',
  'fix',
  'build',
  'docs',
  'test',
  'test:runner',
  'mutate',
  'demo',
  'bench',
  'all',
]

describe('package.json', () => {
  it('pins every dependency to one version', () => {
    const all = {...manifest.dependencies, ...manifest.devDependencies}
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
      [],
    )
  })

  it('depends at run time on nothing but the allowed', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(RUN_TIME)
  })

  it('names the version that actions print', () => {
    expect(VERSION).toBe(manifest.version)
  })

  it('has the scripts that people and CI use', () => {
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(SCRIPTS))
  })

  it('is private, with one program', () => {
    expect(manifest).toMatchObject({private: true, bin: {proofmark: 'dist/cli.js'}})
  })
})

describe('package-lock.json', () => {
  it('names no registry', async () => {
    expect((await read('package-lock.json')).match(/"resolved":.*/g) ?? []).toEqual([])
  })

  it('was made for this package.json', async () => {
    const lock = z
      .object({
        packages: z.object({'': z.object({dependencies: versions, devDependencies: versions})}),
      })
      .parse(JSON.parse(await read('package-lock.json')))
    expect(lock.packages['']).toMatchObject({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    })
  })
})

describe('the repository', () => {
  /** Other people's texts, byte for byte. */
  const FOREIGN =
    /^(dist\/|package-lock\.json$|.*\/package-lock\.json$|test\/fakes\/github\/openapi\.json$)/
  const SPECIFIC = [
    {what: 'a home folder', pattern: /\/(home|Users)\/(?!runner\b|github\b)[a-z][\w-]*\//},
    {what: 'the root user’s folder', pattern: /(^|[\s"'`=(])\/root\//m},
    {
      what: 'a folder outside of the repository',
      pattern: /(^|[\s"'`=(])(\.\.\/shared\/|\/work\/)(?!domain|features|platform|stages)/m,
    },
  ]

  it.each(SPECIFIC)('does not mention $what', async ({pattern}) => {
    const paths = execFileSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      {
        cwd: REPOSITORY,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    )
      .split('\0')
      .filter(
        path => /\.(ts|js|json|ya?ml|md|sh|txt)$|(^|\/)run$/.test(path) && !FOREIGN.test(path),
      )
    const found: string[] = []
    for (const path of paths) {
      if (path === 'test/contract/package.test.ts') continue
      if (pattern.test(await read(path).catch(() => ''))) found.push(path)
    }
    expect(found).toEqual([])
  })
})
