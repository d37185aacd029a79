import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {traceLocks} from '../../../../shared/features/dvc/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const MOST_SECONDS = 10

test('a stage that reads very many files is traced in seconds', {timeout: 120_000}, async () => {
  const root = folder()
  const md5 = (at: number) => at.toString(16).padStart(32, '0')
  const entry = (path: string, at: number) => `{path: ${path}, hash: md5, md5: '${md5(at)}'}`
  const deps = Array.from({length: 6000}, (_, at) => entry(`raw/${at}.csv`, at))
  const stage = `{cmd: make, deps: [${deps.join(', ')}], outs: [${entry('out.csv', 1)}]}`
  await mkdir(join(root, '.dvc'))
  await writeFile(join(root, '.dvc/config'), '')
  await writeFile(join(root, 'dvc.lock'), `schema: '2.0'\nstages: {make: ${stage}}\n`)
  const before = performance.now()
  const {steps} = await traceLocks({
    place: terminalPlace({}, root),
    paths: ['out.csv'],
    locks: [join(root, 'dvc.lock')],
    onProgress: () => undefined,
  })
  expect((performance.now() - before) / 1000).toBeLessThan(MOST_SECONDS)
  expect(steps[0]?.inputs).toHaveLength(6000)
  expect(steps[0]?.inputs.at(-1)?.state).toBe('absent')
})
