import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {DatasetRecord} from '../../../../shared/domain/data.ts'
import {formatManifest, sortFiles} from '../../../../shared/domain/manifest.ts'
import {checkCommand} from '../../../../shared/features/report/check-command.ts'

const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('hex')

function dataset(some: Partial<DatasetRecord>): DatasetRecord {
  const digest = `sha256:${'0'.repeat(64)}` as const
  return {name: 'd', role: 'train', path: 'd', root: 'd', digest, files: 2, bytes: 1, ...some}
}

const FILES = [
  'data/b.csv',
  'data/a.csv',
  'data/Z.csv',
  'data/.hidden.csv',
  "data/it's odd $(touch x).csv",
  'data/-n.csv',
  'data/deep/er/c.csv',
  'data/notes.txt',
  'data/.git/config.csv',
]

describe.skipIf(process.platform !== 'linux')('what a person pastes', () => {
  let workspace = ''
  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'proofmark-check-'))
    for (const file of FILES) {
      const path = join(workspace, file)
      mkdirSync(dirname(path), {recursive: true})
      writeFileSync(path, `text of ${file}`)
    }
  })
  afterAll(() => rmSync(workspace, {recursive: true}))

  const top = FILES.filter(file => /^data\/[^/]*\.csv$/.test(file))
  const data = FILES.filter(file => !file.includes('.git/'))
  const cases: readonly {path: string; root: string; files: readonly string[]}[] = [
    {path: 'data/', root: 'data', files: data},
    {path: './data', root: 'data', files: data},
    {path: '.', root: '.', files: data},
    {path: 'data/*.csv', root: 'data', files: top},
    {path: 'data/*', root: 'data', files: [...top, 'data/notes.txt']},
    {path: 'data/**/*.csv', root: 'data', files: data.filter(file => file.endsWith('.csv'))},
    {path: 'data/a.csv', root: 'data', files: ['data/a.csv']},
    {path: 'data/-n.csv', root: 'data', files: ['data/-n.csv']},
    {path: FILES[4] ?? '', root: 'data', files: [FILES[4] ?? '']},
  ]
  test.each(cases)('gives the digest of $path', ({path, root, files}) => {
    // A name that holds a parenthesis or a dollar sign may be a glob; then nothing is claimed.
    const command = checkCommand(dataset({path, root, files: files.length}))
    if (path === FILES[4]) return expect(command).toBeUndefined()
    const named = files.map(file => ({
      path: root === '.' ? file : file.slice(root.length + 1),
      digest: `sha256:${sha256(`text of ${file}`)}` as const,
    }))
    const expected = sha256(formatManifest(sortFiles(named)))
    const {stdout, stderr} = spawnSync('bash', ['-c', command ?? ''], {
      cwd: workspace,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout).toBe(`${expected}  -\n`)
  })
})

test.each([
  ['a remote prefix', {path: 's3://bucket/x/', root: 's3://bucket/x'}],
  ['a glob that find cannot say', {path: 'd/{a,b}/*.csv'}],
  ['several files behind one name', {path: 'd/file', files: 2}],
  ['a path outside its root', {path: 'e/file', files: 1}],
  ['a name with a line end', {path: 'd\nrm -rf x', root: 'd\nrm -rf x'}],
  ['a name that turns its direction', {path: 'd\u202e', root: 'd\u202e'}],
])('nothing is claimed for %s', (_, some) => {
  expect(checkCommand(dataset(some))).toBeUndefined()
})

test('a name is quoted', () => {
  const path = "it's; rm -rf ~"
  expect(checkCommand(dataset({path, root: path}))).toContain(`(cd 'it'\\''s; rm -rf ~' && find`)
  expect(checkCommand(dataset({path: '-x', root: '-x'}))).toContain('(cd ./-x &&')
})
