import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readMetrics} from '../../../../shared/features/gating/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {eventFile, scalarEvent, simpleValue} from '../../../fakes/event-file.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()

async function put(name: string, bytes: Uint8Array) {
  await mkdir(join(folder(), name, '..'), {recursive: true})
  await writeFile(join(folder(), name), bytes)
}

test('runs of a folder keep their names, and files of one run go on', async () => {
  const value = (step: number, loss: number) =>
    eventFile(scalarEvent('loss', step, simpleValue(loss)))
  await put('logs/train/events.out.tfevents.1.host', value(1, 3))
  await put('logs/train/events.out.tfevents.2.host', value(2, 2))
  await put('logs/train/note.txt', Buffer.from('hello'))
  await put('logs/eval/events.out.tfevents.1.host', value(2, 4).subarray(0, -1))
  const {metrics, problems, warnings} = await readMetrics(['logs'], terminalPlace({}, folder()))
  expect(problems).toEqual([])
  expect(metrics).toMatchObject([{key: ['train', 'loss'], value: 2, step: 2}])
  expect(warnings[0]).toContain(
    'the last record of logs/eval/events.out.tfevents.1.host is not whole',
  )
  const alone = await readMetrics(['logs/train/'], terminalPlace({}, folder()))
  expect(alone.metrics).toMatchObject([{key: ['loss'], value: 2}])
})

test('one damaged file of a run spoils them all', async () => {
  const bytes = eventFile(scalarEvent('loss', 1, simpleValue(3)))
  bytes[30] = (bytes[30] ?? 0) ^ 1
  await put('bad/events.out.tfevents.1.host', bytes)
  await put('bad/events.out.tfevents.2.host', eventFile(scalarEvent('acc', 1, simpleValue(3))))
  const {metrics, problems} = await readMetrics(['bad'], terminalPlace({}, folder()))
  expect(metrics).toEqual([])
  expect(problems[0]).toContain('bad/events.out.tfevents.1.host:1:1')
})
