import {createHash} from 'node:crypto'
import {mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {createRepo, type TempRepo} from '../fakes/temp-repo.ts'
import {proofmark} from './proofmark.ts'

let repo: TempRepo
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const out = (path: string, sum: string) =>
  `outs:\n- md5: ${sum}\n  size: 1\n  hash: md5\n  path: ${path}\n`

beforeAll(async () => {
  repo = await createRepo()
  await repo.commit('Start', {
    'data/same.csv': 'same',
    'data/edit.csv': 'old',
    'data/move.csv': 'moved',
    'data/gone.csv': 'gone',
    'x.dvc': out('x', md5('1')),
    'dvc.lock':
      "schema: '2.0'\nstages:\n  a: {cmd: a, outs: [{path: m, md5: 11111111111111111111111111111111}]}\n",
  })
  mkdirSync(join(repo.directory, 'kept'))
  await proofmark(['track', 'data', '--manifest', 'kept'], repo.directory)
  await repo.commit('Change', {
    'data/edit.csv': 'new',
    'data/gone.csv': undefined,
    'data/fresh, really.csv': 'fresh',
    'x.dvc': out('x', md5('2')),
    'dvc.lock':
      "schema: '2.0'\nstages:\n  b: {cmd: a, outs: [{path: n, md5: 11111111111111111111111111111111}]}\n",
  })
  renameSync(join(repo.directory, 'data/move.csv'), join(repo.directory, 'data/moved.csv'))
  await repo.commit('Move')
})
afterAll(() => repo.remove())

async function diff(...args: readonly string[]) {
  const {code, stdout, stderr} = await proofmark(['diff', '--json', ...args], repo.directory)
  return {code, stderr, result: JSON.parse(stdout)}
}

const CHANGED = {
  name: 'files',
  status: 'changed',
  counts: {added: 1, removed: 1, modified: 1, renamed: 1},
  changes: [
    {kind: 'modified', path: 'edit.csv'},
    {kind: 'added', path: 'fresh, really.csv'},
    {kind: 'removed', path: 'gone.csv'},
    {kind: 'renamed', from: 'move.csv', to: 'moved.csv'},
  ],
}

describe('proofmark diff', () => {
  test.each([
    {name: 'two revisions', sides: ['HEAD~2:data/', 'HEAD:data'], checksums: 'git'},
    {name: 'a revision and a folder', sides: ['HEAD~2:data', 'data/'], checksums: 'sha256'},
    {name: 'a manifest and a folder', sides: ['kept/data.sha256', 'data'], checksums: 'sha256'},
    {
      name: "a manifest's twin and a revision",
      sides: ['kept/data.json', 'HEAD:data'],
      checksums: 'sha256',
    },
  ])('compares $name', async ({sides, checksums}) => {
    const {code, result} = await diff(...sides)
    expect(result).toMatchObject({changed: true, checksums, change: {datasets: [CHANGED]}})
    expect(code).toBe(0)
    expect((await diff(...sides, '--exit-code')).code).toBe(1)
  })

  test('says that nothing differs', async () => {
    const {code, result} = await diff('HEAD:data', 'data', '--exit-code')
    expect(result).toMatchObject({changed: false, reasonCode: 'unchanged'})
    expect(code).toBe(0)
  })

  test('compares what DVC recorded, also with the lists in its cache', async () => {
    const {result} = await diff('HEAD~2:x.dvc', 'x.dvc')
    expect(result.change.datasets).toMatchObject([{name: 'x', status: 'changed'}])
    const {result: lock} = await diff('HEAD~2:dvc.lock', 'HEAD:dvc.lock')
    expect(lock.change.datasets).toMatchObject([
      {name: 'm', status: 'removed'},
      {name: 'n', status: 'added'},
    ])
    const lists = [
      `[{"md5": "${md5('a')}", "relpath": "a"}]`,
      `[{"md5": "${md5('a')}", "relpath": "b"}]`,
    ]
    for (const [index, list] of lists.entries()) {
      const sum = md5(list)
      const folder = join(repo.directory, '.dvc/cache/files/md5', sum.slice(0, 2))
      mkdirSync(folder, {recursive: true})
      writeFileSync(join(folder, `${sum.slice(2)}.dir`), list)
      writeFileSync(join(repo.directory, `${index}.dvc`), out('d', `${sum}.dir`))
    }
    const {result: folders} = await diff('0.dvc', '1.dvc')
    expect(folders.change.datasets).toMatchObject([
      {name: 'd', counts: {renamed: 1}, changes: [{kind: 'renamed', from: 'a', to: 'b'}]},
    ])
  })

  test.each([
    {sides: ['x.dvc', 'data'], code: 'not-comparable'},
    {sides: ['data'], code: 'invalid-input'},
    {sides: ['data', 'data', 'data'], code: 'invalid-input'},
    {sides: ['data', 'nowhere'], code: 'nothing-matched'},
    {sides: ['data', 'HEAD:nowhere'], code: 'nothing-matched'},
    {sides: ['--', 'data', '--upload-pack=x'], code: 'nothing-matched'},
    {sides: ['x.dvc', 'HEAD:none.dvc'], code: 'nothing-matched'},
  ])('refuses $sides', async ({sides, code}) => {
    const {result, code: exit} = await diff(...sides)
    expect(result.reasonCode).toBe(code)
    expect(exit).toBe(2)
  })
})
