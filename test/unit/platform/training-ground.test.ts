import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {chmod, mkdir, rm, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test, vi} from 'vitest'
import {listGpus} from '../../../shared/platform/gpus.ts'
import {sha256} from '../../../shared/platform/hash.ts'
import {countMemoryKills} from '../../../shared/platform/memory-kills.ts'
import {githubPlace} from '../../../shared/platform/place.ts'
import {sweepMarked} from '../../../shared/platform/process-sweep.ts'
import {takeStand} from '../../../shared/platform/stand.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('the sweep', () => {
  test('ends what carries the mark, also what ignores a polite request, and nothing else', async () => {
    const start = (mark: string, script: string) =>
      spawn('sh', ['-c', script], {
        env: {PATH: process.env['PATH'], MARK: mark},
        detached: true,
        stdio: 'ignore',
      }).pid ?? 0
    const own = [
      start('mine', 'sleep 60'),
      start('mine', "trap '' TERM; sleep 60 & wait; sleep 60"),
    ]
    const other = start('another', 'sleep 60')
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(await sweepMarked('MARK', 'mine')).toBeGreaterThanOrEqual(2)
    for (const pid of own) {
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false), {timeout: 5000})
    }
    expect(isAlive(other)).toBe(true)
    process.kill(-other, 'SIGKILL')
  })

  test('finds nothing where nothing is', async () => {
    expect(await sweepMarked('MARK', 'nobody')).toBe(0)
  })
})

describe('the graphics cards', () => {
  async function machine(name: string, script: string) {
    const bin = join(folder(), name)
    await mkdir(bin, {recursive: true})
    await writeFile(join(bin, 'nvidia-smi'), `#!/bin/sh\n${script}\n`)
    await chmod(join(bin, 'nvidia-smi'), 0o755)
    return listGpus({PATH: `${bin}:/usr/bin:/bin`}, folder())
  }

  test('are told with a digest for their id', async () => {
    const said =
      "printf '%s\\n' 'NVIDIA H200, GPU-1234, 570.1, 143771' 'NVIDIA H200, GPU-5678, 570.1, [N/A]'"
    expect(await machine('two', said)).toEqual({
      gpus: [
        {name: 'NVIDIA H200', id: sha256('GPU-1234'), driver: '570.1', memoryMiB: 143_771},
        {name: 'NVIDIA H200', id: sha256('GPU-5678'), driver: '570.1', memoryMiB: 0},
      ],
    })
  })

  test('are none without the program', async () => {
    expect(await listGpus({PATH: '/nowhere'}, folder())).toEqual({gpus: []})
  })

  test('are none, with a word, when the driver does not answer', async () => {
    const said =
      'echo "NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver."; exit 9'
    expect(await machine('broken', said)).toMatchObject({
      gpus: [],
      note: expect.stringContaining("couldn't communicate"),
    })
  })

  test('are not made up from lines that say something else', async () => {
    expect(await machine('odd', 'echo hello; echo "a, b"')).toEqual({gpus: []})
  })
})

describe('how a file stands', () => {
  const place = () => githubPlace({GITHUB_WORKSPACE: folder()})
  const path = 'stand/model.onnx'
  const file = () => join(folder(), path)

  test('changes with every writing, also of the same bytes with the old time', async () => {
    await mkdir(join(folder(), 'stand'), {recursive: true})
    expect(await takeStand(place(), path)).toBeUndefined()
    await writeFile(file(), 'abc')
    const first = await takeStand(place(), path)
    expect(await takeStand(place(), path)).toBe(first)
    await new Promise(resolve => setTimeout(resolve, 20))
    await writeFile(file(), 'abc')
    await utimes(file(), new Date(0), new Date(0))
    expect(await takeStand(place(), path)).not.toBe(first)
  })

  test('is that of all files of a folder', async () => {
    const first = await takeStand(place(), 'stand')
    await writeFile(join(folder(), 'stand', 'more'), '')
    expect(await takeStand(place(), 'stand')).not.toBe(first)
    await rm(join(folder(), 'stand'), {recursive: true})
    expect(await takeStand(place(), 'stand')).toBeUndefined()
  })
})

test('kills for want of memory are counted where the kernel says so', async () => {
  const count = await countMemoryKills()
  expect(count === undefined || Number.isInteger(count)).toBe(true)
})
