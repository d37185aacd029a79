import {existsSync} from 'node:fs'
import {mkdir, readdir, readFile, stat, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {wordSum} from '../../shared/platform/word-sum.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'
import {errorsOf, foundTeam, type Team} from './team.ts'

const temporary = temporaryFolder()
const work = () => join(temporary(), 'work')
const cache = () => join(temporary(), 'home/.cache/proofmark')

beforeAll(async () => {
  await mkdir(join(work(), 'data'), {recursive: true})
  for (let index = 0; index < 30; index++) {
    await writeFile(join(work(), `data/${index}.bin`), `content ${index}`)
  }
})

async function track(...more: readonly string[]) {
  const environment = {HOME: join(temporary(), 'home')}
  const said = await proofmark(['track', 'data', '--json', ...more], work(), {environment})
  return {...said, digest: said.code === 0 ? JSON.parse(said.stdout).digest : undefined}
}

const [HEAD, ENTRY, FACTS, SEAL] = [16, 72, 40, 8]

/** Gives every file another checksum, as somebody could who may write the cache. */
async function poison(folder: string): Promise<void> {
  const [name = ''] = await readdir(folder)
  const bytes = await readFile(join(folder, name))
  const sealed = bytes.subarray(0, -SEAL)
  for (let at = HEAD + FACTS; at < sealed.length; at += ENTRY) sealed[at] = (sealed[at] ?? 0) ^ 1
  const sum = wordSum()
  sum.add(new Uint8Array(sealed))
  await writeFile(join(folder, name), Buffer.concat([sealed, sum.bytes()]))
}

describe('in a terminal', () => {
  test('what nobody touched is not read again, unless somebody verifies', async () => {
    const first = await track()
    expect(await readdir(cache())).toEqual([expect.stringMatching(/^stat-cache-[0-9a-f]{16}$/)])
    expect((await track()).digest).toBe(first.digest)
    await poison(cache())
    expect((await track()).digest).not.toBe(first.digest)
    expect((await track('--cache', 'none')).digest).toBe(first.digest)
    expect((await track('--verify')).digest).toBe(first.digest)
    expect((await track()).digest).toBe(first.digest)
  })

  test('what was written with its old size and time is', async () => {
    const first = await track()
    const file = join(work(), 'data/3.bin')
    const {atime, mtime} = await stat(file)
    await writeFile(file, 'CONTENT 3')
    await utimes(file, atime, mtime)
    const second = await track()
    expect(second.digest).not.toBe(first.digest)
    expect(second.digest).toBe((await track('--verify')).digest)
  })

  test('a cache that is damaged costs a line and nothing else', async () => {
    const first = await track()
    const [name = ''] = await readdir(cache())
    await writeFile(join(cache(), name), 'x'.repeat(500))
    const second = await track()
    expect(second).toMatchObject({code: 0, digest: first.digest})
    expect(second.stderr).toContain('is not used: it is not whole')
    expect((await track()).stderr).not.toContain('is not used')
  })

  test('a cache among the data is refused', async () => {
    const {code, stderr} = await track('--cache', 'data/cache')
    expect(code).toBe(2)
    expect(stderr).toContain('cache: data/cache lies in the dataset data')
  })
})

describe('on GitHub', () => {
  let team: Team
  beforeAll(async () => {
    team = await foundTeam({'data/a.csv': '1\n'}, 'hashed')
  })
  afterAll(() => team.close())

  const tools = () => join(temporary(), 'tools')
  const environment = (kind: string) => ({
    RUNNER_ENVIRONMENT: kind,
    RUNNER_TOOL_CACHE: tools(),
  })

  test('only a branch on a machine of your own has a cache by itself', async () => {
    const pull = await team.propose('data', {'data/a.csv': '2\n'})
    const runs = [
      {options: {pull}, kind: 'github-hosted', isKept: false},
      {options: {}, kind: 'self-hosted', isKept: false},
      {options: {pull}, kind: 'self-hosted', isKept: true},
    ]
    for (const {options, kind, isKept} of runs) {
      const job = await team.job(options)
      const ended = await job.act('track', {path: 'data'}, {environment: environment(kind)})
      expect(ended.exitCode).toBe(0)
      expect(existsSync(join(tools(), 'proofmark'))).toBe(isKept)
    }
  })

  test('a folder that the step names is used on the default branch too', async () => {
    const job = await team.job({})
    const folder = join(temporary(), 'own')
    const ended = await job.act('track', {path: 'data', cache: folder})
    expect(ended.exitCode).toBe(0)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('a commit cannot bring its own', async () => {
    const job = await team.job({})
    const ended = await job.act('track', {path: 'data', cache: '.cache'})
    expect(ended.exitCode).toBe(1)
    expect(errorsOf(ended)).toContain('cache: .cache lies in the checkout')
    expect(errorsOf(ended)).toContain('runner.tool_cache')
  })
})
