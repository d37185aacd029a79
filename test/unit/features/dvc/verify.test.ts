import {createHash} from 'node:crypto'
import {mkdir, symlink, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {openRepository, readProject, verifyProject} from '../../../../shared/features/dvc/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const listing = (path: string, text: string) => `[{"md5": "${md5(text)}", "relpath": "${path}"}]`
let projects = 0

async function verify(files: Readonly<Record<string, string>>, link?: readonly [string, string]) {
  const root = join(folder(), String(projects++))
  for (const [path, text] of Object.entries({'.dvc/config': '', ...files})) {
    await mkdir(dirname(join(root, path)), {recursive: true})
    await writeFile(join(root, path), text)
  }
  if (link) await symlink(link[0], join(root, link[1]))
  const repository = await openRepository(root, terminalPlace({}, root))
  const {entries} = await verifyProject(repository, await readProject(repository, root), {
    onProgress: () => undefined,
  })
  return entries
}

test.each([
  {name: 'raw bytes', text: 'a\r\n', sum: md5('a\r\n'), legacy: 'raw'},
  {name: 'line ends changed', text: 'a\r\n', sum: md5('a\n'), legacy: 'per-chunk'},
  {
    name: 'a text in its first half only',
    text: `${'a'.repeat(2 ** 20)}\0b\r\n`,
    sum: md5(`${'a'.repeat(2 ** 20)}\0b\n`),
    legacy: 'per-file',
  },
])('an entry of DVC 2 fits with $name', async ({text, sum, legacy}) => {
  const [entry] = await verify({x: text, 'x.dvc': `outs:\n- {md5: ${sum}, path: x}\n`})
  expect(entry).toMatchObject({status: 'match', legacy})
})

test('a folder of DVC 2 fits with changed line ends', async () => {
  const sum = md5(listing('a', '1\n'))
  const [entry] = await verify({'d/a': '1\r\n', 'd.dvc': `outs:\n- {md5: ${sum}.dir, path: d}\n`})
  expect(entry).toMatchObject({status: 'match', legacy: 'per-chunk'})
})

test('what neither DVC nor git keeps must be there', async () => {
  const entries = await verify({
    'dvc.yaml': 'stages: {a: {cmd: x, outs: [kept], metrics: [{m.json: {cache: false}}]}}',
    'dvc.lock': `schema: '2.0'\nstages: {a: {cmd: x, outs: [{path: kept, hash: md5, md5: ${md5('')}}, {path: m.json, hash: md5, md5: ${md5('')}}]}}`,
  })
  expect(entries.filter(({kind}) => kind === 'out')).toMatchObject([
    {path: 'kept', status: 'absent', reason: 'not-pulled'},
    {path: 'm.json', status: 'mismatch', reason: 'missing'},
  ])
})

test('paths follow wdir, of a .dvc file and of a stage', async () => {
  const entries = await verify({
    'data/x': '1',
    'deep/x.dvc': `wdir: ../data\nouts:\n- {md5: ${md5('1')}, hash: md5, path: x}\n`,
    'pipe/dvc.yaml': 'stages: {a: {cmd: x, wdir: ../data, deps: [x]}}',
    'pipe/dvc.lock': `schema: '2.0'\nstages: {a: {cmd: x, deps: [{path: x, hash: md5, md5: ${md5('1')}}]}}`,
  })
  expect(entries.every(({status}) => status === 'match')).toBe(true)
  expect(entries.filter(({path}) => path === 'data/x')).toHaveLength(2)
})

test('files of a version-aware remote are compared one by one, and no ETag is a checksum', async () => {
  const entries = await verify({
    'd/a': '1',
    'd.dvc': `outs:\n- hash: md5\n  files:\n  - {relpath: a, md5: ${md5('1')}, size: 1, cloud: {r: {etag: abc, version_id: '7'}}}\n  path: d\n`,
    e: '1',
    'e.dvc': 'outs:\n- {etag: abc, path: e}\n',
  })
  expect(entries).toMatchObject([
    {path: 'd', status: 'match'},
    {path: 'e', status: 'skipped', reason: 'remote'},
  ])
})

test('a link that leads nowhere is named, a link to a folder is not entered', async () => {
  const sum = md5(listing('a', '1'))
  const files = {
    'd/a': '1',
    'other/b': '2',
    'd.dvc': `outs:\n- {md5: ${sum}.dir, hash: md5, path: d}\n`,
  }
  expect(await verify(files, ['../other', 'd/link'])).toMatchObject([{status: 'match'}])
  expect(await verify(files, ['nowhere', 'd/link'])).toMatchObject([
    {reason: 'unreadable-folder', message: 'link is a link that leads nowhere'},
  ])
})

test('an import that somebody edited is told', async () => {
  const text = `md5: 85326f03c0e5e9635c06f6046a007973
frozen: true
deps:
- path: data/table.csv
  repo:
    url: https://github.com/example/registry
    rev_lock: 0123456789abcdef0123456789abcdef01234567
outs:
- md5: ${md5('a\nb\n')}
  size: 4
  hash: md5
  path: table.csv
`
  const fine = await verify({'table.csv': 'a\nb\n', 'table.csv.dvc': text})
  expect(fine.map(({status, reason}) => reason ?? status)).toEqual(['match', 'import', 'match'])
  const edited = await verify({
    'table.csv': 'a\nb\n',
    'table.csv.dvc': text.replace('registry', 'other'),
  })
  expect(edited[0]).toMatchObject({reason: 'own-checksum', line: 1})
})
