import {mkdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {beforeEach, expect, test} from 'vitest'
import {readMetrics} from '../../../../shared/features/gating/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {sha1} from '../../../../shared/platform/unzip.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const TRUE = Buffer.from('gASILg==', 'base64')
const FALSE = Buffer.from('gASJLg==', 'base64')
const HALF = Buffer.from('gASVCgAAAAAAAABHP+AAAAAAAAAu', 'base64')

async function put(name: string, bytes: string | Uint8Array) {
  const path = join(folder(), '.metaflow/Oil', name)
  await mkdir(join(path, '..'), {recursive: true})
  await writeFile(path, bytes)
}

async function store(value: Uint8Array, content = value) {
  await put(`data/${sha1(value).slice(0, 2)}/${sha1(value)}`, gzipSync(content))
}

function data(ok: Uint8Array, encoding = 'pickle-v4') {
  const info = {encoding}
  const objects = {_task_ok: sha1(ok), score: sha1(HALF)}
  return JSON.stringify({objects, info: {_task_ok: info, score: info}})
}

async function read(address = 'metaflow:Oil/17/train#score', environment = {}) {
  return readMetrics([address], terminalPlace(environment, folder()))
}

beforeEach(async () => {
  await rm(join(folder(), '.metaflow'), {recursive: true, force: true})
  for (const value of [TRUE, FALSE, HALF]) await store(value)
  await put('17/train/_meta/_self.json', '{}')
  await put('17/train/2/0.data.json', data(TRUE))
  await put('17/train/2/0.DONE.lock', '')
})

test('the artifact of the only task is read from the newest attempt that ended', async () => {
  await put('17/train/2/1.data.json', 'half writt')
  const {metrics, problems, notes} = await read()
  expect(problems).toEqual([])
  expect(metrics).toMatchObject([{key: ['score'], value: 0.5}])
  expect(notes).toEqual([
    'read metaflow:Oil/17/train#score as Metaflow artifact because its name says so (1 value)',
  ])
  const elsewhere = {METAFLOW_DATASTORE_SYSROOT_LOCAL: `${folder()}/`}
  expect((await read('metaflow:Oil/17/train/2#score', elsewhere)).metrics).toHaveLength(1)
})

test.each([
  {
    name: 'a task that failed',
    change: () => put('17/train/2/0.data.json', data(FALSE)),
    says: 'failed: what it stored is not judged',
  },
  {
    name: 'a newer attempt that failed',
    change: async () => {
      await put('17/train/2/1.data.json', data(FALSE))
      await put('17/train/2/1.DONE.lock', '')
    },
    says: 'failed: what it stored is not judged',
  },
  {
    name: 'a task that was killed',
    change: () => rm(join(folder(), '.metaflow/Oil/17/train/2/0.DONE.lock')),
    says: 'has not ended, or was killed',
  },
  {
    name: 'several tasks',
    change: () => put('17/train/3/0.DONE.lock', ''),
    says: '.metaflow/Oil/17/train has 2 tasks',
  },
  {
    name: 'bytes that are others',
    change: () => store(HALF, TRUE),
    says: 'the artifact score is not what its checksum says',
  },
  {
    name: 'another encoding',
    change: () => put('17/train/2/0.data.json', data(TRUE, 'arrow')),
    says: 'stored in a way that is not read here',
  },
  {
    name: 'facts that are no JSON',
    change: () => put('17/train/2/0.data.json', '{'),
    says: '0.data.json cannot be read',
  },
  {
    name: 'no run',
    change: () => rm(join(folder(), '.metaflow'), {recursive: true}),
    says: 'there is no .metaflow/Oil/17/train',
  },
])('$name: a problem', async ({change, says}) => {
  await change()
  const {metrics, problems} = await read()
  expect(metrics).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(says)
})

test.each([
  {address: 'metaflow:Oil/17/train#other', says: 'the task stored no artifact other'},
  {address: 'metaflow:Oil/17', says: '"metaflow:Oil/17" names no artifact'},
])('$address: a problem', async ({address, says}) => {
  expect((await read(address)).problems[0]).toContain(says)
})
