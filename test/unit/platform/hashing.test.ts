import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {chmod, mkdir, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {openColumns} from '../../../shared/platform/hash-columns.ts'
import {runCrew} from '../../../shared/platform/hash-crew.ts'
import {hashQueue} from '../../../shared/platform/hash-queue.ts'
import {hashFiles, listedTree} from '../../../shared/platform/hashing.ts'
import {asNobody} from '../../fakes/as-nobody.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
const MIB = 2 ** 20
const digestOf = (bytes: string | Buffer) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

beforeAll(async () => {
  await chmod(temporary(), 0o755)
})

describe('threads', () => {
  const texts = new Map<string, Buffer>()

  beforeAll(async () => {
    for (let one = 0; one < 50; one++) {
      await mkdir(join(temporary(), `many/${one}`), {recursive: true})
      for (let file = 0; file < 100; file++) {
        texts.set(`${one}/${file}\n::x`, Buffer.from(`content ${one} ${file}`))
      }
    }
    // Around the sizes at which a file is read in another way.
    for (const size of [0, 1, MIB / 2 - 1, MIB / 2, MIB / 2 + 1, 4 * MIB, 4 * MIB + 1, 17 * MIB]) {
      texts.set(`0/large ${size}`, Buffer.alloc(size, `large ${size} `))
    }
    await Promise.all(
      [...texts].map(([path, text]) => writeFile(join(temporary(), 'many', path), text)),
    )
  })

  test.each([{workers: 0}, {workers: 1}, {workers: 3}])(
    '$workers give the right digests, in order, and tell of every file and byte',
    async ({workers}) => {
      const root = join(temporary(), 'many')
      const done = {files: 0, bytes: 0}
      const hashed = await hashFiles(root, [...texts.keys()], {
        workers,
        onProgress({files, bytes}) {
          done.files += files
          done.bytes += bytes
        },
      })
      const expected = [...texts.values()].map(bytes => ({
        digest: digestOf(bytes),
        bytes: bytes.length,
      }))
      expect(hashed.map(({digest, bytes}) => ({digest, bytes}))).toEqual(expected)
      expect(done.files).toBe(texts.size)
      expect(done.bytes).toBe(expected.reduce((sum, {bytes}) => sum + bytes, 0))
    },
  )

  test.each([{workers: 0}, {workers: 2}])(
    'take another checksum where it is asked for ($workers)',
    async ({workers}) => {
      const hashed = await hashFiles(join(temporary(), 'many'), [...texts.keys()], {
        workers,
        algorithm: 'md5',
      })
      expect(hashed.map(({digest}) => digest)).toEqual(
        [...texts.values()].map(bytes => `md5:${createHash('md5').update(bytes).digest('hex')}`),
      )
    },
  )

  test('stop when they are aborted', async () => {
    const reason = new Error('enough')
    for (const workers of [0, 2]) {
      const controller = new AbortController()
      const hashing = hashFiles(join(temporary(), 'many'), [...texts.keys()], {
        workers,
        signal: controller.signal,
        onProgress: () => controller.abort(reason),
      })
      await expect(hashing).rejects.toBe(reason)
    }
  })

  test('do not keep the process', () => {
    const code = `
      const {hashFiles} = await import(${JSON.stringify(new URL('../../../shared/platform/hashing.ts', import.meta.url).href)})
      const hashed = await hashFiles('.', Array.from({length: 1000}, (_, index) => index % 50 + '/' + index % 100 + '\\n::x'), {workers: 2})
      console.log(hashed.length)`
    const options = {cwd: join(temporary(), 'many'), encoding: 'utf8', timeout: 20_000} as const
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], options)).toBe(
      '1000\n',
    )
  })

  test('that die are an error with the file they were at', async () => {
    const script = join(temporary(), 'dies.mjs')
    await writeFile(
      script,
      "import {parentPort} from 'node:worker_threads'\nparentPort.on('message', () => process.exit(7))\n",
    )
    const tree = listedTree(temporary(), ['one', 'two'])
    const columns = openColumns(temporary(), 'sha256')
    const work = {
      setup: {
        root: temporary(),
        algorithm: 'sha256' as const,
        quietBefore: 0n,
        isKeeping: false,
      },
      queue: hashQueue(tree, columns),
      onProgress: () => undefined,
      onEntries: () => undefined,
      isSound: () => true,
      signal: undefined,
    }
    await expect(runCrew(script, 2, work)).rejects.toMatchObject({
      code: 'hashing-failed',
      message: expect.stringContaining('at or after one'),
    })
  })
})

describe('a file', () => {
  test('that vanished, or may not be read, is named with all the others', async () => {
    await mkdir(join(temporary(), 'bad'))
    await writeFile(join(temporary(), 'bad/fine'), '')
    await writeFile(join(temporary(), 'bad/secret\n'), '', {mode: 0o000})
    await symlink('loop', join(temporary(), 'bad/loop'))
    const hash = (paths: readonly string[]) =>
      asNobody(() => hashFiles(join(temporary(), 'bad'), paths, {workers: 0}))
    await expect(hash(['fine', 'gone'])).rejects.toMatchObject({
      code: 'file-changed',
      message: expect.stringContaining('gone vanished'),
    })
    const error = await hash(['fine', 'gone', 'secret\n', 'loop']).catch((reason: Error) => reason)
    expect(error).toMatchObject({code: 'file-unreadable'})
    expect(String(error)).toContain('"secret\\n" cannot be read (EACCES)')
    expect(String(error)).toContain('loop cannot be read (ELOOP)')
  })

  test('is not the only one: the first twenty are named and the others counted', async () => {
    const paths = Array.from({length: 700}, (_, index) => `none-${index}`)
    const error = await hashFiles(temporary(), paths, {workers: 2}).catch(String)
    expect(error).toContain('none-19 vanished')
    expect(error).not.toContain('none-20 ')
    expect(error).toContain('and 680 more')
  })
})
